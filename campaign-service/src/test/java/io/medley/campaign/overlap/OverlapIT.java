package io.medley.campaign.overlap;

import static io.medley.campaign.campaign.Somebody.bean;
import static io.medley.campaign.campaign.Somebody.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.Somebody;
import io.medley.campaign.event.EventDraft;
import io.medley.campaign.event.EventReceiving;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.journey.HcpTimeline;
import io.medley.campaign.journey.TimelineEntry;
import io.medley.campaign.maturity.Maturities;
import io.medley.campaign.rep.Answering;
import io.medley.campaign.rep.RepLedger;
import io.medley.campaign.touch.ContactHistory;
import io.medley.campaign.touch.RecordedContact;
import io.medley.platform.security.Actor;
import io.medley.workflows.journey.JourneySteps;
import io.medley.workflows.journey.SuggestionRequest;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What one HCP's journeys do to each other, and one line for everything that happened. */
class OverlapIT {

  private final OverlapReading reading = bean(OverlapReading.class);
  private final JourneySteps steps = bean(JourneySteps.class);
  private final Actor rob = new Actor("rob-" + UUID.randomUUID(), "Rob", Set.of("REP"), null);
  private final HcpId hcp = Somebody.hcp(rob.id());
  private final CampaignId launch = Somebody.campaign("journey-launch", "zelvaro");
  private final CampaignId webinar = Somebody.campaign("journey-webinar", "other");

  @Test
  void shouldShowWhoIsInTwoJourneysAndWhatCollidesOnWhichCapAndDay() {
    EnrolmentId first = Somebody.running(Somebody.enrolled(hcp, launch));
    EnrolmentId second = Somebody.running(Somebody.enrolled(hcp, webinar));
    HcpId alone = Somebody.hcp(rob.id());
    Somebody.enrolled(alone, launch);
    steps.waitUntil(first.value(), "pause");
    steps.waitUntil(second.value(), "registration");
    call(1);

    OverlapReading.View view =
        reading.of(min(launch, webinar).value(), max(launch, webinar).value(), 0, 10);

    assertThat(view.pairs())
        .anySatisfy(
            pair -> {
              assertThat(Set.of(pair.first(), pair.second()))
                  .containsExactlyInAnyOrder(launch.value(), webinar.value());
              assertThat(pair.hcps()).isEqualTo(1);
            });
    OverlapReading.Person person = view.people().getFirst();
    assertThat(view.people()).hasSize(1);
    assertThat(person.hcp()).isEqualTo(hcp);
    assertThat(person.journeys())
        .extracting(OverlapReading.Running::next)
        .containsExactlyInAnyOrder("reminder", "reminder");
    assertThat(person.lately()).as("the call").isEqualTo(1);
    assertThat(person.soon()).as("a reminder of each, within days").isEqualTo(2);
    assertThat(bean(Overlaps.class).sharing(List.of(hcp, alone), webinar.value()))
        .as("what a dry run of another campaign would tell of its audience")
        .containsExactly(new Overlaps.Shared(launch.value(), "Campaign " + launch, "zelvaro", 2));
    // A call weighs three, and both campaigns allow three points in seven days.
    assertThat(person.collisions())
        .extracting(OverlapReading.Collides::campaign)
        .containsOnly("Campaign " + launch, "Campaign " + webinar);
    assertThat(person.collisions().getFirst().before()).as("what was made fills it").isEmpty();
    assertThat(person.collisions().getFirst().cap().days()).isEqualTo(7);
  }

  @Test
  void shouldTellEverythingThatHappenedOnOneLineAcrossBrands() {
    EnrolmentId running =
        Somebody.running(
            Somebody.enrolled(hcp, Somebody.campaign("journey-web-request", "zelvaro")));
    steps.suggest(
        new SuggestionRequest(
            running.value(),
            "rep-call",
            1,
            "CALL",
            null,
            null,
            Set.of(),
            Duration.ofDays(5),
            Set.of()));
    UUID suggestion = bean(RepLedger.class).waiting(rob.id(), now(), 10).getFirst().suggestion();
    bean(Answering.class)
        .complete(suggestion, new Answering.Done("MEETING", null, "went well", true), rob);
    bean(EventReceiving.class)
        .receive(
            new EventDraft(
                "test",
                UUID.randomUUID().toString(),
                hcp,
                "QUESTION",
                null,
                "webinar-1",
                null,
                "other",
                null,
                "Which dose?"),
            rob);

    List<TimelineEntry> line = bean(HcpTimeline.class).of(hcp);

    assertThat(line)
        .extracting(TimelineEntry::kind)
        .contains(
            TimelineEntry.Kind.SUGGESTION,
            TimelineEntry.Kind.ANSWER,
            TimelineEntry.Kind.CALL,
            TimelineEntry.Kind.EVENT,
            TimelineEntry.Kind.JOURNEY);
    assertThat(line).extracting(TimelineEntry::brandId).contains("zelvaro", "other");
    assertThat(line)
        .filteredOn(entry -> entry.kind() == TimelineEntry.Kind.ANSWER)
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.facts())
                    .contains(new HcpTimeline.Fact("in their words", "went well")));
    assertThat(line)
        .filteredOn(entry -> entry.kind() == TimelineEntry.Kind.EVENT)
        .singleElement()
        .satisfies(entry -> assertThat(entry.why()).isEqualTo("Which dose?"));
    assertThat(line).isSortedAccordingTo((a, b) -> b.at().compareTo(a.at()));
  }

  @Test
  void shouldJudgeAMarketAndBrandByWhatWasDone() {
    String brand = "brand-" + UUID.randomUUID();
    EnrolmentId running =
        Somebody.running(Somebody.enrolled(hcp, Somebody.campaign("journey-web-request", brand)));
    steps.waitUntil(running.value(), "engaged");
    steps.claimEvent(running.value(), UUID.randomUUID());
    Somebody.enrolled(Somebody.hcp(rob.id()), Somebody.campaign("journey-launch", brand));

    assertThat(bean(Maturities.class).observed(now().minus(Duration.ofDays(1))))
        .filteredOn(seen -> seen.brandId().equals(brand))
        .singleElement()
        .satisfies(
            seen -> {
              assertThat(seen.market()).isEqualTo("GB");
              assertThat(seen.journeys()).isEqualTo(2);
              assertThat(seen.moved()).isEqualTo(1);
              assertThat(seen.contacts()).isZero();
            });
  }

  private void call(int daysAgo) {
    bean(ContactHistory.class)
        .add(
            new RecordedContact(
                "test/" + UUID.randomUUID(),
                hcp,
                "CALL",
                "zelvaro",
                false,
                now().minus(Duration.ofDays(daysAgo)).truncatedTo(ChronoUnit.MILLIS)),
            rob);
  }

  private static CampaignId min(CampaignId a, CampaignId b) {
    return a.toString().compareTo(b.toString()) < 0 ? a : b;
  }

  private static CampaignId max(CampaignId a, CampaignId b) {
    return a.toString().compareTo(b.toString()) < 0 ? b : a;
  }
}
