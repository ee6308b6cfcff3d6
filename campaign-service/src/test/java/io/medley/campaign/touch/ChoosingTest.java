package io.medley.campaign.touch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of a touch, without a server. */
class ChoosingTest {

  private final Situation situation = new Situation();

  @Test
  void shouldChooseWhenEverythingPermits() {
    assertThat(situation.choice().stop()).isNull();
    assertThat(situation.choice().version()).isEqualTo(situation.versions.get(new UUID(1, 1)));
  }

  @Test
  void shouldUseTheZoneOfThePracticeBeforeTheCountrys() {
    situation.zone = null;
    situation.practice = new Practice(ZoneId.of("America/New_York"), null);

    Stop stop = stop();

    // Noon in London is seven in the morning there.
    assertThat(stop.reason()).isEqualTo(Reason.OUTSIDE_CONTACT_HOURS);
    assertThat(stop.heldUntil()).isEqualTo(Instant.parse("2026-03-03T14:00:00Z"));
  }

  @Test
  void shouldFallBackToTheOneZoneOfTheCountry() {
    situation.zone = null;

    assertThat(situation.choice().stop()).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = TouchPurpose.class,
      names = {"SERVICE", "LAUNCH", "NURTURE"})
  void shouldHoldWithoutAnyZoneAndNeverSendAnyway(TouchPurpose purpose) {
    situation.zone = null;
    situation.countryZone = null;
    situation.hours = ContactHours.ALWAYS;
    situation.purpose = purpose;

    assertThat(stop().reason()).isEqualTo(Reason.NO_TIME_ZONE);
    assertThat(stop().outcome()).isEqualTo(Outcome.HELD_UNTIL);
  }

  @Test
  void shouldHoldOverAPublicHolidayAndTheWeekendAfterIt() {
    situation.now = Instant.parse("2026-04-03T10:00:00Z");
    // Good Friday and Easter Monday.
    situation.holidays = Set.of(LocalDate.parse("2026-04-03"), LocalDate.parse("2026-04-06"));

    assertThat(stop().heldUntil()).isEqualTo(Instant.parse("2026-04-07T08:00:00Z"));
    assertThat(stop().why()).contains("public holiday");
  }

  @Test
  void shouldWaitForTheHoursOfTheClinic() {
    situation.practice = new Practice(null, ContactHours.parse("Wed 14:00-16:00"));

    assertThat(stop().heldUntil()).isEqualTo(Instant.parse("2026-03-04T14:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "REQUESTED, false",
    "SAFETY, false",
    "SERVICE, false",
    "LAUNCH, true",
    "NURTURE, true"
  })
  void shouldLeaveWhoRestsAloneUntilTheEndButForWhatDoesNotPromote(
      TouchPurpose purpose, boolean stops) {
    situation.purpose = purpose;
    Instant until = situation.now.plus(Duration.ofDays(20));
    situation.practice = new Practice(null, null, until);

    if (!stops) {
      assertThat(situation.choice().stop()).isNull();
      return;
    }
    assertThat(stop().reason()).isEqualTo(Reason.HCP_RESTS);
    assertThat(stop().heldUntil()).isEqualTo(until);
    situation.now = until;
    assertThat(situation.choice().stop()).as("a Monday at noon").isNull();
  }

  @Test
  void shouldSkipWhatIsNotWorthTheWaitForTheEndOfARest() {
    situation.practice = new Practice(null, null, situation.now.plus(Duration.ofDays(31)));

    assertThat(stop().reason()).isEqualTo(Reason.HCP_RESTS);
    assertThat(stop().outcome()).isEqualTo(Outcome.SKIPPED);
  }

  @Test
  void shouldReleaseSomeTimeAfterTheHoursOpenAndNeverAfterTheyClose() {
    situation.now = Instant.parse("2026-03-03T05:00:00Z");
    situation.jitter = Duration.ofMinutes(30);
    Instant opens = Instant.parse("2026-03-03T09:00:00Z");

    assertThat(stop().heldUntil()).isAfter(opens).isBefore(opens.plus(Duration.ofMinutes(30)));
    assertThat(stop().heldUntil()).isEqualTo(stop().heldUntil());

    situation.hours = ContactHours.parse("09:00-09:01");
    situation.jitter = Duration.ofDays(20);
    assertThat(stop().heldUntil()).isBetween(opens, opens.plusSeconds(59));
  }

  @Test
  void shouldSpreadOverShortHoursWhatNeedsLongerOnes() {
    situation.now = Instant.parse("2026-03-03T05:00:00Z");
    situation.hours = ContactHours.parse("09:00-09:40");
    situation.jitter = ReleaseSpread.MOST;
    Instant opens = Instant.parse("2026-03-03T09:00:00Z");

    Map<Instant, Long> byFiveMinutes =
        IntStream.range(0, 400)
            .mapToObj(
                step -> {
                  situation.sendKey = new SendKey(new UUID(0, 2), "step-" + step, 1);
                  return Objects.requireNonNull(stop().heldUntil());
                })
            .collect(
                Collectors.groupingBy(
                    until ->
                        opens.plusSeconds(Duration.between(opens, until).toSeconds() / 300 * 300),
                    Collectors.counting()));

    assertThat(byFiveMinutes.keySet())
        .allMatch(until -> !until.isBefore(opens) && until.isBefore(opens.plusSeconds(2_400)))
        .as("all of the forty minutes are used")
        .hasSize(8);
    assertThat(byFiveMinutes.values()).as("no rush at the opening").allMatch(many -> many < 120);
  }

  @ParameterizedTest
  @CsvSource({"REQUESTED, true", "SAFETY, true", "SERVICE, false", "LAUNCH, false"})
  void shouldLetRequestedAndSafetyInformationPassHoursAndCaps(
      TouchPurpose purpose, boolean passes) {
    situation.purpose = purpose;
    situation.now = Instant.parse("2026-03-03T23:00:00Z");
    situation.caps.add(FrequencyCap.total(1, 1));
    situation.contacts.add(past(Duration.ofMinutes(5)));

    assertThat(situation.choice().stop() == null).isEqualTo(passes);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void shouldHaveASentenceForEveryReason(Reason reason) {
    assertThat(reason.sentence()).endsWith(".");
  }

  @ParameterizedTest
  @CsvSource({
    // Who waits, and whether this touch of a launch leaves it the last place.
    "REQUESTED, true",
    "SAFETY, true",
    "SERVICE, true",
    "LAUNCH, true",
    "NURTURE, false"
  })
  void shouldLeaveTheLastPlaceToWhoGoesFirst(TouchPurpose other, boolean yields) {
    situation.purpose = TouchPurpose.LAUNCH;
    situation.caps.add(FrequencyCap.total(7, 2));
    situation.contacts.add(past(Duration.ofDays(1)));
    situation.waiting.add(waiting(other, Duration.ofHours(1), Duration.ofHours(2)));

    Choosing.Choice choice = situation.choice();

    assertThat(choice.stop() != null).isEqualTo(yields);
    if (yields) {
      assertThat(stop().reason()).isEqualTo(Reason.YIELDED);
      assertThat(stop().heldUntil()).isAfter(situation.now.plus(Duration.ofHours(2)));
      assertThat(stop().why()).contains(Situation.CAMPAIGN.toString()).contains(other.name());
    }
  }

  @Test
  void shouldNotYieldWhereThereIsRoomForBoth() {
    situation.caps.add(FrequencyCap.total(7, 2));
    situation.waiting.add(waiting(TouchPurpose.LAUNCH, Duration.ofHours(1), Duration.ofHours(2)));

    assertThat(situation.choice().stop()).isNull();
  }

  @Test
  void shouldNotYieldToWhoIsLongOverdueOrFarAhead() {
    situation.caps.add(FrequencyCap.total(7, 1));
    situation.waiting.add(waiting(TouchPurpose.LAUNCH, Duration.ofDays(9), Duration.ofHours(-2)));
    situation.waiting.add(waiting(TouchPurpose.LAUNCH, Duration.ofDays(9), Duration.ofDays(3)));

    assertThat(situation.choice().stop()).isNull();
  }

  @Test
  void shouldWaitFromNowOnForOneThatIsLate() {
    situation.caps.add(FrequencyCap.total(7, 1));
    situation.waiting.add(
        waiting(TouchPurpose.LAUNCH, Duration.ofDays(1), Duration.ofMinutes(-30)));

    assertThat(stop().reason()).isEqualTo(Reason.YIELDED);
    assertThat(stop().heldUntil()).isEqualTo(situation.now.plus(Duration.ofMinutes(1)));
  }

  @Test
  void shouldLetTheOlderOfEqualsGoFirst() {
    situation.caps.add(FrequencyCap.total(7, 1));
    situation.waiting.add(
        new WaitingTouch(
            situation.command().sendKey(),
            Situation.CAMPAIGN,
            "zelvaro",
            "EMAIL",
            TouchPurpose.NURTURE,
            1,
            situation.now.minus(Duration.ofHours(5)),
            situation.now));
    situation.waiting.add(waiting(TouchPurpose.NURTURE, Duration.ofHours(4), Duration.ofHours(1)));

    assertThat(situation.choice().stop()).isNull();

    situation.waiting.add(waiting(TouchPurpose.NURTURE, Duration.ofHours(6), Duration.ofHours(1)));
    assertThat(stop().reason()).isEqualTo(Reason.YIELDED);
  }

  @Test
  void shouldTakeTheChannelTheHcpLikesBest() {
    allowSms();
    situation.affinities.put("SMS", 0.9);
    situation.affinities.put("EMAIL", 0.2);

    assertThat(situation.choice().command().channel()).isEqualTo("SMS");
  }

  @Test
  void shouldNudgeTowardsTheWantedMix() {
    allowSms();
    situation.mix.put("EMAIL", 60);
    situation.mix.put("SMS", 40);
    situation.contactsByChannel.put("EMAIL", 95L);
    situation.contactsByChannel.put("SMS", 5L);

    assertThat(situation.choice().command().channel()).isEqualTo("SMS");
  }

  @Test
  void shouldTakeThePreferredChannelOfEquals() {
    allowSms();

    assertThat(situation.choice().command().channel()).isEqualTo("EMAIL");
  }

  @Test
  void shouldTakeAnotherChannelWhereTheBestIsStoppedFullOrNotAgreedTo() {
    allowSms();
    situation.affinities.put("SMS", 0.9);

    situation.channels.put("SMS", Optional.of("the rep has no room this week"));
    assertThat(situation.choice().command().channel()).isEqualTo("EMAIL");

    situation.channels.put("SMS", Optional.empty());
    situation.consents.remove("SMS");
    assertThat(situation.choice().command().channel()).isEqualTo("EMAIL");

    situation.agrees("SMS");
    situation.switches.add(
        new KillSwitches.Switch(KillSwitches.Scope.CHANNEL, "SMS", "outage", "ops", situation.now));
    assertThat(situation.choice().command().channel()).isEqualTo("EMAIL");
  }

  @Test
  void shouldSayWhyOfThePreferredChannelWhereNoneCanBeUsed() {
    allowSms();
    situation.consents.clear();

    assertThat(stop().reason()).isEqualTo(Reason.CONSENT_MISSING);
    assertThat(situation.choice().command().channel()).isEqualTo("EMAIL");
  }

  @Test
  void shouldGiveTheSameAnswerToTheSameInputs() {
    allowSms();
    situation.version(2);
    situation.version(3);

    assertThat(situation.choice().version()).isEqualTo(situation.choice().version());
    assertThat(
            situation
                .choice()
                .explanation()
                .toJson(tools.jackson.databind.json.JsonMapper.shared()))
        .isEqualTo(
            situation
                .choice()
                .explanation()
                .toJson(tools.jackson.databind.json.JsonMapper.shared()));
  }

  @Test
  void shouldEndTheJourneyWhosePieceIsGoneForGoodOnceNothingTookItsPlaceInTime() {
    ServableVersion withdrawn = Situation.in("WITHDRAWN", situation.version(1));
    situation.versions.clear();
    situation.unservable.add(withdrawn);

    Stop stop = stop();

    assertThat(stop.reason()).isEqualTo(Reason.CONTENT_WITHDRAWN);
    assertThat(after(stop, Duration.ofDays(13)).outcome()).isEqualTo(Outcome.HELD_UNTIL);
    assertThat(after(stop, Duration.ofDays(15)).outcome()).isEqualTo(Outcome.EXITED);
    assertThat(after(stop, Duration.ofDays(15)).reason()).isEqualTo(Reason.CONTENT_GONE);
    assertThat(after(stop, Duration.ofDays(15)).why()).contains("Title 1 (JOB-1) is WITHDRAWN");
  }

  @Test
  void shouldWaitForAPieceThatMayComeBack() {
    situation.unservable.add(Situation.in("WITHDRAWN", situation.version(1)));
    situation.unservable.add(Situation.in("SUSPENDED", situation.version(2)));
    situation.versions.clear();

    Stop stop = stop();

    assertThat(stop.reason()).isEqualTo(Reason.CONTENT_WITHDRAWN);
    assertThat(after(stop, Duration.ofDays(20)).outcome()).isEqualTo(Outcome.HELD_UNTIL);
    assertThat(after(stop, Duration.ofDays(31)).reason()).isEqualTo(Reason.STALE);
  }

  @Test
  void shouldHoldForSafetyWhatPromotesAndLetWhatSafetyDemandsLeave() {
    situation.switches.add(
        new KillSwitches.Switch(
            KillSwitches.Scope.BRAND_IN_COUNTRY,
            "GB/zelvaro",
            "signal",
            "pat",
            situation.now,
            KillSwitches.Kind.SAFETY));

    assertThat(stop().reason()).isEqualTo(Reason.SAFETY_HOLD);
    situation.purpose = TouchPurpose.SAFETY;
    assertThat(situation.choice().version()).isNotNull();
  }

  /** What becomes of a touch that was asked for first so long ago. */
  private Stop after(Stop stop, Duration asked) {
    return TouchLedger.staleInstead(situation.command(), stop, situation.now.minus(asked));
  }

  private void allowSms() {
    situation.alternatives = List.of("SMS");
    situation.channels.put("SMS", Optional.empty());
    situation.agrees("SMS");
  }

  private Stop stop() {
    Stop stop = situation.choice().stop();
    assertThat(stop).isNotNull();
    return java.util.Objects.requireNonNull(stop);
  }

  private PastContact past(Duration ago) {
    return new PastContact(situation.now.minus(ago), "EMAIL", "zelvaro", 1, true);
  }

  private WaitingTouch waiting(TouchPurpose purpose, Duration since, Duration until) {
    return new WaitingTouch(
        new SendKey(UUID.randomUUID(), "other", 1),
        Situation.CAMPAIGN,
        "zelvaro",
        "EMAIL",
        purpose,
        1,
        situation.now.minus(since),
        situation.now.plus(until));
  }
}
