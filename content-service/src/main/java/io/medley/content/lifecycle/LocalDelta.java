package io.medley.content.lifecycle;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetText;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.comparison.TextComparison;
import io.medley.content.product.Products;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an adaptation says that its approved master does not: all that a market has to review.
 * Across languages words cannot be compared; then the whole text is the market's own.
 */
@Service
public class LocalDelta {

  private final AssetVersions versions;
  private final AssetText texts;
  private final Approvals approvals;

  LocalDelta(AssetVersions versions, AssetText texts, Approvals approvals) {
    this.versions = versions;
    this.texts = texts;
    this.approvals = approvals;
  }

  /**
   * An adaptation beside its master.
   *
   * @param master the master's version in force, or its newest approved one
   * @param text word by word from the master to the adaptation; {@code null} across languages
   */
  public record Delta(
      AssetVersion adaptation, Approval master, TextComparison.@Nullable Result text) {

    /** Words of the adaptation, 0 across languages. */
    public int words() {
      return text == null ? 0 : text.words();
    }

    /** Share of its words the master does not have, 0 to 1; 1 across languages. */
    public double localShare() {
      if (text == null) {
        return 1;
      }
      return text.words() == 0 ? 0 : Math.min(1, text.added() / (double) text.words());
    }
  }

  /** The comparison; empty for a version that is no adaptation of an approved master. */
  @Transactional(readOnly = true)
  public Optional<Delta> of(VersionId id) {
    AssetVersion version = versions.require(id);
    return approvedMaster(version).map(master -> compared(version, master));
  }

  /** The approved version of the master that a version was adapted from. */
  @Transactional(readOnly = true)
  public Optional<Approval> approvedMaster(AssetVersion version) {
    UUID master = version.metadata().details().masterId();
    if (master == null) {
      return Optional.empty();
    }
    var approved = approvals.ofAsset(new AssetId(master));
    return approved.stream()
        .filter(approval -> approval.state() == ApprovalState.LIVE)
        .findFirst()
        .or(
            () ->
                approved.stream()
                    .filter(approval -> approval.state() == ApprovalState.SUPERSEDED)
                    .findFirst());
  }

  private Delta compared(AssetVersion version, Approval master) {
    boolean comparable = Products.sameLanguage(master.language(), version.metadata().language());
    return new Delta(
        version,
        master,
        comparable
            ? TextComparison.compare(texts.sections(master.version()), texts.sections(version.id()))
            : null);
  }
}
