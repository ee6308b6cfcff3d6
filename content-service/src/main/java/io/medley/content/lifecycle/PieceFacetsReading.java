package io.medley.content.lifecycle;

import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.claim.ClaimLink;
import io.medley.content.claim.ClaimLinkStore;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What approved pieces are about, as the feed tells it with an approval and whenever asked. */
@Component
public class PieceFacetsReading {

  private final Approvals approvals;
  private final AssetVersions versions;
  private final ClaimLinkStore links;

  PieceFacetsReading(Approvals approvals, AssetVersions versions, ClaimLinkStore links) {
    this.approvals = approvals;
    this.versions = versions;
    this.links = links;
  }

  /** Of those of the versions that were approved once; the others are absent. */
  @Transactional(readOnly = true)
  public Map<VersionId, PieceFacets> of(Collection<VersionId> ids) {
    Map<VersionId, PieceFacets> facets = new LinkedHashMap<>();
    approvals.find(ids).forEach(approval -> facets.put(approval.version(), of(approval)));
    return facets;
  }

  PieceFacets of(Approval approval) {
    VersionId version = approval.version();
    return PieceFacets.of(versions.require(version).metadata(), claims(version), approval.liveAt());
  }

  /** Claims the piece makes: what only looks like one is left out. */
  private List<String> claims(VersionId version) {
    return links.of(version).stream()
        .filter(link -> link.state() == ClaimLink.State.LINKED)
        .map(ClaimLink::claimId)
        .toList();
  }
}
