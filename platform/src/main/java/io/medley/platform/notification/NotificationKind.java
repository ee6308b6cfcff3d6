package io.medley.platform.notification;

/** Why somebody is told something. Each kind can be set by each person for themselves. */
public enum NotificationKind {
  /** A task appeared that this person may do. */
  TASK("Task for you", "A review or another task waits for you.", Delivery.AT_ONCE),
  /** Half of a task's time is gone. */
  REMINDER("Reminder", "Half of the time of your task is gone.", Delivery.AT_ONCE),
  /** All of a task's time is gone. */
  DUE("Due", "The time of your task is over.", Delivery.AT_ONCE),
  /** A task is late enough for the coordinator to step in. */
  ESCALATION("Escalation", "A task of others is far beyond its time.", Delivery.AT_ONCE),
  /** A piece came back to who made it. */
  RETURNED("Returned", "Reviewers returned or rejected your piece.", Delivery.AT_ONCE),
  /** A piece was approved or went live. */
  APPROVED("Approved", "Your piece was approved or went live.", Delivery.AT_ONCE),
  /** A piece was approved with changes that its maker has to make. */
  CONDITIONS("Changes to make", "Your piece is approved once changes are made.", Delivery.AT_ONCE),
  /** A correction was verified; reviewers may object until a date. */
  OBJECTION(
      "Objection window", "A correction goes through unless you object in time.", Delivery.AT_ONCE),
  /** A live piece was withdrawn, suspended, or served again. */
  STOPPED("Stopped", "A live piece was withdrawn or suspended.", Delivery.AT_ONCE),
  /** A live piece nears the end of its validity. */
  EXPIRING("Expiring", "A live piece nears the end of its validity.", Delivery.DAILY),
  /** Somebody named this person in a comment. */
  MENTION("Mention", "Somebody mentioned you in a comment.", Delivery.AT_ONCE),
  /** Something else changed that this person is responsible for. */
  CHANGE("Change", "Something you are responsible for changed.", Delivery.DAILY);

  private final String title;
  private final String meaning;
  private final Delivery usual;

  NotificationKind(String title, String meaning, Delivery usual) {
    this.title = title;
    this.meaning = meaning;
    this.usual = usual;
  }

  /** The kind in two words. */
  public String title() {
    return title;
  }

  /** When it is told, as one sentence for the settings page. */
  public String meaning() {
    return meaning;
  }

  /** How it reaches a person who chose nothing else. */
  public Delivery usual() {
    return usual;
  }

  /** The status colour it has in lists. */
  public String tone() {
    return switch (this) {
      case TASK, MENTION, CHANGE -> "work";
      case REMINDER, CONDITIONS, OBJECTION, EXPIRING, RETURNED -> "needs";
      case DUE, ESCALATION, STOPPED -> "blocked";
      case APPROVED -> "live";
    };
  }
}
