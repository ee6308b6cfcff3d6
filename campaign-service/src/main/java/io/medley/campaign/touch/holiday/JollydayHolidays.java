package io.medley.campaign.touch.holiday;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import io.medley.campaign.touch.ContactRules;
import io.medley.campaign.touch.Holidays;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Public holidays from the calendars of Jollyday. A calendar reckons a year anew whenever it is
 * asked, and everybody of one country asks the same on one day: answers are kept.
 */
@Component
class JollydayHolidays implements Holidays {

  /** A calendar and the part of it that is meant. */
  private record Calendar(HolidayManager manager, List<String> part) {}

  private record Days(String country, LocalDate from, LocalDate until) {}

  private final Map<String, Calendar> calendars = new HashMap<>();
  private final LoadingCache<Days, Set<LocalDate>> remembered =
      Caffeine.newBuilder().executor(Runnable::run).maximumSize(1_000).build(this::reckoned);

  JollydayHolidays(ContactRules rules) {
    rules.holidays().forEach((country, code) -> calendars.put(country, calendar(country, code)));
  }

  private static Calendar calendar(String country, String code) {
    String[] parts = code.split("-", 2);
    if (!HolidayManager.getSupportedCalendarCodes().contains(parts[0].toUpperCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "medley.contact.holidays: there is no calendar %s for %s".formatted(parts[0], country));
    }
    HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(parts[0]));
    return new Calendar(manager, parts.length == 1 ? List.of() : List.of(parts[1]));
  }

  @Override
  public Set<LocalDate> between(String country, LocalDate from, LocalDate until) {
    return remembered.get(new Days(country, from, until));
  }

  private Set<LocalDate> reckoned(Days days) {
    Calendar calendar = calendars.get(days.country());
    if (calendar == null) {
      return Set.of();
    }
    return calendar
        .manager()
        .getHolidays(
            days.from(),
            days.until(),
            HolidayType.PUBLIC_HOLIDAY,
            calendar.part().toArray(String[]::new))
        .stream()
        .map(Holiday::getDate)
        .collect(Collectors.toUnmodifiableSet());
  }
}
