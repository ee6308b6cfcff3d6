package io.medley.content.asset;

/**
 * Told of every submission inside its transaction; decides nothing. What it writes is committed
 * with the submission or not at all.
 */
public interface SubmissionWitness {

  /** The version was submitted; its metadata is frozen. */
  void submitted(AssetVersion version);
}
