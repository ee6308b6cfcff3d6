package io.medley.content.metadata;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What authorities were told of pieces, as recorded by people. */
public interface AuthoritySubmissions {

  /** What was recorded for a version. */
  List<Recorded> of(VersionId version);

  /** Records; an earlier record of the same market is replaced and stays in the audit. */
  void record(VersionId version, Recorded recorded, String by, Instant at);

  /** One market's record. */
  record Recorded(String market, @Nullable Instant submittedAt, @Nullable Instant firstUseAt) {}
}
