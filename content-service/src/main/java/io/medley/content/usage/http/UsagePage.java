package io.medley.content.usage.http;

import io.medley.content.asset.VersionId;
import io.medley.content.usage.VersionUsage;
import io.medley.content.usage.VersionUsage.Exposure;
import io.medley.content.usage.VersionUsage.InCampaign;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A page of {@code GET /api/feed/usage}, as campaign-service's OpenAPI describes it. */
record UsagePage(List<Entry> entries, long next, boolean last) {

  UsagePage {
    entries = List.copyOf(entries);
  }

  record Entry(
      UUID versionId,
      long hcps,
      long contacts,
      long inDoubt,
      @Nullable Instant lastAt,
      List<InCampaign> campaigns,
      @Nullable List<Exposure> exposure) {

    VersionUsage toUsage() {
      return new VersionUsage(
          new VersionId(versionId),
          hcps,
          contacts,
          inDoubt,
          lastAt,
          campaigns,
          exposure == null ? List.of() : exposure);
    }
  }
}
