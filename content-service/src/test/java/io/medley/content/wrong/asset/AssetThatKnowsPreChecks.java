package io.medley.content.wrong.asset;

import io.medley.content.precheck.Verdict;

/** Wrong on purpose: looks the wrong way. */
public final class AssetThatKnowsPreChecks {

  /** What it must not know. */
  public final Verdict verdict = Verdict.CLEARED;
}
