package io.medley.content.lifecycle;

import io.medley.content.asset.VersionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the approved pieces ask for, as one ranked list: recalls first, then what is held back, what
 * is to be looked at again, what waits for a signature, and what expires.
 */
@Service
public class LifeBoard {

  private static final int MOST = 500;
  private static final Duration AHEAD = Duration.ofDays(90);

  private final Duties duties;
  private final Approvals approvals;
  private final Recalls recalls;
  private final Clock clock;

  LifeBoard(Duties duties, Approvals approvals, Recalls recalls, Clock clock) {
    this.duties = duties;
    this.approvals = approvals;
    this.recalls = recalls;
    this.clock = clock;
  }

  /** Why a row is there, in the order of the list. */
  public enum Group {
    RECALL("Recalls open", "blocked"),
    SUSPENDED("Suspended", "blocked"),
    LOOK_AGAIN("To look at again", "needs"),
    RECERTIFICATION("Under recertification", "work"),
    EXPIRING("Expiring in 90 days", "needs");

    private final String title;
    private final String tone;

    Group(String title, String tone) {
      this.title = title;
      this.tone = tone;
    }

    /** As people say it. */
    public String title() {
      return title;
    }

    /** Its colour. */
    public String tone() {
      return tone;
    }

    /** As an address names it. */
    public String slug() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * One thing to do.
   *
   * @param why what led to it
   * @param dueAt until when
   * @param late whether that is over, or coordinators were told
   * @param action what the button says
   * @param href where it leads
   */
  public record Row(
      Group group,
      Approval approval,
      String what,
      String why,
      Instant dueAt,
      boolean late,
      String action,
      String href) {}

  /** Everything there is to do, the most urgent first. */
  @Transactional(readOnly = true)
  public List<Row> rows() {
    Instant now = clock.instant();
    List<Row> rows = new ArrayList<>();
    Set<VersionId> asked = new HashSet<>();
    for (Duty duty : duties.open(MOST)) {
      Approval approval = approvals.find(duty.version()).orElseThrow();
      asked.add(duty.version());
      rows.add(
          new Row(
              group(duty, approval),
              approval,
              duty.what(),
              String.join(" ", duty.why()),
              duty.dueAt(),
              duty.lateAt(now) || duty.escalatedAt() != null,
              action(duty),
              "/lifecycle/tasks/" + duty.id()));
    }
    approvals.suspended(MOST).stream()
        .filter(approval -> !asked.contains(approval.version()))
        .forEach(approval -> rows.add(suspended(approval)));
    approvals.endingBefore(now.plus(AHEAD), MOST).stream()
        .filter(approval -> approval.state() == ApprovalState.LIVE)
        .filter(approval -> !asked.contains(approval.version()))
        .forEach(approval -> rows.add(expiring(approval, now)));
    rows.sort(
        Comparator.comparing((Row row) -> !row.late())
            .thenComparing(Row::group)
            .thenComparing(Row::dueAt));
    return rows;
  }

  private static Group group(Duty duty, Approval approval) {
    return switch (duty.kind()) {
      case ACKNOWLEDGEMENT, CLOSE_OUT -> Group.RECALL;
      case RECERTIFICATION -> Group.RECERTIFICATION;
      case EXPIRY -> Group.EXPIRING;
      case RECONSIDERATION ->
          approval.state() == ApprovalState.SUSPENDED ? Group.SUSPENDED : Group.LOOK_AGAIN;
    };
  }

  private static String action(Duty duty) {
    return switch (duty.kind()) {
      case ACKNOWLEDGEMENT -> "Acknowledge";
      case CLOSE_OUT, RECERTIFICATION -> "Read and sign";
      case EXPIRY, RECONSIDERATION -> "Decide";
    };
  }

  private Row suspended(Approval approval) {
    return new Row(
        Group.SUSPENDED,
        approval,
        "It is held back: reinstate or withdraw it.",
        recalls.newest(approval.version()).map(Recall::reason).orElse(""),
        approval.changedAt(),
        false,
        "Open",
        "/assets/versions/" + approval.version());
  }

  private static Row expiring(Approval approval, Instant now) {
    return new Row(
        Group.EXPIRING,
        approval,
        "Decided: it is on its way.",
        "Its last day is %s.".formatted(approval.lastDay()),
        approval.validTo(),
        approval.validTo().isBefore(now),
        "Open",
        "/assets/versions/" + approval.version());
  }
}
