package io.medley.content.production;

/** Why a coordinator returns a submission; coded, so that agencies and scorecards can count. */
public enum QcReason {
  NOT_AS_BRIEFED("It is not what the brief asks for"),
  MANDATORY_ELEMENT_MISSING("A mandatory element is missing"),
  WRONG_TAGS("Tags are wrong or say too little"),
  WRONG_FILE("It is the wrong file or an old one"),
  REFERENCES_INCOMPLETE("References are missing or cannot be opened"),
  QUALITY("Wording, layout or pictures are not ready for reviewers"),
  DUPLICATE("Nearly the same piece exists already"),
  OTHER("Something else");

  private final String words;

  QcReason(String words) {
    this.words = words;
  }

  /** The reason as people read it. */
  public String words() {
    return words;
  }
}
