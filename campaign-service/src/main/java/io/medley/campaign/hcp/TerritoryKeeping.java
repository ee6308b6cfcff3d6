package io.medley.campaign.hcp;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Who looks after which area. */
@Service
public class TerritoryKeeping {

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final int LONGEST = 100;

  private final Territories territories;
  private final Authorities authorities;

  TerritoryKeeping(Territories territories, Authorities authorities) {
    this.territories = territories;
    this.authorities = authorities;
  }

  /** The territory cannot be stored as given. */
  public static final class TerritoryUnusable extends Refusal {
    private static final ProblemType TYPE =
        new ProblemType("territory-unusable", 422, "The territory cannot be stored");

    TerritoryUnusable(String message) {
      super(TYPE, message);
    }
  }

  /**
   * Creates or replaces a territory.
   *
   * @return as it is stored
   * @throws TerritoryUnusable if a value cannot be stored
   * @throws io.medley.platform.security.AuthorityMissing unless the actor campaigns in the country,
   *     now and as it was stored before
   */
  public Territory put(Territory territory, Actor by) {
    String country = territory.country().strip().toUpperCase(Locale.ROOT);
    if (!COUNTRIES.contains(country)) {
      throw new TerritoryUnusable("The country is an ISO 3166 two-letter code.");
    }
    authorities.require(by, Authority.CAMPAIGN, country);
    Territory wanted =
        new Territory(
            required("code", territory.code()),
            required("name", territory.name()),
            country,
            nobody(territory.rep()),
            nobody(territory.msl()),
            nobody(territory.kam()));
    territories
        .find(wanted.code())
        .ifPresent(before -> authorities.require(by, Authority.CAMPAIGN, before.country()));
    territories.put(wanted, by);
    return wanted;
  }

  /**
   * Every territory.
   *
   * @throws io.medley.platform.security.AuthorityMissing unless the actor campaigns or represents
   */
  public List<Territories.Line> all(Actor by) {
    if (authorities.markets(by.id(), Authority.ACT_AS_REP).isEmpty()) {
      authorities.requireAnywhere(by, Authority.CAMPAIGN);
    }
    return territories.all();
  }

  /** Whether the actor may change territories anywhere. */
  public boolean mayChange(Actor by) {
    return !authorities.markets(by.id(), Authority.CAMPAIGN).isEmpty();
  }

  private static String required(String what, String text) {
    String value = text.strip();
    if (value.isEmpty() || value.length() > LONGEST) {
      throw new TerritoryUnusable(
          "The %s of a territory has 1 to %d characters.".formatted(what, LONGEST));
    }
    return value;
  }

  private static @Nullable String nobody(@Nullable String person) {
    return person == null || person.isBlank() ? null : person.strip();
  }
}
