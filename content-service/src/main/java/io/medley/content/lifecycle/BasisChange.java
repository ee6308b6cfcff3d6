package io.medley.content.lifecycle;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something an approved version rests on changed.
 *
 * @param kind what happened, e.g. {@code CLAIM_WITHDRAWN}; rows of the decision table {@code
 *     lifecycle-response} are about these
 * @param subject what changed, e.g. {@code claim/once-daily}
 * @param safety whether patients may come to harm
 * @param response what was decided; {@code null} until it was
 * @param because why, in the words of the decision table
 */
public record BasisChange(
    VersionId version,
    UUID event,
    String kind,
    String subject,
    String reason,
    boolean safety,
    String by,
    Instant at,
    @Nullable String response,
    @Nullable String because,
    @Nullable Instant decidedAt) {

  /** What happens to versions by themselves, beside what happens to the library. */
  public static final String RULE_PACK_UPDATED = "RULE_PACK_UPDATED";

  static final String MASTER_SUPERSEDED = "MASTER_SUPERSEDED";
  static final String MASTER_SUSPENDED = "MASTER_SUSPENDED";
  static final String MASTER_WITHDRAWN = "MASTER_WITHDRAWN";
}
