package io.medley.content.annotation;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.VersionId;
import io.medley.content.signing.Lane;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * One remark of a lane about a version (W3C Web Annotation). It is never copied: in later versions
 * of the piece the same annotation has another {@link Placement}.
 *
 * @param version the version it was written on
 * @param kind only must-fix blocks
 * @param owner id of the person who has to act on it; the version's author unless somebody else was
 *     named
 * @param author id of the person who wrote it
 * @param printedName the author's name as it is printed
 * @param target what it is about, in the version it was written on
 * @param changedAt when anything of it changed last, a reply included
 * @param rowVersion rises with every change
 * @param replies oldest first
 */
public record Annotation(
    UUID id,
    VersionId version,
    AssetId asset,
    Lane lane,
    Kind kind,
    Category category,
    State state,
    String body,
    String owner,
    String author,
    String printedName,
    AnnotationTarget target,
    Instant writtenAt,
    Instant changedAt,
    long rowVersion,
    List<Reply> replies) {

  /** Longest text of an annotation or reply, in UTF-16 units. */
  public static final int LONGEST = 4_000;

  public Annotation {
    replies = List.copyOf(replies);
  }

  /** Whether a must-fix waits to be mended or to be looked at again. */
  public boolean blocks() {
    return kind == Kind.MUST_FIX && state.open();
  }

  /** Whether the next version has to have it. */
  public enum Kind {
    MUST_FIX("Must fix"),
    SUGGESTION("Suggestion");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /** As people say it. */
    public String title() {
      return title;
    }
  }

  /** What it is about. */
  public enum Category {
    CLAIM_WORDING("Claim wording"),
    MISSING_REFERENCE("Missing reference"),
    BALANCE_SAFETY("Balance and safety"),
    LABEL("Label"),
    LEGAL_RIGHTS("Legal and rights"),
    SAFETY_REPORTING("Safety reporting"),
    PERSONAL_DATA("Personal data"),
    BRAND("Brand"),
    GRAMMAR("Grammar"),
    LAYOUT("Layout"),
    OTHER("Other");

    private final String title;

    Category(String title) {
      this.title = title;
    }

    /** As people say it. */
    public String title() {
      return title;
    }
  }

  /** Where it stands. Which moves exist is part of the state. */
  public enum State {
    /** The agency has to act. */
    OPEN("Open"),
    /** The agency says it is mended; the lane looks again. */
    DONE("Done by agency"),
    /** The lane saw that it is mended. */
    VERIFIED("Verified"),
    /** The lane took it back. */
    WITHDRAWN("Withdrawn");

    private final String title;

    State(String title) {
      this.title = title;
    }

    /** As people say it. */
    public String title() {
      return title;
    }

    /** Whether somebody still has to act. */
    public boolean open() {
      return this == OPEN || this == DONE;
    }

    /** The states this one may move to. */
    public Set<State> successors() {
      return switch (this) {
        case OPEN -> EnumSet.of(DONE, VERIFIED, WITHDRAWN);
        case DONE -> EnumSet.of(OPEN, VERIFIED, WITHDRAWN);
        case VERIFIED -> EnumSet.of(OPEN);
        case WITHDRAWN -> EnumSet.noneOf(State.class);
      };
    }
  }

  /** An answer to an annotation. */
  public record Reply(UUID id, String author, String printedName, String body, Instant writtenAt) {}
}
