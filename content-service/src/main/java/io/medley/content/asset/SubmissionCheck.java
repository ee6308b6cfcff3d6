package io.medley.content.asset;

import java.util.List;

/** Looks at a version in the act of its submission; joins its transaction. */
public interface SubmissionCheck {

  /** Fetches what the check will ask of other machines; before the transaction, never in it. */
  void prepare(VersionId id);

  /** Checks the version as it would be frozen. */
  Outcome check(AssetVersion candidate);

  /**
   * What came of it.
   *
   * @param blocked whether the submission must stop
   * @param reason one sentence for people; empty if nothing stops it
   * @param findings what was found, as the API shows it
   */
  record Outcome(boolean blocked, String verdict, String reason, List<?> findings) {
    public Outcome {
      findings = List.copyOf(findings);
    }
  }
}
