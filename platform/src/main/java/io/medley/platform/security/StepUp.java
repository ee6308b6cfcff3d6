package io.medley.platform.security;

/**
 * Proof that the signed-in person authenticated again, just now, for one particular act (21 CFR
 * 11.200: a signature takes the signer's own credentials).
 *
 * <p>{@link #begin} gives the address to redirect the browser to; the sign-in provider asks for the
 * password again whatever session it has; the browser comes back to {@code returnTo} with the query
 * parameter {@code stepUp=<id>}; that id is handed to {@link #verify} once.
 */
public interface StepUp {

  /** Name of the query parameter that {@code returnTo} receives. */
  String PARAMETER = "stepUp";

  /**
   * Starts a re-authentication of the current actor.
   *
   * @param purpose exactly what will be signed, e.g. review, lane, verdict and hashes in one
   *     string; only a {@link #verify} with the same text succeeds
   * @param returnTo path within this service, starting with a single {@code /}
   * @return path to redirect the browser to
   */
  String begin(String purpose, String returnTo);

  /**
   * Consumes the proof inside the caller's transaction, so that the signature and the use of the
   * proof commit together.
   *
   * @param id value of {@link #PARAMETER}
   * @param purpose the same text as given to {@link #begin}
   * @throws StepUpRefused if it is unknown, another person's, for another purpose, not completed,
   *     older than five minutes or used before
   */
  StepUpProof verify(String id, String purpose);
}
