package io.medley.campaign.touch;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hours of a day, in the HCP's own zone, in which a touch may arrive. Written {@code
 * "09:00-18:00"}, {@code "Mon-Fri 09:00-18:00"} or {@code "Mon,Wed 09:00-18:00"}; {@code 24:00} is
 * the end of the day. A window that ends before it begins runs over midnight and belongs to the day
 * it begins on. Around a change of the clocks the window is what a clock on the wall would show.
 *
 * @param from first minute, inclusive
 * @param until end, exclusive; 00:00 = the end of the day
 * @param days days on which a window begins
 */
public record ContactHours(LocalTime from, LocalTime until, Set<DayOfWeek> days) {

  /** Weekdays, nine to six. */
  public static final ContactHours OFFICE = parse("Mon-Fri 09:00-18:00");

  /** At any time. */
  public static final ContactHours ALWAYS = parse("00:00-24:00");

  private static final int SEARCHED_DAYS = 15;

  /** How far ahead hours that hold at once are looked for. */
  static final Duration SEARCHED = Duration.ofDays(31);

  /** Copies the set. */
  public ContactHours {
    days = Set.copyOf(days);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("Contact hours need at least one day");
    }
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public static ContactHours parse(String text) {
    Matcher matcher =
        Pattern.compile("(?:([A-Za-z,-]+) )?(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)").matcher(text.trim());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Not contact hours: " + text);
    }
    try {
      String until = matcher.group(3);
      return new ContactHours(
          LocalTime.parse(matcher.group(2)),
          until.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(until),
          days(matcher.group(1)));
    } catch (java.time.DateTimeException wrong) {
      throw new IllegalArgumentException("Not contact hours: " + text, wrong);
    }
  }

  /**
   * When a touch asked for now may leave: now if a window is open, else the beginning of the next.
   *
   * @return never before {@code now}; empty if no window opens within two weeks
   */
  public Optional<Instant> nextOpen(Instant now, ZoneId zone) {
    return nextOpen(now, zone, Set.of());
  }

  /**
   * The same where some days are public holidays: hours written for certain days of the week leave
   * holidays out, hours written without days hold every day.
   *
   * @param holidays days on which no window begins
   */
  public Optional<Instant> nextOpen(Instant now, ZoneId zone, Set<LocalDate> holidays) {
    LocalDate today = now.atZone(zone).toLocalDate();
    boolean everyDay = days.size() == DayOfWeek.values().length;
    for (LocalDate day = today.minusDays(1); day.isBefore(today.plusDays(SEARCHED_DAYS)); ) {
      if (days.contains(day.getDayOfWeek()) && (everyDay || !holidays.contains(day))) {
        // ZonedDateTime moves a time inside a gap forward by the gap and takes the earlier offset
        // in an overlap: the window never opens before a wall clock shows its hour.
        Instant opens = ZonedDateTime.of(day, from, zone).toInstant();
        LocalDate lastDay = until.isAfter(from) ? day : day.plusDays(1);
        Instant closes =
            ZonedDateTime.of(lastDay, until, zone).withLaterOffsetAtOverlap().toInstant();
        if (now.isBefore(closes) && opens.isBefore(closes)) {
          return Optional.of(now.isBefore(opens) ? opens : now);
        }
      }
      day = day.plusDays(1);
    }
    return Optional.empty();
  }

  /**
   * When a touch may leave for which several hours hold at once.
   *
   * @return never before {@code now}; empty if they are not all open at once within a month
   */
  static Optional<Instant> nextOpen(
      Instant now, ZoneId zone, Set<LocalDate> holidays, List<ContactHours> all) {
    Instant last = now.plus(SEARCHED);
    Instant candidate = now;
    while (!candidate.isAfter(last)) {
      Instant latest = candidate;
      for (ContactHours hours : all) {
        Optional<Instant> open = hours.nextOpen(candidate, zone, holidays);
        if (open.isEmpty()) {
          return Optional.empty();
        }
        latest = open.get().isAfter(latest) ? open.get() : latest;
      }
      if (latest.equals(candidate)) {
        return Optional.of(candidate);
      }
      candidate = latest;
    }
    return Optional.empty();
  }

  /** The written form; reads back as this. */
  public String written() {
    String hours = from + "-" + (until.equals(LocalTime.MIDNIGHT) ? "24:00" : until.toString());
    if (days.size() == DayOfWeek.values().length) {
      return hours;
    }
    return EnumSet.copyOf(days).stream()
        .map(day -> day.name().charAt(0) + day.name().substring(1, 3).toLowerCase(Locale.ROOT))
        .reduce((left, right) -> left + "," + right)
        .map(list -> list + " " + hours)
        .orElse(hours);
  }

  private static Set<DayOfWeek> days(@org.jspecify.annotations.Nullable String text) {
    if (text == null) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : text.split(",")) {
      String[] ends = part.split("-", -1);
      DayOfWeek day = day(ends[0]);
      DayOfWeek last = ends.length == 1 ? day : day(ends[1]);
      days.add(day);
      while (day != last) {
        day = day.plus(1);
        days.add(day);
      }
    }
    return days;
  }

  private static DayOfWeek day(String text) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (text.length() == 3 && day.name().startsWith(text.toUpperCase(Locale.ROOT))) {
        return day;
      }
    }
    throw new IllegalArgumentException("Not a day of the week: " + text);
  }
}
