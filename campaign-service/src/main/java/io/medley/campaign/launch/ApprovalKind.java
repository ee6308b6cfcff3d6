package io.medley.campaign.launch;

import io.medley.platform.security.Authority;

/** Who has to say yes before the first HCP is enrolled. */
public enum ApprovalKind {
  /** Whoever leads the brand: plan, audience, budget of attention. */
  BRAND(Authority.LEAD_BRAND, "Brand", "Is this what the brand wants to say, to whom, how often?"),
  /** Medical: every slot and combination is in order for the audience. */
  MEDICAL(
      Authority.LANE_MEDICAL,
      "Medical",
      "Are journey and content right for these HCPs, in this order?"),
  /** Privacy: purpose, consent and data used. */
  PRIVACY(
      Authority.PRIVACY, "Privacy", "Do purpose, consent and the data used fit what HCPs agreed?"),
  /** Whoever leads the field force: load and timing for representatives. */
  FIELD(
      Authority.LEAD_FIELD,
      "Field",
      "Can the representatives carry what this asks of them, and when?");

  private final Authority authority;
  private final String words;
  private final String question;

  ApprovalKind(Authority authority, String words, String question) {
    this.authority = authority;
    this.words = words;
    this.question = question;
  }

  /** What somebody has to hold in every country of the campaign to give it. */
  public Authority authority() {
    return authority;
  }

  /** As people name it. */
  public String words() {
    return words;
  }

  /** What it answers. */
  public String question() {
    return question;
  }
}
