package io.medley.content.lifecycle;

import io.medley.content.asset.VersionId;
import io.medley.workflows.lifecycle.LifeTask;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a person has to do in the life of an approved version.
 *
 * @param subject what it is about within its kind: an event, a channel, a term; asked once
 * @param candidateGroup who is asked, as Tasklist shows it
 * @param what the question in one sentence
 * @param why what led to it
 * @param escalateAt when coordinators hear that nobody answered
 * @param returnedReason why the task came back from Tasklist; empty if it never did
 * @param decided who decided what; {@code null} while nobody has
 * @param closedAt when the process heard of the decision
 * @param endedAt when the question fell away without a decision
 */
public record Duty(
    UUID id,
    VersionId version,
    LifeTask.Kind kind,
    String subject,
    String candidateGroup,
    String what,
    List<String> why,
    Instant openedAt,
    Instant dueAt,
    Instant escalateAt,
    @Nullable Instant escalatedAt,
    String returnedReason,
    @Nullable Decided decided,
    @Nullable Instant closedAt,
    @Nullable Instant endedAt) {

  public Duty {
    why = List.copyOf(why);
  }

  /** Whether somebody still has to decide. */
  public boolean open() {
    return decided == null && endedAt == null;
  }

  /** Whether this is late at an instant. */
  public boolean lateAt(Instant at) {
    return open() && at.isAfter(dueAt);
  }

  /** What may be chosen. */
  public Set<Choice> choices() {
    return switch (kind) {
      case EXPIRY -> EnumSet.of(Choice.RENEW, Choice.REVISE, Choice.RETIRE);
      case RECONSIDERATION ->
          EnumSet.of(Choice.KEEP, Choice.REINSTATE, Choice.REVISE, Choice.WITHDRAW);
      case RECERTIFICATION -> EnumSet.of(Choice.CERTIFY, Choice.REFUSE);
      case ACKNOWLEDGEMENT -> EnumSet.of(Choice.ACKNOWLEDGE);
      case CLOSE_OUT -> EnumSet.of(Choice.CLOSE);
    };
  }

  /** Whether the choice counts only with a signature. */
  public boolean signed() {
    return kind == LifeTask.Kind.RECERTIFICATION || kind == LifeTask.Kind.CLOSE_OUT;
  }

  /** What a person may choose. */
  public enum Choice {
    RENEW("Renew: certify it again"),
    REVISE("Revise: the agency brings a newer version"),
    RETIRE("Retire: let it expire"),
    KEEP("Keep it as it is"),
    REINSTATE("Reinstate: it may be used again"),
    WITHDRAW("Withdraw it"),
    CERTIFY("Certify for a further term"),
    REFUSE("Do not certify; it expires"),
    ACKNOWLEDGE("Acknowledge the recall"),
    CLOSE("Close the recall");

    private final String title;

    Choice(String title) {
      this.title = title;
    }

    /** As the button says it. */
    public String title() {
      return title;
    }
  }

  /**
   * A decision.
   *
   * @param by id of the person; {@code system:tasklist} where a form decided without a name
   * @param signature its signature, where one is asked for
   * @param copies what a channel took back; {@code null} where nothing is counted
   */
  public record Decided(
      Choice choice,
      String reason,
      String by,
      String printedName,
      Instant at,
      @Nullable UUID signature,
      @Nullable Copies copies) {}

  /**
   * Copies of a recalled piece on one channel.
   *
   * @param found taken back or taken down
   * @param destroyed of those
   * @param out known to be still out
   */
  public record Copies(int found, int destroyed, int out) {

    public Copies {
      if (found < 0 || destroyed < 0 || out < 0) {
        throw new LifecycleRefusal.CopiesWrong("A number of copies cannot be negative.");
      }
      if (destroyed > found) {
        throw new LifecycleRefusal.CopiesWrong(
            "%d copies were destroyed, but only %d found; correct one of them."
                .formatted(destroyed, found));
      }
    }
  }
}
