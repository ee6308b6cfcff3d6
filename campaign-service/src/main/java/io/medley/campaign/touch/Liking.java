package io.medley.campaign.touch;

import io.medley.campaign.touch.HcpHistory.PastPiece;
import io.medley.campaign.touch.HcpHistory.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much an HCP likes a channel or a kind of piece: what was said of them, moved by what they do.
 * A beta estimate: what was imported counts as {@value #TOLD_WEIGHT} contacts, nothing known as
 * {@value #UNKNOWN_WEIGHT}, and each response by its age.
 *
 * @param told what was imported or declared, 0 to 1; null if nothing was
 * @param observed what responses alone show, 0 to 1; null if there are none
 * @param evidence how many contacts the responses amount to, old ones counting less
 * @param value what is used, 0 to 1
 */
public record Liking(
    @Nullable Double told, @Nullable Double observed, double evidence, double value) {

  /** Liking of something nothing is known about: neither. */
  public static final double UNKNOWN = 0.5;

  /** So many contacts an import weighs. */
  public static final double TOLD_WEIGHT = 4;

  /** So many contacts it weighs that nothing is known. */
  public static final double UNKNOWN_WEIGHT = 2;

  /** After this long a response counts half. */
  public static final Duration HALF_LIFE = Duration.ofDays(90);

  /** Until then silence says nothing: people read late. */
  public static final Duration SILENCE_COUNTS_AFTER = Duration.ofDays(3);

  // Mail programs open by themselves, so an open proves less than a click; ending it weighs more.
  private static final double OPENED = 0.6;
  private static final double UNSUBSCRIBED_WEIGHT = 3;

  static final String REP = "REP";
  private static final String PORTAL = "PORTAL";

  /** What the value rests on most. */
  public enum Basis {
    /** What the HCP does. */
    OBSERVED,
    /** What was imported or declared. */
    IMPORTED,
    /** Nothing: it is in the middle. */
    UNKNOWN
  }

  /** What the value rests on most. */
  public Basis basis() {
    if (evidence >= (told == null ? UNKNOWN_WEIGHT : TOLD_WEIGHT)) {
      return Basis.OBSERVED;
    }
    return told != null ? Basis.IMPORTED : evidence > 0 ? Basis.OBSERVED : Basis.UNKNOWN;
  }

  /** Whether what was said and what is done are far apart, with enough seen to say so. */
  public boolean conflict() {
    return told != null && observed != null && evidence >= 2 && Math.abs(told - observed) >= 0.4;
  }

  /** In words, e.g. {@code liking 0.43: imported 0.80, observed 0.21 from 6.4 contacts}. */
  public String words() {
    StringBuilder words = new StringBuilder("liking ").append(number(value));
    if (told != null || observed != null) {
      words.append(": ");
    }
    if (told != null) {
      words.append("imported ").append(number(told));
    }
    if (observed != null) {
      words
          .append(told == null ? "" : ", ")
          .append("observed ")
          .append(number(observed))
          .append(" from ")
          .append(Math.round(evidence * 10) / 10.0)
          .append(" contacts");
    }
    return words.toString();
  }

  private static String number(double value) {
    return Double.toString(Math.round(value * 100) / 100.0);
  }

  /**
   * What responses to a channel amount to at an instant; both sums halve every {@link #HALF_LIFE}.
   *
   * @param liked how much of it was liked
   * @param weight of how many contacts
   */
  public record Learned(double liked, double weight, Instant asOf) {}

  /** Liking of a channel by what was summed up before. */
  public static Liking of(@Nullable Double told, @Nullable Learned learned, Instant now) {
    Estimate estimate = new Estimate(now);
    if (learned != null) {
      double left = estimate.left(learned.asOf());
      estimate.liked = learned.liked() * left;
      estimate.all = learned.weight() * left;
    }
    return estimate.with(told);
  }

  /** What there is to sum up of a channel. */
  static Learned learned(String channel, HcpHistory history, Instant now) {
    Estimate estimate = estimate(channel, history, now);
    return new Learned(estimate.liked, estimate.all, now);
  }

  /** Liking of a channel. */
  static Liking ofChannel(String channel, HcpHistory history, @Nullable Double told, Instant now) {
    return estimate(channel, history, now).with(told);
  }

  private static Estimate estimate(String channel, HcpHistory history, Instant now) {
    Estimate estimate = new Estimate(now);
    if (channel.equals(REP)) {
      history.meetings().forEach(met -> estimate.add(met.at(), met.welcome() ? 1 : 0, 1));
    } else {
      history.pieces().stream()
          .filter(piece -> piece.channel().equals(channel))
          .forEach(estimate::add);
    }
    return estimate;
  }

  /** Liking of a kind of piece. */
  static Liking ofMaterial(String materialType, List<PastPiece> pieces, Instant now) {
    Estimate estimate = new Estimate(now);
    pieces.stream()
        .filter(piece -> piece.materialType().equals(materialType))
        .forEach(estimate::add);
    return estimate.with(null);
  }

  /**
   * How likely an HCP is to respond to a message at all: what is assumed of everybody, moved by
   * what this one did and by their silence, with the weights and the memory of a liking.
   *
   * @param assumed what is assumed of everybody, 0 to 1
   * @return 0 to 1
   */
  public static double responding(String channel, HcpHistory history, double assumed, Instant now) {
    Estimate estimate = new Estimate(now, 1, 1);
    history.pieces().stream()
        .filter(piece -> piece.channel().equals(channel))
        .forEach(estimate::add);
    return estimate.with(assumed).value();
  }

  private static final class Estimate {
    private final Instant now;
    private final double opened;
    private final double unsubscribed;
    private double liked;
    private double all;

    Estimate(Instant now) {
      this(now, OPENED, UNSUBSCRIBED_WEIGHT);
    }

    /**
     * @param opened what an open says, 0 to 1
     * @param unsubscribed how much ending it weighs
     */
    Estimate(Instant now, double opened, double unsubscribed) {
      this.now = now;
      this.opened = opened;
      this.unsubscribed = unsubscribed;
    }

    void add(PastPiece piece) {
      if (piece.ghost()) {
        return;
      }
      if (piece.channel().equals(PORTAL)) {
        // Whoever is answered there came by themselves.
        add(piece.at(), 1, 1);
      } else if (piece.response() == Response.UNSUBSCRIBED) {
        add(piece.at(), 0, unsubscribed);
      } else if (piece.response() != Response.NONE) {
        add(piece.at(), piece.response() == Response.CLICKED ? 1 : opened, 1);
      } else if (piece.visible() && !piece.at().plus(SILENCE_COUNTS_AFTER).isAfter(now)) {
        add(piece.at(), 0, 1);
      }
    }

    /** What is left by now of what happened then. */
    double left(Instant at) {
      double age = Math.max(0, Duration.between(at, now).toSeconds());
      return Math.pow(0.5, age / HALF_LIFE.toSeconds());
    }

    void add(Instant at, double liking, double weight) {
      double counts = weight * left(at);
      liked += liking * counts;
      all += counts;
    }

    Liking with(@Nullable Double told) {
      double prior = told == null ? UNKNOWN : told;
      double weight = told == null ? UNKNOWN_WEIGHT : TOLD_WEIGHT;
      return new Liking(
          told,
          all == 0 ? null : rounded(liked / all),
          rounded(all),
          rounded((prior * weight + liked) / (weight + all)));
    }

    // Four digits: the same on every machine, however the last bits of a power come out.
    private static double rounded(double value) {
      return Math.round(value * 10_000) / 10_000.0;
    }
  }
}
