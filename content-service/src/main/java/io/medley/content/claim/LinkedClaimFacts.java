package io.medley.content.claim;

import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.claim.ClaimLink.State;
import io.medley.content.claim.ClaimLinking.Linked;
import io.medley.content.metadata.ClaimFacts;
import io.medley.content.metadata.MetadataDocument;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The claims of a version for its metadata document, from its links. */
@Component
class LinkedClaimFacts implements ClaimFacts {

  private final ClaimLinking linking;
  private final AssetVersions versions;

  LinkedClaimFacts(ClaimLinking linking, AssetVersions versions) {
    this.linking = linking;
    this.versions = versions;
  }

  @Override
  @Transactional(readOnly = true)
  public List<MetadataDocument.Claim> claims(VersionId version) {
    return linked(version).stream()
        .map(
            linked ->
                new MetadataDocument.Claim(
                    linked.link().claimId(),
                    linked.link().number(),
                    linked.link().match().name(),
                    linked.link().section(),
                    linked.link().start(),
                    linked.link().end(),
                    linked.link().found(),
                    linked.claim().supports().stream()
                        .map(ClaimSupport::referenceId)
                        .distinct()
                        .toList()))
        .toList();
  }

  @Override
  @Transactional(readOnly = true)
  public List<Anchor> anchors(VersionId version) {
    return linked(version).stream()
        .flatMap(linked -> linked.claim().supports().stream())
        .map(ClaimSupport::anchor)
        .filter(Objects::nonNull)
        .map(
            anchor ->
                new Anchor(
                    anchor.referenceId(),
                    String.valueOf(anchor.edition()),
                    anchor.page(),
                    anchor.quote()))
        .distinct()
        .toList();
  }

  private List<Linked> linked(VersionId version) {
    return linking.stored(versions.require(version)).stream()
        .filter(linked -> linked.link().state() != State.REJECTED)
        .toList();
  }
}
