package io.medley.platform.security;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.Map;

/** The actor does not hold the authority that the act needs. */
public final class AuthorityMissing extends Refusal {

  private static final ProblemType TYPE =
      new ProblemType("authority-missing", 403, "Authority missing");

  public AuthorityMissing(String personId, Authority authority, String market) {
    super(
        TYPE,
        "%s does not hold %s for market %s; an administrator can grant it."
            .formatted(personId, authority, market),
        Map.of("person", personId, "authority", authority.name(), "market", market));
  }
}
