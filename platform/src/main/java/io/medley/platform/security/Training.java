package io.medley.platform.security;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people must have been trained in before they use an authority, and what they were trained in
 * (21 CFR 11.10(i)). Days are UTC.
 */
public interface Training {

  /** A course that everybody with the authority needs. */
  record Requirement(Authority authority, String course) {}

  /**
   * One completed course; never changed, the latest expiry counts.
   *
   * @param expiresOn the last day on which it counts
   * @param evidence where the proof is, e.g. the number of a certificate
   */
  record Completed(
      UUID id,
      String person,
      String course,
      LocalDate completedOn,
      LocalDate expiresOn,
      String evidence,
      String recordedBy,
      Instant recordedAt) {}

  /** What is recorded; see {@link Completed}. */
  record Wish(
      String person, String course, LocalDate completedOn, LocalDate expiresOn, String evidence) {}

  /**
   * A course that is needed and does not count.
   *
   * @param expiredOn the last day on which it counted; null if it was never taken
   */
  record Gap(String course, @Nullable LocalDate expiredOn) {}

  /** Courses this person lacks for the authority on the day of that instant. */
  List<Gap> gaps(String person, Authority authority, Instant at);

  /** Every requirement, by authority and course. */
  List<Requirement> requirements();

  /**
   * Makes {@code wanted} the complete set of requirements; every difference is audited.
   *
   * @throws AuthorityMissing unless {@code by} holds {@link Authority#ADMINISTER}
   */
  void require(Collection<Requirement> wanted, Actor by);

  /** Per person and course the record that counts longest, by expiry. */
  List<Completed> newest();

  /** A person's records, newest first. */
  List<Completed> of(String person);

  /**
   * Records a completed course, unless exactly this is recorded already; audited.
   *
   * @throws AuthorityMissing unless {@code by} holds {@link Authority#ADMINISTER}
   * @throws TrainingRefused if the dates contradict each other
   */
  void record(Wish wish, Actor by);
}
