package io.medley.content.signing;

/**
 * Where the signer came from; it decides who completes the task afterwards, never what the
 * signature is worth.
 */
public enum SignatureSource {
  /** Signing completes the task in one act. */
  DESK,
  /** The page reached from Tasklist only signs; the reviewer presses Complete there. */
  TASKLIST
}
