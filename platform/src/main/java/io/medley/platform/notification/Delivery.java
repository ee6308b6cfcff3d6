package io.medley.platform.notification;

/** How a notification reaches a person. Whatever is chosen, it stays in the person's list. */
public enum Delivery {
  /** In the page, and by mail at once. */
  AT_ONCE("Mail at once"),
  /** In the page, and in the mail that sums up the day. */
  DAILY("Daily digest"),
  /** In the page only. */
  PAGE("In the page only"),
  /** Listed as read already; no mail. */
  MUTED("Muted");

  private final String title;

  Delivery(String title) {
    this.title = title;
  }

  /** The choice in the words of the settings page. */
  public String title() {
    return title;
  }
}
