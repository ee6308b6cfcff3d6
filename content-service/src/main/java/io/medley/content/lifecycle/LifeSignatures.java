package io.medley.content.lifecycle;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stored signatures of the life after approval. Every method joins the caller's transaction. */
public interface LifeSignatures {

  /** Adds the signature, unless its duty has one. */
  boolean add(LifeSignature signature);

  /** Of a version, oldest first. */
  List<LifeSignature> of(VersionId version);

  void add(Request request);

  Optional<Request> request(UUID id);

  /** Takes the request for use; false when somebody already has. */
  boolean use(UUID requestId, Instant realTime);

  /**
   * What a person asked to sign before they were sent to prove who they are. Good once.
   *
   * @param facts what the signature is about, as it was shown
   */
  record Request(
      UUID id,
      UUID duty,
      Duty.Choice choice,
      String reason,
      Map<String, Object> facts,
      String personId,
      Instant requestedAt,
      @Nullable Instant usedAt) {

    public Request {
      facts = Map.copyOf(facts);
    }
  }
}
