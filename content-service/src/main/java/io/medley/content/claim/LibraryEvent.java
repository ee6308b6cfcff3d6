package io.medley.content.claim;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Something happened to what pieces rest on.
 *
 * @param subject {@code claim/…}, {@code reference/…}, {@code label/…}, {@code registration/…} or
 *     {@code module/…}
 * @param safety whether what uses it is to be suspended at once rather than looked at
 * @param versions the versions of pieces it concerns, when it happened
 */
public record LibraryEvent(
    UUID id,
    Kind kind,
    String subject,
    String reason,
    String by,
    Instant at,
    boolean safety,
    List<VersionId> versions) {

  public LibraryEvent {
    versions = List.copyOf(versions);
  }

  /** What happened. */
  public enum Kind {
    CLAIM_UPDATED,
    CLAIM_SUSPENDED,
    CLAIM_REINSTATED,
    CLAIM_WITHDRAWN,
    CLAIM_EXPIRED,
    REFERENCE_RETRACTED,
    REFERENCE_LICENCE_ENDED,
    LABEL_UPDATED,
    REGISTRATION_LOST,
    MODULE_UPDATED,
    MODULE_SUSPENDED,
    MODULE_REINSTATED,
    MODULE_WITHDRAWN
  }
}
