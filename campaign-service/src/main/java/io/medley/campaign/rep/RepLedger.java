package io.medley.campaign.rep;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.touch.KillSwitches;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What representatives did and what follows from it. Writes need the caller's transaction. */
public interface RepLedger {

  /** A driver's scope if it is muted in every campaign. */
  String EVERY_CAMPAIGN = "*";

  /** Adds an answer. */
  void add(RepAnswer answer);

  /** The answers to a suggestion, oldest first. */
  List<RepAnswer> answersTo(UUID suggestion);

  /** The answers to each of these suggestions, oldest first; those without are left out. */
  Map<UUID, List<RepAnswer>> answersTo(Collection<UUID> suggestions);

  /** Answers about an HCP, newest first. */
  List<RepAnswer> answersAbout(HcpId hcp);

  /** A person's answers, newest first. */
  List<RepAnswer> answersOf(String person, int limit);

  /**
   * Lets a driver raise no suggestion for an HCP until the instant; a longer mute stays.
   *
   * @param scope a campaign's id, or {@link #EVERY_CAMPAIGN}
   */
  void mute(HcpId hcp, String driver, String scope, Instant until, String by);

  /** Opens a correction. */
  void open(Correction correction);

  /** Open corrections, oldest first. */
  List<Correction> corrections(int limit);

  /**
   * Closes an open correction.
   *
   * @return whose it was; empty if it was not open
   */
  Optional<HcpId> close(UUID correction, String by, Instant at);

  /** Adds an insight. */
  void add(Insight insight);

  /** An HCP's insights, newest first. */
  List<Insight> insightsAbout(HcpId hcp);

  /**
   * Insights, newest first.
   *
   * @param topic only those about it; null = all
   * @param person only those this person noted; null = everybody's
   */
  List<Insight> insights(@Nullable String topic, @Nullable String person, int limit);

  /** One insight. */
  Optional<Insight> insight(UUID id);

  /**
   * Keeps what became of an insight.
   *
   * @return false if the same became of it before
   */
  boolean promoted(Promotion promotion);

  /** What became of insights, newest first; at most 500. */
  List<Promotion> promotions();

  /** Topics with their number of insights, most frequent first. */
  List<TopicCount> topics();

  /** A topic and how many insights speak of it. */
  record TopicCount(String topic, long insights) {}

  /**
   * How many suggestions a person got since the instant; nobody else counts the same person until
   * the caller's transaction ends.
   */
  long lockedSuggestedSince(String person, Instant since);

  /** How many suggestions a person got since the instant. */
  long suggestedSince(String person, Instant since);

  /** How many new suggestions a day were set for the person; empty = the house's figure. */
  Optional<Integer> capacity(String person);

  /** Sets how many new suggestions a day the person gets. */
  void capacity(String person, int perDay, String by, Instant at);

  /** Everybody who looks after a territory as representative or liaison, by name. */
  List<String> people();

  /**
   * Unanswered suggestions whose time has not run out, best first; those put off come back when
   * their time has come, and those of what is paused when it is resumed.
   *
   * @param person whose; null = everybody's
   */
  List<Waiting> waiting(@Nullable String person, Instant now, int limit);

  /** How many of {@link #waiting} there are. */
  long waitingCount(String person, Instant now);

  /**
   * A suggestion in somebody's list.
   *
   * @param person whom it is for; null while nobody is named for the territory
   */
  record Waiting(UUID suggestion, @Nullable String person) {}

  /**
   * What keeps suggestions out of the list that would stand in it otherwise. One that several
   * pauses concern is counted with each.
   *
   * @param person whose; null = everybody's
   */
  List<HeldBack> heldBack(@Nullable String person, Instant now);

  /** The pause that keeps a suggestion back; empty if none does. */
  Optional<HeldBack> stoppedBy(UUID suggestion);

  /**
   * A pause that keeps suggestions back.
   *
   * @param why who paused gave as the reason
   * @param suggestions how many it keeps back
   */
  record HeldBack(KillSwitches.Scope scope, String key, String why, long suggestions) {}

  /**
   * Suggestions nobody answered yet that a pause concerns and whose time still runs, locked until
   * the transaction ends; with the instant from which it stands.
   */
  List<Standing> toStand(Instant now, int limit);

  /** Suggestions whose time stands and that no pause concerns any more, locked. */
  List<Standing> toGoOn(int limit);

  /** Suggestions whose time stands and that are due before the instant nonetheless, locked. */
  List<Standing> standingUntil(Instant before, int limit);

  /**
   * A suggestion and a journey's wait for its answer.
   *
   * @param left what is left of its time
   */
  record Standing(UUID suggestion, UUID enrolment, String stepId, Duration left) {}

  /** Its time stands; for as long as that is so it is due at an instant that keeps moving away. */
  void stand(Standing standing, Instant since, Instant due);

  /** Its time goes on. */
  void goOn(Standing standing, Instant due);

  /** Notes that suggestions came on the screen of whom they are for; the first time counts. */
  void shown(Collection<UUID> suggestions, String person, Instant at);

  /** How suggestions made since the instant fared. */
  Adoption adoption(Instant since);
}
