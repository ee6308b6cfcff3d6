package io.medley.campaign.measure;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Where an HCP stands with a topic, by evidence that has not faded. */
public final class Ladder {

  private Ladder() {}

  /**
   * A rung with what supports it.
   *
   * @param fadesAt when it falls back unless something new is seen; empty for {@link Stage#UNAWARE}
   * @param because the newest evidence of the rung; empty for {@link Stage#UNAWARE}
   */
  public record Rung(Stage stage, Optional<Instant> fadesAt, Optional<StageEvidence> because) {}

  /** The highest rung some evidence supports at the instant; it goes back as evidence fades. */
  public static Rung at(List<StageEvidence> evidence, Instant now) {
    return evidence.stream()
        .filter(each -> !each.at().isAfter(now))
        .filter(each -> now.isBefore(fades(each)))
        .max(Comparator.comparing(StageEvidence::stage).thenComparing(StageEvidence::at))
        .map(best -> new Rung(best.stage(), Optional.of(fades(best)), Optional.of(best)))
        .orElse(new Rung(Stage.UNAWARE, Optional.empty(), Optional.empty()));
  }

  private static Instant fades(StageEvidence evidence) {
    return evidence.at().plus(evidence.stage().lasts());
  }
}
