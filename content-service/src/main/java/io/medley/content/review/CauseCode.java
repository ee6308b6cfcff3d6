package io.medley.content.review;

/** Why a round went back; every returned round has one, so that causes can be counted. */
public enum CauseCode {
  MISSING_ANCHOR("Missing anchor", "A claim has no reference, or none that bears it out"),
  CLAIM_WORDING("Claim wording", "Words that were not approved, or that say too much"),
  BALANCE("Balance", "Risk beside benefit, safety text, label"),
  BRAND("Brand", "Style, names, grammar, layout"),
  LATE_IDEA("Late idea", "A wish about words that stood there in the round before"),
  REVIEWER_CHANGE("Reviewer change", "Another reviewer saw it differently");

  private final String title;
  private final String meaning;

  CauseCode(String title, String meaning) {
    this.title = title;
    this.meaning = meaning;
  }

  /** As people say it. */
  public String title() {
    return title;
  }

  /** When to choose it. */
  public String meaning() {
    return meaning;
  }
}
