package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.measure.Ladder;
import io.medley.campaign.measure.Stage;
import io.medley.campaign.measure.StageEvidence;
import io.medley.campaign.touch.HcpHistory.PastPiece;
import io.medley.campaign.touch.Score.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Scores a piece for one HCP and one touch. Every part is made of what was read for the decision
 * and stored with it, so the same inputs give the same score again.
 */
final class Suitability {

  /** What the campaign planned goes before everything else, in its order. */
  static final int PLANNED = 250;

  static final int TOPIC = 30;
  static final int STAGE = 15;
  static final int UNSEEN = 15;
  static final int SLOT = 12;
  static final int LANGUAGE = 10;
  static final int CLAIMS = 10;
  static final int FORMAT = 10;
  static final int RESPONSES = 10;
  static final int SPECIALTY = 8;
  static final int FRESHNESS = 5;

  /** All parts but the plan together: a planned piece always has more. */
  static final int WITHOUT_PLAN =
      TOPIC + STAGE + UNSEEN + SLOT + LANGUAGE + CLAIMS + FORMAT + RESPONSES + SPECIALTY
          + FRESHNESS;

  private static final double UNKNOWN = 0.5;
  private static final double OLDER_TOPIC = 0.5;
  private static final double IN_WORDS = 0.7;
  private static final Duration CLAIM_TOLD_LATELY = Duration.ofDays(90);
  private static final Duration FORGOTTEN = Duration.ofDays(180);
  private static final Duration FRESH_HALF_LIFE = Duration.ofDays(180);
  private static final String ANY = "ANY";
  private static final String ALL = "ALL";
  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** Codes of the vocabulary {@code journey-stage}, on the way up. */
  private static final List<String> JOURNEY_STAGES =
      List.of("AWARENESS", "CONSIDERATION", "TRIAL", "ADOPTION", "ADVOCACY");

  /** What serves an HCP on a rung best. */
  private static final Map<Stage, String> SERVES =
      Map.of(
          Stage.UNAWARE, "AWARENESS",
          Stage.AWARE, "AWARENESS",
          Stage.CONTEMPLATION, "CONSIDERATION",
          Stage.PREPARATION, "TRIAL",
          Stage.ACTION, "TRIAL",
          Stage.MAINTENANCE, "ADOPTION",
          Stage.ADVOCACY, "ADVOCACY");

  private final TouchCommand command;
  private final HcpProfile hcp;
  private final HcpHistory history;
  private final Instant now;

  Suitability(TouchCommand command, HcpProfile hcp, HcpHistory history, Instant now) {
    this.command = command;
    this.hcp = hcp;
    this.history = history;
    this.now = now;
  }

  /**
   * The score.
   *
   * @param place of the piece in the campaign's plan, from 0; -1 if it is not planned
   */
  Score of(ServableVersion version, int place) {
    List<Part> parts = new ArrayList<>();
    if (place >= 0) {
      int points = Math.max(PLANNED - place, WITHOUT_PLAN + 1);
      parts.add(
          new Part("planned", points, 1, points, "choice %d of the campaign".formatted(place + 1)));
    }
    topic(version.facets(), version.title()).ifPresent(parts::add);
    parts.add(stage(version.facets()));
    parts.add(unseen(version));
    parts.add(
        version.slotHints().contains(command.slot())
            ? Part.of("slot", SLOT, 1, "made for " + command.slot())
            : Part.of("slot", SLOT, 0, "made for no step in particular"));
    parts.add(
        version.language().equalsIgnoreCase(hcp.language())
            ? Part.of("language", LANGUAGE, 1, version.language())
            : Part.of(
                "language",
                LANGUAGE,
                UNKNOWN,
                "%s for %s".formatted(version.language(), hcp.language())));
    parts.add(claims(version.facets()));
    Liking format = Liking.ofMaterial(version.materialType(), history.pieces(), now);
    parts.add(
        Part.of(
            "format", FORMAT, format.value(), "%s, %s".formatted(kind(version), format.words())));
    parts.add(
        Part.of(
            "responses",
            RESPONSES,
            version.responses().share(),
            "%d of %d readers responded"
                .formatted(version.responses().responded(), version.responses().contacted())));
    parts.add(specialty(version.facets()));
    parts.add(freshness(version.facets()));
    return new Score(parts);
  }

  private static String kind(ServableVersion version) {
    return version.materialType().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether it is about what was asked for; empty if nothing was. */
  private Optional<Part> topic(PieceFacets facets, String title) {
    if (history.topics().isEmpty()) {
      return Optional.empty();
    }
    double best = 0;
    String because = "not about " + history.topics().getFirst();
    for (int i = 0; i < history.topics().size(); i++) {
      String topic = history.topics().get(i);
      double fits = about(topic, facets, title) * (i == 0 ? 1 : OLDER_TOPIC);
      if (fits > best) {
        best = fits;
        because = "about %s, which was asked for%s".formatted(topic, i == 0 ? "" : " before");
      }
    }
    return Optional.of(Part.of("topic", TOPIC, best, because));
  }

  /** How far a piece is about a topic: tagged with it, or speaking of it in its own words. */
  static double about(String topic, PieceFacets facets, String title) {
    String wanted = normal(topic);
    if (wanted.isEmpty()) {
      return 0;
    }
    if (facets.topics().stream().anyMatch(code -> normal(code).equals(wanted))
        || facets.indications().stream().anyMatch(code -> normal(code).equals(wanted))) {
      return 1;
    }
    String words = " " + normal(title + " " + String.join(" ", facets.messages())) + " ";
    return words.contains(" " + wanted + " ") ? IN_WORDS : 0;
  }

  private static String normal(String text) {
    return NO_LETTERS.matcher(text).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }

  private Part stage(PieceFacets facets) {
    Ladder.Rung rung = rung();
    String where =
        rung.because()
            .map(evidence -> "%s on %s".formatted(rung.stage(), evidence.topic()))
            .orElse("nothing shows a stage");
    if (facets.stage().isEmpty() || facets.stage().equals(ANY)) {
      return Part.of("stage", STAGE, UNKNOWN, where + "; made for any stage");
    }
    int made = JOURNEY_STAGES.indexOf(facets.stage());
    int serves = JOURNEY_STAGES.indexOf(SERVES.get(rung.stage()));
    int apart = Math.abs(made - serves);
    double value = made < 0 ? UNKNOWN : apart == 0 ? 1 : apart == 1 ? UNKNOWN : 0;
    return Part.of("stage", STAGE, value, "%s; made for %s".formatted(where, facets.stage()));
  }

  /** The rung on the topic asked for; without one, on the brand over all its topics. */
  private Ladder.Rung rung() {
    List<StageEvidence> ofBrand =
        history.stages().stream()
            .filter(evidence -> command.brandId().equals(evidence.brandId()))
            .toList();
    for (String topic : history.topics()) {
      Ladder.Rung onTopic =
          Ladder.at(
              ofBrand.stream()
                  .filter(evidence -> normal(evidence.topic()).equals(normal(topic)))
                  .toList(),
              now);
      if (onTopic.because().isPresent()) {
        return onTopic;
      }
    }
    return Ladder.at(ofBrand, now);
  }

  /** Fatigue by piece: what was seen comes back slowly, and each time less. */
  private Part unseen(ServableVersion version) {
    List<PastPiece> seen =
        history.pieces().stream()
            .filter(
                piece ->
                    piece.versionId().equals(version.versionId())
                        || version.assetId().equals(piece.assetId()))
            .toList();
    if (seen.isEmpty()) {
      return Part.of("unseen", UNSEEN, 1, "not seen yet");
    }
    Duration since = Duration.between(seen.getLast().at(), now);
    double back = Math.clamp((double) since.toSeconds() / FORGOTTEN.toSeconds(), 0, 1);
    double value = back / Math.pow(2, seen.size() - 1.0);
    return Part.of(
        "unseen",
        UNSEEN,
        value,
        "seen %s, %d days ago"
            .formatted(seen.size() == 1 ? "once" : seen.size() + " times", since.toDays()));
  }

  /** Variety of claims: the same claim again teaches nothing. */
  private Part claims(PieceFacets facets) {
    if (facets.claims().isEmpty()) {
      return Part.of("claims", CLAIMS, UNKNOWN, "its claims are not known");
    }
    Set<String> told = new HashSet<>();
    for (PastPiece piece : history.pieces()) {
      if (piece.at().isAfter(now.minus(CLAIM_TOLD_LATELY))) {
        told.addAll(piece.claims());
      }
    }
    long fresh = facets.claims().stream().filter(claim -> !told.contains(claim)).count();
    return Part.of(
        "claims",
        CLAIMS,
        (double) fresh / facets.claims().size(),
        "%d of %d claims not told lately".formatted(fresh, facets.claims().size()));
  }

  private Part specialty(PieceFacets facets) {
    List<String> made = facets.specialties();
    if (made.isEmpty() || made.contains(ALL)) {
      return Part.of("specialty", SPECIALTY, UNKNOWN, "made for every specialty");
    }
    boolean own = made.stream().anyMatch(code -> normal(code).equals(normal(hcp.specialty())));
    return Part.of("specialty", SPECIALTY, own ? 1 : 0, "made for " + String.join(", ", made));
  }

  private Part freshness(PieceFacets facets) {
    Instant liveAt = facets.liveAt();
    if (liveAt == null) {
      return Part.of("freshness", FRESHNESS, UNKNOWN, "its age is not known");
    }
    double age = Math.max(0, Duration.between(liveAt, now).toSeconds());
    return Part.of(
        "freshness",
        FRESHNESS,
        Math.pow(0.5, age / FRESH_HALF_LIFE.toSeconds()),
        "live for %d days".formatted(Duration.ofSeconds((long) age).toDays()));
  }
}
