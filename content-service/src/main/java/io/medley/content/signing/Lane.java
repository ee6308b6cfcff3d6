package io.medley.content.signing;

import io.medley.platform.security.Authority;

/** A line of review with its own question, its own authority and its own signature. */
public enum Lane {
  MEDICAL("Medical", "M", Authority.LANE_MEDICAL),
  LEGAL("Legal", "L", Authority.LANE_LEGAL),
  REGULATORY("Regulatory", "R", Authority.LANE_REGULATORY),
  /** Looks where adverse events may come in, or safety is spoken of in new words. */
  PHARMACOVIGILANCE("Pharmacovigilance", "V", Authority.LANE_PHARMACOVIGILANCE),
  /** Looks where a piece collects personal data or watches its reader. */
  PRIVACY("Privacy", "P", Authority.LANE_PRIVACY),
  FINAL("Final signatory", "F", Authority.LANE_FINAL),
  /** Looks at changes that are only administrative. */
  COORDINATOR("Coordinator", "C", Authority.COORDINATE);

  private final String title;
  private final String letter;
  private final Authority authority;

  Lane(String title, String letter, Authority authority) {
    this.title = title;
    this.letter = letter;
    this.authority = authority;
  }

  /** One letter that stands for the lane on a drawn page; no two lanes share one. */
  public String letter() {
    return letter;
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
