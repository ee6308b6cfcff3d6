package io.medley.content.signing;

import io.medley.platform.security.Authority;

/** A line of review with its own question, its own authority and its own signature. */
public enum Lane {
  MEDICAL("Medical", Authority.LANE_MEDICAL),
  LEGAL("Legal", Authority.LANE_LEGAL),
  REGULATORY("Regulatory", Authority.LANE_REGULATORY),
  FINAL("Final signatory", Authority.LANE_FINAL),
  /** Looks at changes that are only administrative. */
  COORDINATOR("Coordinator", Authority.COORDINATE);

  private final String title;
  private final Authority authority;

  Lane(String title, Authority authority) {
    this.title = title;
    this.authority = authority;
  }

  /** The lane's name as people say it. */
  public String title() {
    return title;
  }

  /** What a person must hold, in every market of the piece, to sign here. */
  public Authority authority() {
    return authority;
  }
}
