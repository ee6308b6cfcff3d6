package io.medley.campaign.campaign;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a day in which an HCP may be contacted, in the HCP's own time zone.
 *
 * @param fromMinute first minute of the day, 0 to 1439
 * @param toMinute minute of the day at which it is over, greater than {@code fromMinute}, at most 1440
 */
public record ContactHours(int fromMinute, int toMinute) {

  private static final Pattern FORM = Pattern.compile("([0-2]\\d):([0-5]\\d)-([0-2]\\d):([0-5]\\d)");

  /** Refuses an empty or reversed part of the day: a window over midnight is never guessed. */
  public ContactHours {
    if (fromMinute < 0 || toMinute > 1440 || fromMinute >= toMinute) {
      throw new IllegalArgumentException(
          "Contact hours start before they end, between 00:00 and 24:00");
    }
  }

  /**
   * Reads {@code 08:00-18:30}; the end of the day is {@code 24:00}.
   *
   * @throws IllegalArgumentException if it is not that form or not a part of one day
   */
  public static ContactHours parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Contact hours look like 08:00-18:30");
    }
    return new ContactHours(
        minutes(matcher.group(1), matcher.group(2)), minutes(matcher.group(3), matcher.group(4)));
  }

  private static int minutes(String hours, String minutes) {
    return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
  }

  @Override
  public String toString() {
    return "%02d:%02d-%02d:%02d"
        .formatted(fromMinute / 60, fromMinute % 60, toMinute / 60, toMinute % 60);
  }
}
