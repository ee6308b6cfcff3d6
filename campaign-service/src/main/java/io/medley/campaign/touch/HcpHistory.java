package io.medley.campaign.touch;

import io.medley.campaign.measure.StageEvidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an HCP's past when a channel and a piece are chosen: what was sent and what came
 * of it, calls, evidence of stages, and what was asked for in this journey. One read answers it.
 *
 * @param pieces what the HCP was sent within {@link #MEMORY}, oldest first
 * @param meetings calls and refused calls, oldest first
 * @param stages evidence of stages of change, oldest first
 * @param topics what the events of this journey were about (a request, a question, a call), the
 *     newest first; what the handover envelope carries as topics
 */
public record HcpHistory(
    List<PastPiece> pieces,
    List<Meeting> meetings,
    List<StageEvidence> stages,
    List<String> topics) {

  /** How far back it reaches. */
  public static final Duration MEMORY = Duration.ofDays(365);

  /** Nothing is known. */
  public static final HcpHistory NONE = new HcpHistory(List.of(), List.of(), List.of(), List.of());

  /** Copies the lists. */
  public HcpHistory {
    pieces = List.copyOf(pieces);
    meetings = List.copyOf(meetings);
    stages = List.copyOf(stages);
    topics = List.copyOf(topics);
  }

  /** The most a person did with a message. */
  public enum Response {
    /** Nothing that was seen. */
    NONE,
    /** Opened it; what a program opened is not counted. */
    OPENED,
    /** Followed a link. */
    CLICKED,
    /** Ended it. */
    UNSUBSCRIBED
  }

  /**
   * A piece that was sent, or would have been.
   *
   * @param assetId its asset; null if this service no longer knows the version
   * @param ghost held out: it was chosen and not sent
   * @param visible whether a response could have been seen
   */
  public record PastPiece(
      UUID versionId,
      @Nullable UUID assetId,
      String channel,
      String materialType,
      Set<String> claims,
      Instant at,
      Response response,
      boolean ghost,
      boolean visible) {

    /** Copies the set. */
    public PastPiece {
      claims = Set.copyOf(claims);
    }
  }

  /**
   * A call, or the attempt.
   *
   * @param welcome false if the HCP declined or does not receive
   */
  public record Meeting(Instant at, boolean welcome) {}
}
