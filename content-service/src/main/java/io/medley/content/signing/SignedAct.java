package io.medley.content.signing;

import io.medley.platform.security.Actor;

/** An act that takes effect by a signed statement and not otherwise. */
public interface SignedAct {

  /** Names its statements, for example {@code block-override}. */
  String kind();

  /** What it is, for the page that asks for the signature. */
  String title();

  /**
   * Does it, in one transaction that spends the proof through {@link StatementSigning#sign}.
   *
   * @param stepUp the proof the signer came back with
   * @return the page on which the result is seen
   */
  String complete(StatementRequest request, String stepUp, Actor person);
}
