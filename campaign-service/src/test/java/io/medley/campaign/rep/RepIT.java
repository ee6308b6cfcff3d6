package io.medley.campaign.rep;

import static io.medley.campaign.campaign.Somebody.bean;
import static io.medley.campaign.campaign.Somebody.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.campaign.campaign.ControlPreview;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.SendControl;
import io.medley.campaign.campaign.Somebody;
import io.medley.campaign.hcp.Basis;
import io.medley.campaign.hcp.Fact;
import io.medley.campaign.hcp.FactDraft;
import io.medley.campaign.hcp.Facts;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.journey.JourneyEnding;
import io.medley.campaign.journey.JourneyVisits;
import io.medley.campaign.journey.RepSuggestion;
import io.medley.campaign.journey.RepSuggestions;
import io.medley.campaign.measure.SafetyReport;
import io.medley.campaign.measure.SafetyReports;
import io.medley.campaign.touch.KillSwitches;
import io.medley.campaign.touch.RestPeriods;
import io.medley.platform.security.Actor;
import io.medley.workflows.journey.HandoverField;
import io.medley.workflows.journey.JourneySteps;
import io.medley.workflows.journey.SuggestionRequest;
import io.medley.workflows.journey.SuggestionResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A representative's list, the answers to it and what follows; the whole service, no engine. */
class RepIT {

  private static final Actor SYSTEM = Actor.system("tester");

  private final JdbcClient jdbc = bean(JdbcClient.class);
  private final Answering answering = bean(Answering.class);
  private final RepLedger ledger = bean(RepLedger.class);
  private final RepInsights insights = bean(RepInsights.class);
  private final RepSuggestions suggestions = bean(RepSuggestions.class);
  private final JourneyVisits visits = bean(JourneyVisits.class);
  private final RestPeriods rests = bean(RestPeriods.class);
  private final JourneySteps steps = bean(JourneySteps.class);
  private final Facts facts = bean(Facts.class);
  private final SendControl control = bean(SendControl.class);
  private final Actor rob = person("rob");
  private final HcpId hcp = Somebody.hcp(rob.id());

  @Test
  void shouldListWhatWaitsBestFirstForWhomeverTheTerritoryNames() {
    RepSuggestion high = suggested(hcp, "zelvaro");
    HcpId other = Somebody.hcp(rob.id());
    jdbc.sql("update hcp set tier = 2 where id = :id").param("id", other.value()).update();
    RepSuggestion low = suggested(other, "zelvaro");

    assertThat(waiting()).containsExactly(high.id(), low.id());
    assertThat(high.drivers().getFirst().why()).isEqualTo("Tier 1.");
    assertThat(high.drivers()).allMatch(driver -> driver.evidence() != null);
    assertThat(ledger.waiting(person("somebody").id(), now(), 10)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ALL,*",
    "CAMPAIGN,{campaign}",
    "BRAND,zelvaro-{rep}",
    "COUNTRY,GB",
    "CHANNEL,CALL",
    "CHANNEL,CLM",
    "CHANNEL_IN_COUNTRY,GB/CALL"
  })
  void shouldHoldBackWhatIsPausedAndShowItAgainAtTheResume(KillSwitches.Scope scope, String key) {
    String brand = "zelvaro-" + rob.id();
    RepSuggestion suggestion = suggested(hcp, brand);
    RepSuggestion promised = suggested(Somebody.hcp(rob.id()), brand);
    answering.accept(promised.id(), rob);
    String target =
        key.replace("{campaign}", suggestion.campaignId().toString()).replace("{rep}", rob.id());
    boolean theirs = scope != KillSwitches.Scope.CAMPAIGN;
    Somebody.campaigns(rob.id());

    ControlPreview before = control.preview(scope, target);
    control.pause(scope, target, "label update", rob);
    try {
      assertThat(waiting()).doesNotContain(suggestion.id()).hasSize(theirs ? 0 : 1);
      assertThat(ledger.waitingCount(rob.id(), now())).isEqualTo(theirs ? 0 : 1);
      assertThat(ledger.heldBack(rob.id(), now()))
          .containsExactly(new RepLedger.HeldBack(scope, target, "label update", theirs ? 2 : 1));
      assertThat(before.suggestions()).as("said before").isGreaterThanOrEqualTo(theirs ? 2 : 1);
      assertThatThrownBy(() -> answering.accept(suggestion.id(), rob))
          .isInstanceOf(RepRefusal.SuggestionPaused.class)
          .hasMessageContaining("label update");
      assertThatThrownBy(() -> answering.edit(suggestion.id(), "Later", rob))
          .isInstanceOf(RepRefusal.SuggestionPaused.class);
      // What was done was done.
      answering.complete(promised.id(), new Answering.Done(null, null, "", true), rob);
    } finally {
      control.resume(scope, target, "over", rob);
    }

    assertThat(waiting()).containsExactly(suggestion.id());
    assertThat(ledger.heldBack(rob.id(), now())).isEmpty();
    answering.accept(suggestion.id(), rob);
  }

  @Test
  void shouldLetATimeStandStillWhileItsSuggestionIsHeldBack() {
    String brand = "zelvaro-" + rob.id();
    RepSuggestion suggestion = suggested(hcp, brand);
    RepSuggestion elsewhere = suggested(Somebody.hcp(rob.id()), "another-" + rob.id());
    Instant due = now().plus(Duration.ofMinutes(5));
    jdbc.sql("update rep_suggestion set due_at = :due where id = :id")
        .param("due", java.sql.Timestamp.from(due))
        .param("id", suggestion.id())
        .update();
    Somebody.campaigns(rob.id());

    control.pause(KillSwitches.Scope.BRAND, brand, "label update", rob);
    try {
      RepSuggestion standing = suggestions.find(suggestion.id()).orElseThrow();
      assertThat(standing.state()).isEqualTo(RepSuggestion.State.OPEN);
      assertThat(standing.dueAt()).as("far away").isAfter(now().plus(Duration.ofDays(29)));
      assertThat(visits.dueAt(new EnrolmentId(suggestion.enrolmentId()), "rep-call"))
          .contains(standing.dueAt());
      // Nine days later the far date has come near, and is moved on; what is left stays.
      jdbc.sql("update rep_suggestion set due_at = due_at - interval '20 days' where id = :id")
          .param("id", suggestion.id())
          .update();
      bean(SuggestionClocks.class).changed();
      assertThat(suggestions.find(suggestion.id()).orElseThrow().dueAt())
          .isAfter(now().plus(Duration.ofDays(29)));
    } finally {
      control.resume(KillSwitches.Scope.BRAND, brand, "over", rob);
    }

    Instant goesOn = suggestions.find(suggestion.id()).orElseThrow().dueAt();
    assertThat(goesOn).isBetween(due, due.plus(Duration.ofMinutes(4)));
    assertThat(waiting()).contains(suggestion.id());
    assertThat(told(suggestion))
        .extracting(Somebody.Told::what)
        .containsExactly("rep-call POSTPONED", "rep-call POSTPONED", "rep-call POSTPONED");
    assertThat(untils(suggestion).getLast()).isEqualTo(goesOn);
    assertThat(suggestions.find(elsewhere.id())).contains(elsewhere);
    assertThat(told(elsewhere)).isEmpty();
  }

  /** Until when the journey was told to wait, oldest first. */
  private List<Instant> untils(RepSuggestion suggestion) {
    return jdbc
        .sql(
            """
            select payload -> 'variables' ->> 'waitUntil' from outbox_message
            where topic = 'engine' and key = :enrolment order by row_id
            """)
        .param("enrolment", suggestion.enrolmentId().toString())
        .query(String.class)
        .list()
        .stream()
        .map(Instant::parse)
        .toList();
  }

  @Test
  void shouldLeaveSuggestionsOfOtherScopesAlone() {
    RepSuggestion suggestion = suggested(hcp, "zelvaro");
    Somebody.campaigns(rob.id());

    control.pause(KillSwitches.Scope.BRAND, "another-" + rob.id(), "label update", rob);
    control.pause(KillSwitches.Scope.ASSET, UUID.randomUUID().toString(), "withdrawn", rob);

    assertThat(waiting()).containsExactly(suggestion.id());
    assertThat(ledger.heldBack(rob.id(), now())).isEmpty();
  }

  @Test
  void shouldEndOneJourneyOfTheirOwnHcpAndTakeItsSuggestionBack() {
    RepSuggestion suggestion = suggested(hcp, "zelvaro");
    EnrolmentId other = enrolled(hcp, "zelvaro");
    JourneyEnding ending = bean(JourneyEnding.class);
    EnrolmentId id = new EnrolmentId(suggestion.enrolmentId());
    assertThat(ending.open(hcp)).extracting(JourneyEnding.Open::id).contains(id, other);

    assertThatThrownBy(
            () -> ending.end(hcp, id, JourneyEnding.Why.HANDLED_IN_PERSON, person("ria")))
        .isInstanceOf(io.medley.campaign.hcp.HcpUnknown.class);
    ending.end(hcp, id, JourneyEnding.Why.HANDLED_IN_PERSON, rob);

    assertThat(ending.open(hcp))
        .extracting(JourneyEnding.Open::id)
        .contains(other)
        .doesNotContain(id);
    // The engine hears of it, and tells the journey's last step.
    assertThat(bean(io.medley.campaign.campaign.Enrolments.class).require(id).exitReason())
        .isEqualTo("HANDLED_IN_PERSON");
    steps.exited(id.value(), "HANDLED_IN_PERSON");
    assertThat(suggestions.find(suggestion.id()).orElseThrow().state())
        .isEqualTo(RepSuggestion.State.RECALLED);
    assertThatThrownBy(
            () ->
                ending.end(Somebody.hcp(rob.id()), other, JourneyEnding.Why.NOT_FOR_THIS_HCP, rob))
        .as("not this HCP's")
        .isInstanceOf(io.medley.campaign.hcp.HcpUnknown.class);
  }

  @Test
  void shouldLetNobodyElseAnswer() {
    RepSuggestion suggestion = suggested(hcp, "zelvaro");

    assertThatThrownBy(() -> answering.accept(suggestion.id(), person("ria")))
        .isInstanceOf(RepRefusal.SuggestionUnknown.class);
    assertThatThrownBy(() -> answering.accept(UUID.randomUUID(), rob))
        .isInstanceOf(RepRefusal.SuggestionUnknown.class);
  }

  @Test
  void shouldCountWhatWasDoneAsAContactAndTellTheJourneyAtOnce() {
    RepSuggestion suggestion = suggested(hcp, "zelvaro");
    answering.accept(suggestion.id(), rob);
    assertThat(told(suggestion)).as("it is not done yet").isEmpty();
    Instant visit = now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);

    answering.complete(
        suggestion.id(), new Answering.Done("MEETING", visit, "went well", true), rob);

    assertThat(told(suggestion))
        .containsExactly(new Somebody.Told(suggestion.id(), "rep-call COMPLETED"));
    assertThat(
            jdbc.sql("select channel, weight, at, brand_id from recorded_contact where hcp_id = :h")
                .param("h", hcp.value())
                .query(
                    (row, number) ->
                        "%s %d %s %s"
                            .formatted(
                                row.getString(1),
                                row.getInt(2),
                                row.getTimestamp(3).toInstant(),
                                row.getString(4)))
                .list())
        .containsExactly("MEETING 3 " + visit + " zelvaro");
    assertThat(waiting()).isEmpty();
    assertThatThrownBy(
            () ->
                answering.complete(suggestion.id(), new Answering.Done(null, null, "", true), rob))
        .isInstanceOf(RepRefusal.SuggestionOver.class);
  }

  @Test
  void shouldRefuseAContactOfTheFutureAndKeepTheSuggestion() {
    RepSuggestion suggestion = suggested(hcp, "zelvaro");

    assertThatThrownBy(
            () ->
                answering.complete(
                    suggestion.id(),
                    new Answering.Done(null, now().plus(Duration.ofDays(1)), "", true),
                    rob))
        .isInstanceOf(RepRefusal.AnswerUnusable.class);
    assertThatThrownBy(
            () ->
                answering.complete(
                    suggestion.id(), new Answering.Done("PIGEON", null, "", true), rob))
        .isInstanceOf(RepRefusal.AnswerUnusable.class);
    assertThat(waiting()).containsExactly(suggestion.id());
  }

  @Test
  void shouldBringBackWhatWasPutOffAndNotPutOffLongerThanTheJourneyWaits() {
    RepSuggestion suggestion = suggested(hcp, "zelvaro");

    answering.snooze(suggestion.id(), 2, rob);

    assertThat(waiting()).isEmpty();
    assertThat(ledger.waiting(rob.id(), now().plus(Duration.ofDays(3)), 10)).hasSize(1);
    assertThatThrownBy(() -> answering.snooze(suggestion.id(), 20, rob))
        .isInstanceOf(RepRefusal.AnswerUnusable.class)
        .hasMessageContaining("goes on by itself");
  }

  @Test
  void shouldRestAfterTheHcpDeclinedAndSuggestAgainOnceTheRestEnds() {
    RepSuggestion suggestion = suggested(hcp, "zelvaro");

    RepAnswer answer = dismiss(suggestion, DismissReason.HCP_DECLINED, "");

    assertThat(answer.effect()).contains("rests until");
    assertThat(told(suggestion)).extracting("what").containsExactly("rep-call DISMISSED");
    assertThat(rests.of(hcp, now()))
        .hasValueSatisfying(until -> assertThat(until).isAfter(now().plus(Duration.ofDays(29))));
    assertThat(suggest(enrolled(hcp, "zelvaro")).reason()).isEqualTo("HCP_RESTS");

    Somebody.campaigns(rob.id());
    insights.endRest(hcp, "said so", rob);
    assertThat(suggest(enrolled(hcp, "zelvaro")).outcome())
        .isEqualTo(SuggestionResult.Outcome.SUGGESTED);
  }

  @Test
  void shouldMuteTheReasonThatIsNoneForEveryCampaign() {
    RepSuggestion suggestion = suggested(hcp, "zelvaro");

    answering.dismiss(
        suggestion.id(),
        new Answering.Dismissal(DismissReason.NOT_RELEVANT, "", null, null, "TIER"),
        rob);

    assertThat(suggest(enrolled(hcp, "other")).reason())
        .as("nothing of its own is left")
        .isEqualTo("DRIVER_MUTED");
    assertThatThrownBy(
            () ->
                answering.dismiss(
                    suggested(Somebody.hcp(rob.id()), "zelvaro").id(),
                    new Answering.Dismissal(DismissReason.NOT_RELEVANT, "", null, null, "MOON"),
                    rob))
        .isInstanceOf(RepRefusal.AnswerUnusable.class);
  }

  @Test
  void shouldLeaveOtherJourneysAloneAfterAWrongTiming() {
    EnrolmentId enrolment = enrolled(hcp, "zelvaro");
    suggest(enrolment);
    dismiss(only(enrolment), DismissReason.WRONG_TIMING, "");

    assertThat(suggest(enrolment, 2).reason()).isEqualTo("DRIVER_MUTED");
    assertThat(suggest(enrolled(hcp, "other")).outcome())
        .isEqualTo(SuggestionResult.Outcome.SUGGESTED);
  }

  @Test
  void shouldCorrectTheFactInTheHcpBaseAndHaveItMendedAtItsSource() {
    fact("preferred_channel", "FAX");
    long wrong = facts.of(hcp, now()).getFirst().id();
    RepSuggestion suggestion = suggested(hcp, "zelvaro");

    answering.dismiss(
        suggestion.id(),
        new Answering.Dismissal(DismissReason.WRONG_DATA, "", wrong, "EMAIL", null),
        rob);

    assertThat(facts.of(hcp, now()))
        .anySatisfy(
            fact -> {
              assertThat(fact.id()).isEqualTo(wrong);
              assertThat(fact.muted()).isTrue();
            })
        .anySatisfy(
            fact -> {
              assertThat(fact.basis()).isEqualTo(Basis.REP);
              assertThat(fact.value()).isEqualTo("EMAIL");
            });
    Correction open =
        ledger.corrections(100).stream()
            .filter(each -> each.hcp().equals(hcp))
            .findFirst()
            .orElseThrow();
    assertThat(open.fact()).isEqualTo("preferred_channel");
    Somebody.campaigns(rob.id());
    insights.mended(open.id(), rob);
    assertThatThrownBy(() -> insights.mended(open.id(), rob))
        .isInstanceOf(RepRefusal.CorrectionUnknown.class);
  }

  @Test
  void shouldRefuseWrongDataThatSaysNothing() {
    RepSuggestion suggestion = suggested(hcp, "zelvaro");

    assertThatThrownBy(() -> dismiss(suggestion, DismissReason.WRONG_DATA, " "))
        .isInstanceOf(RepRefusal.AnswerUnusable.class);
    assertThat(waiting()).as("nothing was changed").containsExactly(suggestion.id());
  }

  @Test
  void shouldSuggestNoCallWhileNobodyGetsIn() {
    dismiss(suggested(hcp, "zelvaro"), DismissReason.ACCESS_CLOSED, "");

    assertThat(suggest(enrolled(hcp, "other")).reason()).isEqualTo("ACCESS_CLOSED");
    assertThat(facts.of(hcp, now()))
        .extracting(Fact::name, Fact::value, Fact::basis)
        .contains(org.assertj.core.groups.Tuple.tuple("access", "CLOSED", Basis.REP));
  }

  @Test
  void shouldKeepABetterIdeaAsAnInsight() {
    RepSuggestion suggestion = suggested(hcp, "zelvaro");
    assertThatThrownBy(() -> dismiss(suggestion, DismissReason.BETTER_IDEA, ""))
        .isInstanceOf(RepRefusal.AnswerUnusable.class);

    dismiss(suggestion, DismissReason.BETTER_IDEA, "Invite the whole ward");

    assertThat(ledger.insightsAbout(hcp))
        .extracting(Insight::words)
        .containsExactly("Invite the whole ward");
  }

  @Test
  void shouldAskNoMoreThanThePersonHasRoomForInADay() {
    Somebody.campaigns(rob.id());
    insights.capacity(rob.id(), 1, rob);
    suggested(hcp, "zelvaro");

    assertThat(suggest(enrolled(Somebody.hcp(rob.id()), "zelvaro")).reason())
        .isEqualTo("NO_CAPACITY");
    jdbc.sql(
            "update rep_suggestion set created_at = created_at - interval '25 hours'"
                + " where hcp_id = :id")
        .param("id", hcp.value())
        .update();
    assertThat(suggest(enrolled(Somebody.hcp(rob.id()), "zelvaro")).outcome())
        .isEqualTo(SuggestionResult.Outcome.SUGGESTED);
  }

  @Test
  void shouldAskTheLiaisonForWhatIsMedicalAndNobodyWhereNobodyIsNamed() {
    EnrolmentId enrolment = enrolled(hcp, "zelvaro");

    assertThat(steps.suggest(request(enrolment, 1, "MEDICAL_CONTACT")).reason())
        .isEqualTo("NO_REPRESENTATIVE");
    jdbc.sql("update territory set msl = :msl where rep = :rep")
        .param("msl", "msl-" + rob.id())
        .param("rep", rob.id())
        .update();
    steps.suggest(request(enrolment, 2, "MEDICAL_CONTACT"));
    assertThat(ledger.waiting("msl-" + rob.id(), now(), 10)).hasSize(1);
    assertThat(waiting()).isEmpty();
  }

  @Test
  void shouldTellDrugSafetyOfWhatARepHears() {
    answering.complete(
        suggested(hcp, "zelvaro").id(),
        new Answering.Done(null, null, "One patient developed a rash and stopped treatment.", true),
        rob);
    assertThat(insights.note(hcp, "handling", "The pen was broken and leaked.", rob)).isTrue();
    assertThat(insights.note(hcp, "handling", "Likes the new pen.", rob)).isFalse();

    assertThat(bean(SafetyReports.class).all(500))
        .filteredOn(report -> report.hcpId().equals(hcp.value()))
        .hasSize(2)
        .allMatch(report -> report.source() == SafetyReport.Source.REP_NOTE);
  }

  @Test
  void shouldForgetWhatWasSaidAboutAnErasedHcp() {
    RepSuggestion suggestion = suggested(hcp, "zelvaro");
    jdbc.sql(
            "update rep_suggestion set envelope = envelope || '{\"question\": \"Is it safe?\"}'"
                + " where id = :id")
        .param("id", suggestion.id())
        .update();
    answering.edit(suggestion.id(), "Meet Dr Quillerby at home", rob);
    insights.note(hcp, "family", "Dr Quillerby moved", rob);

    bean(Hcps.class).erase(hcp, SYSTEM);

    assertThat(ledger.answersAbout(hcp)).extracting(RepAnswer::words).containsExactly("");
    assertThat(ledger.insightsAbout(hcp)).isEmpty();
    assertThat(suggestions.find(suggestion.id()).orElseThrow().envelope().question()).isNull();
    assertThat(waiting()).isEmpty();
    assertThatThrownBy(() -> answering.accept(suggestion.id(), rob))
        .isInstanceOf(RepRefusal.SuggestionUnknown.class);
  }

  @Test
  void shouldCountHowSuggestionsFare() {
    RepSuggestion done = suggested(hcp, "zelvaro");
    answering.accept(done.id(), rob);
    answering.complete(done.id(), new Answering.Done(null, null, "", true), rob);
    dismiss(suggested(Somebody.hcp(rob.id()), "zelvaro"), DismissReason.ALREADY_DONE, "");
    EnrolmentId unanswered = enrolled(Somebody.hcp(rob.id()), "zelvaro");
    suggest(unanswered);
    RepSuggestion expiring = only(unanswered);
    Somebody.TRANSACTIONS.executeWithoutResult(
        status -> ledger.shown(List.of(expiring.id()), rob.id(), now()));
    steps.waitUntil(unanswered.value(), "await-call");

    assertThat(ledger.adoption(now().minus(Duration.ofDays(1))).groups())
        .filteredOn(group -> group.key().equals(rob.id()))
        .containsExactly(new Adoption.Group("Representative", rob.id(), 3, 1, 1, 1, 1, 1, 0, 0));
    assertThat(ledger.adoption(now().minus(Duration.ofDays(1))).reasons())
        .extracting(Adoption.ReasonShare::reason)
        .contains(DismissReason.ALREADY_DONE);
  }

  private RepAnswer dismiss(RepSuggestion suggestion, DismissReason reason, String words) {
    return answering.dismiss(
        suggestion.id(), new Answering.Dismissal(reason, words, null, null, null), rob);
  }

  private List<UUID> waiting() {
    return ledger.waiting(rob.id(), now(), 10).stream().map(RepLedger.Waiting::suggestion).toList();
  }

  private static List<Somebody.Told> told(RepSuggestion suggestion) {
    return Somebody.told(suggestion.enrolmentId());
  }

  private RepSuggestion suggested(HcpId whom, String brand) {
    EnrolmentId enrolment = enrolled(whom, brand);
    assertThat(suggest(enrolment).outcome()).isEqualTo(SuggestionResult.Outcome.SUGGESTED);
    return only(enrolment);
  }

  private RepSuggestion only(EnrolmentId enrolment) {
    return suggestions.of(enrolment).getFirst();
  }

  private SuggestionResult suggest(EnrolmentId enrolment) {
    return suggest(enrolment, 1);
  }

  private SuggestionResult suggest(EnrolmentId enrolment, int occurrence) {
    return steps.suggest(request(enrolment, occurrence, "CALL"));
  }

  private static SuggestionRequest request(EnrolmentId enrolment, int occurrence, String action) {
    return new SuggestionRequest(
        enrolment.value(),
        "rep-call",
        occurrence,
        action,
        "CLM",
        "call-material",
        Set.of(),
        Duration.ofDays(5),
        Set.of(HandoverField.REASON));
  }

  private static EnrolmentId enrolled(HcpId whom, String brand) {
    return Somebody.running(
        Somebody.enrolled(whom, Somebody.campaign("journey-web-request", brand)));
  }

  private void fact(String name, String value) {
    Somebody.TRANSACTIONS.executeWithoutResult(
        status ->
            facts.record(
                hcp,
                List.of(new FactDraft(name, value, Basis.DECLARED, "CRM", 0.9, null, null)),
                SYSTEM));
  }

  private static Actor person(String name) {
    String id = name + "-" + UUID.randomUUID();
    return new Actor(id, name, Set.of("REP"), null);
  }
}
