package io.medley.campaign.maturity;

import java.util.List;

/**
 * Where a market and brand stands on the ladder of orchestrated engagement (IMS Health:
 * instruction, insight, involvement, intervention), read from what was done, not from what was
 * planned.
 *
 * @param level the highest rung whose criteria, and those of all below, are met
 * @param criteria one per rung, lowest first
 */
public record Maturity(Observed observed, Level level, List<Criterion> criteria) {

  /** Of suggestions that are over, at least this share is answered, in percent. */
  static final int ANSWERED = 50;

  /** At least this share of journeys is moved by what the HCP or the representative did. */
  static final int MOVED = 10;

  /** Copies the list. */
  public Maturity {
    criteria = List.copyOf(criteria);
  }

  /** The rungs. */
  public enum Level {
    /** Nothing runs. */
    NONE("Not begun"),
    /** Messages go out as planned. */
    INSTRUCTION("Instruction"),
    /** What is learned reaches those who meet the HCP. */
    INSIGHT("Insight"),
    /** They act on it. */
    INVOLVEMENT("Involvement"),
    /** What happens changes the way while it is walked. */
    INTERVENTION("Intervention");

    private final String label;

    Level(String label) {
      this.label = label;
    }

    /** As people say it. */
    public String label() {
      return label;
    }
  }

  /**
   * What was observed of a market and brand in a time.
   *
   * @param market ISO 3166 alpha-2
   * @param contacts messages that went out
   * @param shown suggestions that came on a representative's screen
   * @param insights what representatives of the market wrote down
   * @param over suggestions that were answered or ran out
   * @param answered of those, the answered ones
   * @param journeys journeys that were under way
   * @param moved of those, the ones a response, an answer or an event moved
   */
  public record Observed(
      String market,
      String brandId,
      long contacts,
      long shown,
      long insights,
      long over,
      long answered,
      long journeys,
      long moved) {}

  /**
   * One rung's criterion.
   *
   * @param question what it asks
   * @param figure what was observed, in words
   * @param todo what would meet it
   */
  public record Criterion(Level level, String question, String figure, boolean met, String todo) {}

  /** Judges what was observed. */
  public static Maturity of(Observed seen) {
    List<Criterion> criteria =
        List.of(
            new Criterion(
                Level.INSTRUCTION,
                "Do approved messages go out?",
                seen.contacts() + " sent",
                seen.contacts() > 0,
                "Launch a journey with approved content."),
            new Criterion(
                Level.INSIGHT,
                "Does what is learned reach those who meet the HCP, and come back?",
                "%d suggestions shown, %d insights noted".formatted(seen.shown(), seen.insights()),
                seen.shown() > 0 && seen.insights() > 0,
                "Use a journey with a representative's step, and have visits noted as insights."),
            new Criterion(
                Level.INVOLVEMENT,
                "Do they act on it?",
                "%d of %d suggestions answered".formatted(seen.answered(), seen.over()),
                share(seen.answered(), seen.over()) >= ANSWERED,
                "At least %d %% answered: look why they are dismissed or run out."
                    .formatted(ANSWERED)),
            new Criterion(
                Level.INTERVENTION,
                "Does what happens change the way while it is walked?",
                "%d of %d journeys moved by a response, an answer or an event"
                    .formatted(seen.moved(), seen.journeys()),
                share(seen.moved(), seen.journeys()) >= MOVED,
                "At least %d %%: let platforms tell of registrations, questions and calls."
                    .formatted(MOVED)));
    return new Maturity(seen, level(criteria), criteria);
  }

  private static Level level(List<Criterion> criteria) {
    Level reached = Level.NONE;
    for (Criterion criterion : criteria) {
      if (!criterion.met()) {
        return reached;
      }
      reached = criterion.level();
    }
    return reached;
  }

  private static long share(long part, long whole) {
    return whole == 0 ? 0 : 100 * part / whole;
  }
}
