package io.medley.campaign.touch.content;

import io.medley.campaign.touch.PieceFacets;
import io.medley.campaign.touch.PieceResponses;
import io.medley.campaign.touch.RenderedForm;
import io.medley.campaign.touch.ServableVersion;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One page of {@code GET /api/feed/approvals}.
 *
 * @param next cursor to ask after next; acknowledges everything before it
 * @param last nothing lay beyond this page when it was read
 * @param leaseMillis how long content-service counts on this database knowing no more than the page
 *     says, from the moment it asked
 */
record FeedPage(List<Entry> entries, long next, boolean last, long leaseMillis) {

  FeedPage {
    entries = List.copyOf(entries);
  }

  /** One change of one version, as content-service writes it. */
  record Entry(
      long position,
      long number,
      UUID versionId,
      UUID assetId,
      String state,
      String contentHash,
      @Nullable String metadataHash,
      @Nullable String brandId,
      @Nullable String title,
      @Nullable String jobCode,
      @Nullable String materialType,
      @Nullable List<String> markets,
      @Nullable String language,
      @Nullable List<String> channels,
      @Nullable List<String> audiences,
      @Nullable Instant validFrom,
      @Nullable Instant validTo,
      @Nullable List<String> slotHints,
      @Nullable JsonNode proof,
      @Nullable List<RenderedForm> forms,
      @Nullable PieceFacets facets) {

    ServableVersion toVersion() {
      return new ServableVersion(
          versionId,
          assetId,
          number,
          state,
          contentHash,
          text(metadataHash),
          text(brandId),
          text(title),
          text(jobCode),
          text(materialType),
          set(markets),
          text(language),
          set(channels),
          set(audiences),
          set(slotHints),
          validFrom,
          validTo,
          proof == null ? JsonNodeFactory.instance.objectNode() : proof,
          forms,
          facets == null ? PieceFacets.UNKNOWN : facets,
          PieceResponses.NONE,
          null);
    }

    private static String text(@Nullable String value) {
      return value == null ? "" : value;
    }

    private static Set<String> set(@Nullable List<String> values) {
      return values == null ? Set.of() : new HashSet<>(values);
    }
  }
}
