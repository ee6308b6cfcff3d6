package io.medley.content.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Rows of claims. Every method runs in the caller's transaction. */
public interface ClaimStore {

  /** Keeps other writers away from a claim until the transaction ends; false if there is none. */
  boolean lock(String claimId);

  /** Adds a claim. */
  void add(String claimId, String brandId, String by, Instant at);

  /** Adds a version with its wordings and supports. */
  void add(ClaimVersion version, Instant at, String reason);

  /** Adds what a draft rests on. */
  void addSupport(String claimId, int number, int ordinal, ClaimDraft.Support support);

  /** Adds an approval. */
  void add(ClaimApproval approval);

  /** Moves the state; false if it is not {@code from} any more. */
  boolean move(
      String claimId, int number, ClaimState from, ClaimState to, String reason, Instant at);

  Optional<ClaimVersion> find(String claimId, int number);

  /** Every version of a claim, newest first. */
  List<ClaimVersion> versions(String claimId);

  /** Every version that was ever approved, newest first within its claim. */
  List<ClaimVersion> everApproved(String brandId);

  /** Versions in force, of all brands. */
  List<ClaimVersion> inForce();

  /** Who approved a version. */
  List<ClaimApproval> approvals(String claimId, int number);

  /** The newest version of each claim that fits. */
  Found search(ClaimQuery query, int offset, int limit);

  /**
   * A page of claims, last changed first, each in its newest version that was not given up.
   *
   * @param total how many there are on all pages
   */
  record Found(List<ClaimVersion> claims, long total) {
    public Found {
      claims = List.copyOf(claims);
    }
  }

  /** Claims in force whose last day is before a day. */
  List<ClaimVersion> over(LocalDate day, int limit);

  /** Ids of claims whose version in force rests on a reference. */
  List<String> restingOn(String referenceId);

  /**
   * What is looked for; an empty value asks nothing.
   *
   * @param words each of which must stand in a wording or the key
   */
  record ClaimQuery(
      String words,
      String brandId,
      String state,
      String language,
      String market,
      String reference) {}
}
