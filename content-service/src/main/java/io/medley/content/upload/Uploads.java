package io.medley.content.upload;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of uploads. Every method runs in the caller's transaction, or in one of its own. */
public interface Uploads {

  /** Adds one. */
  void add(Upload upload);

  /** The upload with this id. */
  Optional<Upload> find(UploadId id);

  /** Unfinished uploads of a person, oldest first, and those that ended within a day. */
  List<Upload> of(String owner, Instant since);

  /** How many uploads of a person wait for bytes. */
  int receiving(String owner);

  /** A durable piece: where it begins, how long it is, the file it is in. */
  record Piece(long start, long length, String file) {}

  /**
   * Adds a piece and moves the count of received bytes.
   *
   * @param sha256 of the whole file in hex, if this piece ends a request that brought all of it
   * @return {@code false} if another piece was added at this place meanwhile
   */
  boolean receive(
      UploadId id, Piece piece, boolean last, @Nullable String sha256, Instant expiresAt);

  /** Pieces in order. */
  List<Piece> pieces(UploadId id);

  /**
   * Takes the oldest upload that waits to be read and that nobody is reading.
   *
   * @param token names this reader
   * @param until after which another may take it
   */
  Optional<Upload> claim(UUID token, Instant now, Instant until);

  /** Gives a claimed upload back, to be read later. */
  void release(UploadId id, UUID token, Instant notBefore);

  /** How often reading was begun. */
  int attempts(UploadId id);

  /** The upload became a version; {@code false} if another reader was faster. */
  boolean takenIn(
      UploadId id, UUID token, VersionId version, @Nullable VersionId sameContentAs, Instant at);

  /** The upload was refused; {@code false} if another reader was faster. */
  boolean refused(UploadId id, UUID token, String reason, String message, Instant at);

  /**
   * The upload brought nothing new; {@code false} if another reader was faster.
   *
   * @param existing the version of the same agency that has these bytes
   */
  boolean alreadyHere(UploadId id, UUID token, VersionId existing, Instant at);

  /** The archive's files were handed on; {@code false} if another reader was faster. */
  boolean unpacked(UploadId id, UUID token, Instant at);

  /** Gives an upload up while bytes are still missing; {@code false} if it is past that. */
  boolean end(UploadId id, Instant at);

  /** Uploads that still wait for bytes although their time is over. */
  List<UploadId> abandoned(Instant now, int limit);
}
