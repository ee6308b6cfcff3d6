package io.medley.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.platform.TestDatabase;
import io.medley.platform.audit.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may do what: by person, by group, on behalf of somebody, while trained, while reviewed. */
class PeopleIT {

  private static final Instant NOW = Instant.parse("2026-03-10T09:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(10));
  private static final Actor ADA = actor("ada");
  private static final Actor MAX = actor("max");

  private final TestDatabase database = TestDatabase.create();
  private final List<AuditEvent> audited = new ArrayList<>();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final People people = new JdbcPeople(database.jdbc(), database.transactions());
  private final Authorities authorities =
      new JdbcAuthorities(database.jdbc(), database.transactions(), audited::add, clock, "ada");
  private final Delegations delegations =
      new JdbcDelegations(
          database.jdbc(), database.transactions(), authorities, people, audited::add, clock);
  private final Training training =
      new JdbcTraining(database.jdbc(), database.transactions(), authorities, audited::add, clock);
  private final AccessReviews reviews = reviewsEvery(Duration.ofDays(182));

  @BeforeEach
  void grants() {
    authorities.grant(new Authorities.Grant("max", Authority.LANE_MEDICAL, "GB"), ADA);
    tell("mona", null, NOW, "northwind", "northwind-medical");
    tell("anna", "northlight", NOW);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void shouldHoldThroughAGroupForAsLongAsTheProviderSaysSo() {
    authorities.grant(
        new Authorities.Grant(Holder.group("northwind-medical"), Authority.LANE_MEDICAL, "DE"),
        ADA);

    assertThat(authorities.has("mona", Authority.LANE_MEDICAL, "DE")).isTrue();
    assertThat(authorities.has("mona", Authority.LANE_MEDICAL, "GB")).isFalse();
    assertThat(authorities.has("max", Authority.LANE_MEDICAL, "DE")).isFalse();
    assertThat(authorities.markets("mona", Authority.LANE_MEDICAL)).containsExactly("DE");
    assertThat(authorities.holders(Authority.LANE_MEDICAL, "DE")).containsExactly("mona");
    // A person who calls themselves like the group is not the group.
    assertThat(authorities.has("northwind-medical", Authority.LANE_MEDICAL, "DE")).isFalse();

    tell("mona", null, NOW.minusSeconds(60), "northwind-medical", "old-token");
    assertThat(people.find("mona").orElseThrow().groups()).doesNotContain("old-token");
    tell("mona", null, NOW.plusSeconds(60), "northwind");
    assertThat(authorities.has("mona", Authority.LANE_MEDICAL, "DE")).isFalse();
    assertThat(authorities.holders(Authority.LANE_MEDICAL, "DE")).isEmpty();
  }

  @Test
  void shouldKeepAPersonAsTheLastAdministrator() {
    Authorities.Grant mine = new Authorities.Grant("ada", Authority.ADMINISTER, "*");
    authorities.grant(
        new Authorities.Grant(Holder.group("northwind"), Authority.ADMINISTER, "*"), ADA);

    assertThatThrownBy(() -> authorities.revoke(mine, ADA)).isInstanceOf(LastAdministrator.class);
    assertThatThrownBy(() -> authorities.grant(mine, MAX)).isInstanceOf(AuthorityMissing.class);
    assertThat(authorities.has("mona", Authority.ADMINISTER, "*")).isTrue();
  }

  @Test
  void shouldNameTheDelegateForThePeriodAndTheMarketOnly() {
    Delegations.Delegation given = delegations.add(wish("max", "mona", "GB"), MAX);

    assertThat(delegations.delegateOf("max", Authority.LANE_MEDICAL, "GB", NOW)).contains(given);
    assertThat(delegations.actingFor("mona", Authority.LANE_MEDICAL, "GB", NOW))
        .containsExactly(given);
    assertThat(delegations.delegatedMarkets("mona", Authority.LANE_MEDICAL, NOW))
        .containsExactly("GB");
    assertThat(delegations.absent("max", NOW)).isTrue();
    for (Instant outside : List.of(NOW.minusMillis(1), LATER)) {
      assertThat(delegations.delegateOf("max", Authority.LANE_MEDICAL, "GB", outside)).isEmpty();
      assertThat(delegations.actingFor("mona", Authority.LANE_MEDICAL, "GB", outside)).isEmpty();
      assertThat(delegations.absent("max", outside)).isFalse();
    }
    assertThat(delegations.delegateOf("max", Authority.LANE_MEDICAL, "DE", NOW)).isEmpty();
    assertThat(delegations.delegateOf("max", Authority.LANE_LEGAL, "GB", NOW)).isEmpty();
    // The delegate holds nothing themselves.
    assertThat(authorities.has("mona", Authority.LANE_MEDICAL, "GB")).isFalse();

    delegations.end(given.id(), MAX);
    assertThat(delegations.delegateOf("max", Authority.LANE_MEDICAL, "GB", NOW)).isEmpty();
    assertThat(audited)
        .extracting(AuditEvent::action)
        .containsSubsequence("delegated", "delegation-ended");
  }

  @Test
  void shouldEndADelegationWithTheAuthorityItRestsOn() {
    delegations.add(wish("max", "mona", "*"), MAX);
    authorities.revoke(new Authorities.Grant("max", Authority.LANE_MEDICAL, "GB"), ADA);

    assertThat(delegations.delegateOf("max", Authority.LANE_MEDICAL, "GB", NOW)).isEmpty();
    assertThat(delegations.actingFor("mona", Authority.LANE_MEDICAL, "GB", NOW)).isEmpty();
    assertThat(delegations.delegatedMarkets("mona", Authority.LANE_MEDICAL, NOW)).isEmpty();
  }

  @Test
  void shouldRefuseADelegationThatCannotBe() {
    refused(wish("max", "max", "GB"), MAX, "own delegate");
    refused(wish("max", "mona", "DE"), MAX, "does not hold");
    refused(wish("max", "anna", "GB"), MAX, "agency");
    refused(wish("max", "nobody", "GB"), MAX, "never signed in");
    refused(
        new Delegations.Wish(
            "max", "mona", Set.of(Authority.ADMINISTER), Set.of("*"), NOW, LATER, false, "why"),
        MAX,
        "cannot be delegated");
    refused(
        new Delegations.Wish("max", null, Set.of(), Set.of(), LATER, NOW, true, "away"),
        MAX,
        "before the beginning");
    assertThatThrownBy(() -> delegations.add(wish("max", "mona", "GB"), actor("mona")))
        .isInstanceOf(AuthorityMissing.class);
    // Nothing is handed on: mona holds nothing of her own.
    delegations.add(wish("max", "mona", "GB"), MAX);
    refused(wish("mona", "max", "GB"), ADA, "does not hold");
  }

  @Test
  void shouldCountTrainingToItsLastDay() {
    training.require(List.of(new Training.Requirement(Authority.LANE_MEDICAL, "SOP-12")), ADA);
    assertThat(training.gaps("max", Authority.LANE_MEDICAL, NOW))
        .containsExactly(new Training.Gap("SOP-12", null));
    assertThat(training.gaps("max", Authority.LANE_LEGAL, NOW)).isEmpty();

    LocalDate last = LocalDate.of(2026, 3, 15);
    Training.Wish done =
        new Training.Wish("max", "SOP-12", LocalDate.of(2025, 3, 16), last, "LMS 4711");
    training.record(done, ADA);
    training.record(done, ADA);

    assertThat(training.of("max")).hasSize(1);
    assertThat(training.gaps("max", Authority.LANE_MEDICAL, Instant.parse("2026-03-15T23:59:59Z")))
        .isEmpty();
    assertThat(training.gaps("max", Authority.LANE_MEDICAL, Instant.parse("2026-03-16T00:00:00Z")))
        .containsExactly(new Training.Gap("SOP-12", last));
    assertThatThrownBy(
            () ->
                training.record(
                    new Training.Wish("max", "SOP-12", last, last.minusDays(1), "x"), ADA))
        .isInstanceOf(TrainingRefused.class);
    assertThatThrownBy(() -> training.record(done, MAX)).isInstanceOf(AuthorityMissing.class);
  }

  @Test
  void shouldListGrantsNobodyLookedAtAndKeepEveryDecision() {
    Authorities.Grant medical = new Authorities.Grant("max", Authority.LANE_MEDICAL, "GB");
    AccessReviews.Due before = due(medical);
    assertThat(before.overdueAt(NOW.plus(Duration.ofDays(182)))).isFalse();
    assertThat(before.overdueAt(NOW.plus(Duration.ofDays(182)).plusMillis(1))).isTrue();

    reviews.decide(medical, AccessReviews.Decision.CONFIRMED, "", ADA);
    assertThat(due(medical).granted().reviewedBy()).isEqualTo("ada");
    assertThatThrownBy(() -> reviews.decide(medical, AccessReviews.Decision.REVOKED, " ", ADA))
        .isInstanceOf(AccessReviewRefused.class);
    reviews.decide(medical, AccessReviews.Decision.REVOKED, "Moved to finance", ADA);

    assertThat(authorities.has("max", Authority.LANE_MEDICAL, "GB")).isFalse();
    assertThat(reviews.newest(10))
        .extracting(AccessReviews.Reviewed::decision)
        .containsExactlyInAnyOrder(
            AccessReviews.Decision.CONFIRMED, AccessReviews.Decision.REVOKED);
    assertThat(audited)
        .extracting(AuditEvent::action)
        .containsSubsequence("review-confirmed", "review-revoked", "revoked");
    assertThatThrownBy(() -> reviews.decide(medical, AccessReviews.Decision.CONFIRMED, "", ADA))
        .hasMessageContaining("no longer holds");
  }

  @Test
  void shouldNotLetAnAdministratorConfirmTheirOwnAuthorityWhileThereIsAnother() {
    Authorities.Grant own = new Authorities.Grant("ada", Authority.ADMINISTER, "*");
    reviews.decide(own, AccessReviews.Decision.CONFIRMED, "the only one", ADA);
    authorities.grant(new Authorities.Grant("mona", Authority.ADMINISTER, "*"), ADA);

    assertThatThrownBy(() -> reviews.decide(own, AccessReviews.Decision.CONFIRMED, "", ADA))
        .hasMessageContaining("your own");
    reviews.decide(own, AccessReviews.Decision.CONFIRMED, "", actor("mona"));
  }

  @Test
  void shouldLetNobodyRewriteADecisionOrATrainingRecord() {
    for (String statement :
        List.of(
            "delete from access_review",
            "update access_review set reason = ''",
            "update training_record set expires_on = expires_on",
            "delete from training_record",
            "delete from delegation")) {
      assertThatThrownBy(() -> database.jdbc().sql(statement).update())
          .hasStackTraceContaining("permission denied");
    }
  }

  private AccessReviews reviewsEvery(Duration every) {
    return new JdbcAccessReviews(
        database.jdbc(), database.transactions(), authorities, audited::add, clock, every);
  }

  private AccessReviews.Due due(Authorities.Grant grant) {
    return reviews.due().stream()
        .filter(due -> due.granted().grant().equals(grant))
        .findFirst()
        .orElseThrow();
  }

  private void refused(Delegations.Wish wish, Actor by, String why) {
    assertThatThrownBy(() -> delegations.add(wish, by))
        .isInstanceOf(DelegationRefused.class)
        .hasMessageContaining(why);
  }

  private void tell(String id, @Nullable String agency, Instant at, String... groups) {
    people.told(new People.Person(id, "Name of " + id, agency, Set.of(), Set.of(groups), at));
  }

  private static Delegations.Wish wish(String person, String delegate, String market) {
    return new Delegations.Wish(
        person,
        delegate,
        Set.of(Authority.LANE_MEDICAL),
        Set.of(market),
        NOW,
        LATER,
        true,
        "Parental leave " + UUID.randomUUID());
  }

  private static Actor actor(String id) {
    return new Actor(id, "Name of " + id, Set.of(), null);
  }
}
