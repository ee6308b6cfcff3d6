package io.medley.campaign.touch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactHoursTest {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    // A Monday in winter: nine to six on weekdays.
    "2026-01-12T08:59:59, 2026-01-12T09:00",
    "2026-01-12T09:00, 2026-01-12T09:00",
    "2026-01-12T17:59:59, 2026-01-12T17:59:59",
    "2026-01-12T18:00, 2026-01-13T09:00",
    // Friday evening waits for Monday.
    "2026-01-16T18:00, 2026-01-19T09:00",
    "2026-01-17T12:00, 2026-01-19T09:00"
  })
  void shouldOpenInOfficeHoursOfTheHcpsOwnZone(LocalDateTime now, LocalDateTime opens) {
    assertThat(ContactHours.OFFICE.nextOpen(at(now, BERLIN), BERLIN)).contains(at(opens, BERLIN));
  }

  @Test
  void shouldSeeTheSameInstantDifferentlyInTwoZones() {
    Instant eightInLondon = at(LocalDateTime.parse("2026-01-12T08:30"), LONDON);

    assertThat(ContactHours.OFFICE.nextOpen(eightInLondon, BERLIN)).contains(eightInLondon);
    assertThat(ContactHours.OFFICE.nextOpen(eightInLondon, LONDON))
        .contains(at(LocalDateTime.parse("2026-01-12T09:00"), LONDON));
  }

  @Test
  void shouldRunOverMidnightAndBelongToTheDayItBegins() {
    ContactHours night = ContactHours.parse("Mon-Fri 22:00-06:00");

    // Saturday at 05:00 is Friday's window; Saturday at 23:00 is nobody's.
    Instant earlySaturday = at(LocalDateTime.parse("2026-01-17T05:00"), BERLIN);
    assertThat(night.nextOpen(earlySaturday, BERLIN)).contains(earlySaturday);
    assertThat(night.nextOpen(at(LocalDateTime.parse("2026-01-17T23:00"), BERLIN), BERLIN))
        .contains(at(LocalDateTime.parse("2026-01-19T22:00"), BERLIN));
    // At noon the window is shut: it must not turn into 06:00 to 22:00.
    assertThat(night.nextOpen(at(LocalDateTime.parse("2026-01-13T12:00"), BERLIN), BERLIN))
        .contains(at(LocalDateTime.parse("2026-01-13T22:00"), BERLIN));
  }

  @Test
  void shouldKeepWallClockHoursWhenClocksGoForward() {
    // Berlin, Sunday 2026-03-29: 02:00 becomes 03:00.
    ContactHours night = ContactHours.parse("22:00-06:00");
    Instant afterSix = Instant.parse("2026-03-29T04:00:00Z");

    assertThat(night.nextOpen(Instant.parse("2026-03-29T03:59:59Z"), BERLIN))
        .contains(Instant.parse("2026-03-29T03:59:59Z"));
    assertThat(night.nextOpen(afterSix, BERLIN)).contains(Instant.parse("2026-03-29T20:00:00Z"));
  }

  @Test
  void shouldOpenAfterTheGapWhenItsHourDoesNotExist() {
    ContactHours inTheGap = ContactHours.parse("02:30-08:00");

    assertThat(inTheGap.nextOpen(Instant.parse("2026-03-29T00:59:00Z"), BERLIN))
        .contains(Instant.parse("2026-03-29T01:30:00Z"));
    assertThat(Instant.parse("2026-03-29T01:30:00Z").atZone(BERLIN).toLocalTime())
        .hasToString("03:30");
  }

  @Test
  void shouldKeepWallClockHoursWhenClocksGoBack() {
    // Berlin, Sunday 2026-10-25: 03:00 becomes 02:00 again; the hour from two to three comes twice.
    ContactHours untilHalfPastTwo = ContactHours.parse("20:00-02:30");

    assertThat(untilHalfPastTwo.nextOpen(Instant.parse("2026-10-25T01:29:00Z"), BERLIN))
        .contains(Instant.parse("2026-10-25T01:29:00Z"));
    assertThat(untilHalfPastTwo.nextOpen(Instant.parse("2026-10-25T01:30:00Z"), BERLIN))
        .contains(Instant.parse("2026-10-25T19:00:00Z"));
  }

  @Test
  void shouldLeaveHolidaysOutOfHoursForCertainDaysOnly() {
    // Friday 2026-12-25; Monday the 28th is the English substitute day of Boxing Day.
    Set<LocalDate> holidays = Set.of(LocalDate.parse("2026-12-25"), LocalDate.parse("2026-12-28"));
    Instant christmas = at(LocalDateTime.parse("2026-12-25T10:00"), LONDON);

    assertThat(ContactHours.OFFICE.nextOpen(christmas, LONDON, holidays))
        .contains(at(LocalDateTime.parse("2026-12-29T09:00"), LONDON));
    assertThat(ContactHours.ALWAYS.nextOpen(christmas, LONDON, holidays)).contains(christmas);
  }

  @Test
  void shouldOpenOnlyWhenAllHoursAreOpenAtOnce() {
    List<ContactHours> both =
        List.of(ContactHours.OFFICE, ContactHours.parse("Tue,Thu 16:00-20:00"));

    assertThat(nextOpen("2026-01-12T10:00", both))
        .contains(at(LocalDateTime.parse("2026-01-13T16:00"), BERLIN));
    assertThat(nextOpen("2026-01-13T17:59:59", both))
        .contains(at(LocalDateTime.parse("2026-01-13T17:59:59"), BERLIN));
    assertThat(nextOpen("2026-01-13T18:00", both))
        .contains(at(LocalDateTime.parse("2026-01-15T16:00"), BERLIN));
    assertThat(
            nextOpen(
                "2026-01-12T10:00",
                List.of(ContactHours.OFFICE, ContactHours.parse("Sat,Sun 09:00-18:00"))))
        .isEmpty();
  }

  private static Optional<Instant> nextOpen(String now, List<ContactHours> hours) {
    return ContactHours.nextOpen(at(LocalDateTime.parse(now), BERLIN), BERLIN, Set.of(), hours);
  }

  @Property
  void shouldNeverOpenOutsideAQuietNightWhateverTheDayOfTheYear(
      @ForAll @IntRange(max = 366 * 24 * 4) int quarters) {
    // Quiet from 22 to 6: both changes of the clocks of the year lie inside.
    Instant now = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(900L * quarters);

    Instant open = ContactHours.parse("06:00-22:00").nextOpen(now, BERLIN).orElseThrow();

    assertThat(open.atZone(BERLIN).getHour()).isBetween(6, 21);
    assertThat(open).isBetween(now, now.plus(Duration.ofHours(10)));
  }

  @Test
  void shouldAlwaysBeOpenAroundTheClock() {
    Instant now = Instant.parse("2026-10-25T00:30:00Z");

    assertThat(ContactHours.ALWAYS.nextOpen(now, BERLIN)).contains(now);
    assertThat(ContactHours.parse("00:00-24:00")).isEqualTo(ContactHours.ALWAYS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "9-18", "09:00-25:00", "Mon-Fry 09:00-18:00", "09:00", "Mon 09:00 - 18:00"})
  void shouldRefuseWhatIsNotContactHours(String text) {
    assertThatThrownBy(() -> ContactHours.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00:00-24:00", "09:00-18:00", "Mon,Wed 09:00-18:00", "22:00-06:00"})
  void shouldReadBackWhatItWrites(String text) {
    assertThat(ContactHours.parse(text).written()).isEqualTo(text);
  }

  private static Instant at(LocalDateTime local, ZoneId zone) {
    return local.atZone(zone).toInstant();
  }
}
