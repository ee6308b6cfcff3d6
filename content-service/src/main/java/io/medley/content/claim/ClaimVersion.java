package io.medley.content.claim;

import io.medley.content.product.Products;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a claim. A version is never edited: other words, another scope or another support
 * is another version.
 *
 * @param claimId key of the claim, the same over all its versions
 * @param number counts versions from 1
 * @param indications indications it may be used for; empty = all of the brand
 * @param countries markets it may be used in; empty = wherever the brand is registered
 * @param validTo last day of use; {@code null} = without end
 * @param safetyRelevant whether its loss suspends what uses it at once
 * @param approvedBy the people whose approval made it usable, in order; empty while a draft
 */
public record ClaimVersion(
    String claimId,
    int number,
    String brandId,
    ClaimState state,
    List<String> indications,
    List<String> countries,
    LocalDate validFrom,
    @Nullable LocalDate validTo,
    boolean safetyRelevant,
    List<ClaimWording> wordings,
    List<ClaimSupport> supports,
    String author,
    List<String> approvedBy) {

  public ClaimVersion {
    indications = List.copyOf(indications);
    countries = List.copyOf(countries);
    wordings = List.copyOf(wordings);
    supports = List.copyOf(supports);
    approvedBy = List.copyOf(approvedBy);
  }

  /** The state as of a day: validity ends by itself, whether or not a job has run since. */
  public ClaimState stateOn(LocalDate day) {
    boolean over = validTo != null && validTo.isBefore(day);
    return over && (state == ClaimState.APPROVED || state == ClaimState.SUSPENDED)
        ? ClaimState.EXPIRED
        : state;
  }

  /** Why it may not be used on a day, as words that go on after “it”; empty if it may. */
  String against(LocalDate day) {
    ClaimState then = stateOn(day);
    return then == ClaimState.APPROVED ? "" : words(then).replaceFirst("^it ", "");
  }

  /**
   * Everything that stands against using one of its wordings so; empty if it may be used.
   *
   * @param wording one of {@link #wordings()}
   */
  public List<Obstacle> obstacles(ClaimWording wording, ClaimUse use) {
    List<Obstacle> obstacles = new ArrayList<>();
    ClaimState state = stateOn(use.from());
    if (state != ClaimState.APPROVED) {
      obstacles.add(new Obstacle(Obstacle.Kind.STATE, words(state)));
    } else {
      if (validFrom.isAfter(use.from())) {
        obstacles.add(
            new Obstacle(Obstacle.Kind.VALIDITY, "it may be used from " + validFrom + " only"));
      }
      if (validTo != null && validTo.isBefore(use.to())) {
        obstacles.add(
            new Obstacle(
                Obstacle.Kind.VALIDITY,
                "it may be used until " + validTo + ", the piece until " + use.to()));
      }
    }
    outside(
        obstacles, Obstacle.Kind.INDICATION, "for the indication", indications, use.indications());
    outside(obstacles, Obstacle.Kind.COUNTRY, "in", countries, use.countries());
    outside(
        obstacles, Obstacle.Kind.COUNTRY, "in these words in", wording.markets(), use.countries());
    outside(
        obstacles,
        Obstacle.Kind.AUDIENCE,
        "for the audience",
        wording.audiences(),
        use.audiences());
    outside(
        obstacles,
        Obstacle.Kind.CHANNEL,
        "through the channel",
        wording.channels(),
        use.channels());
    if (!use.language().isEmpty() && !Products.sameLanguage(wording.language(), use.language())) {
      obstacles.add(
          new Obstacle(
              Obstacle.Kind.LANGUAGE,
              "these words are approved in %s, the piece is in %s"
                  .formatted(wording.language(), use.language())));
    }
    return List.copyOf(obstacles);
  }

  private static void outside(
      List<Obstacle> obstacles,
      Obstacle.Kind kind,
      String how,
      List<String> allowed,
      List<String> wanted) {
    List<String> beyond = wanted.stream().filter(value -> !allowed.contains(value)).toList();
    if (!allowed.isEmpty() && !beyond.isEmpty()) {
      obstacles.add(
          new Obstacle(
              kind,
              "it is not approved %s %s (approved: %s)"
                  .formatted(how, String.join(", ", beyond), String.join(", ", allowed))));
    }
  }

  private static String words(ClaimState state) {
    return switch (state) {
      case DRAFT -> "it is a draft that nobody has approved";
      case APPROVED -> "it is approved";
      case UPDATED -> "it was replaced by a newer version";
      case SUSPENDED -> "it is suspended";
      case WITHDRAWN -> "it was withdrawn";
      case EXPIRED -> "it is past its last day";
      case ABANDONED -> "it was given up before approval";
    };
  }

  /**
   * One thing against a use.
   *
   * @param message goes on after "The claim cannot be used here: "
   */
  public record Obstacle(Kind kind, String message) {

    /** What the obstacle is about. */
    public enum Kind {
      STATE,
      VALIDITY,
      INDICATION,
      COUNTRY,
      LANGUAGE,
      AUDIENCE,
      CHANNEL
    }
  }
}
