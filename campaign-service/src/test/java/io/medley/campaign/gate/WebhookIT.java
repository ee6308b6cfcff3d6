package io.medley.campaign.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.campaign.channel.HookSignature;
import io.medley.campaign.channel.WebhookEndpoints;
import io.medley.campaign.channel.WebhookKeeping;
import io.medley.campaign.channel.WebhookRefusal;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.touch.DeadLetters;
import io.medley.campaign.touch.KillSwitches;
import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.ResendRefusal;
import io.medley.campaign.touch.Resending;
import io.medley.campaign.touch.SendKey;
import io.medley.campaign.touch.TouchCommand;
import io.medley.campaign.touch.TouchDecision;
import io.medley.platform.security.Actor;
import io.medley.platform.security.AuthorityMissing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Touches that are calls of another house's system. */
class WebhookIT {

  private static final Actor MIA = new Actor("mia", "Mia", Set.of(), null);
  private static final Actor ADA = new Actor("ada", "Ada", Set.of("ADMIN"), null);

  private static GateBench bench;
  private static WebhookReceiver receiver;
  private static WebhookKeeping keeping;

  // Set before each test.
  @SuppressWarnings("NullAway.Init")
  private WebhookKeeping.WithSecret hook;

  @BeforeAll
  static void start() {
    bench =
        new GateBench(
            Map.of(
                "medley.webhook.allow-loopback", "true",
                "medley.webhook.most-attempts", "3",
                "medley.webhook.timeout", "3s"));
    receiver = new WebhookReceiver();
    keeping = bench.bean(WebhookKeeping.class);
    bench
        .asOwner()
        .sql(
            """
            insert into authority_grant (holder, authority, market, granted_by, granted_at)
            values ('ada', 'ADMINISTER', '*', 'test', now()), ('mia', 'CAMPAIGN', 'GB', 'test', now())
            """)
        .update();
    bench.approvedFor("WEBHOOK", "Called");
  }

  @AfterAll
  static void stop() {
    bench.close();
    receiver.close();
  }

  @BeforeEach
  void callIt() {
    bench.anotherCampaign();
    bench.awaitLease();
    receiver.answers(200);
    hook = keeping.add("CRM", "GB", receiver.url(), receiver.lookupUrl(), ADA);
  }

  @AfterEach
  void callItNoMore() {
    bench
        .bean(WebhookEndpoints.class)
        .all()
        .forEach(endpoint -> keeping.retire(endpoint.id(), ADA));
  }

  @Test
  void shouldCallOnceWithTheApprovedPieceSignedByTheSecret() {
    HcpId hcp = bench.reachableHcp();
    TouchCommand command = bench.command(hcp, "WEBHOOK");

    TouchDecision decision = bench.gate().touch(command);

    assertThat(decision.outcome()).isEqualTo(Outcome.SENT);
    assertThat(bench.gate().touch(command)).isEqualTo(decision);
    WebhookReceiver.Call call = only(command);
    assertThat(HookSignature.against(call.signature(), hook.secret(), Instant.now(), call.body()))
        .isEmpty();
    assertThat(
            HookSignature.against(
                call.signature(),
                hook.secret(),
                Instant.now(),
                (call.text() + " ").getBytes(StandardCharsets.UTF_8)))
        .isPresent();
    JsonNode body = JsonMapper.builder().build().readTree(call.body());
    assertThat(body.path("hcp").asString()).isEqualTo("GB-" + bench.imported());
    assertThat(body.path("html").asString()).contains("Dear Falwyn Quillerby").doesNotContain("{{");
    assertThat(body.path("safetyInformation").asString())
        .isEqualTo("https://www.zelvaro.example/gb/pi");
    assertThat(body.path("preferences").asString()).contains("/preferences/");
  }

  @Test
  void shouldSignWithBothSecretsWhileOneReplacesTheOther() {
    WebhookKeeping.WithSecret rotated = keeping.rotate(hook.endpoint().id(), ADA);
    TouchCommand command = bench.command(bench.reachableHcp(), "WEBHOOK");
    bench.gate().touch(command);
    WebhookReceiver.Call both = only(command);
    bench
        .asOwner()
        .sql("update webhook_endpoint set previous_until = now() - interval '1 second'")
        .update();
    TouchCommand later = bench.command(bench.reachableHcp(), "WEBHOOK");
    bench.gate().touch(later);
    WebhookReceiver.Call alone = only(later);

    assertThat(rotated.secret()).isNotEqualTo(hook.secret());
    for (String secret : List.of(hook.secret(), rotated.secret())) {
      assertThat(HookSignature.against(both.signature(), secret, Instant.now(), both.body()))
          .isEmpty();
    }
    assertThat(
            HookSignature.against(alone.signature(), rotated.secret(), Instant.now(), alone.body()))
        .isEmpty();
    assertThat(HookSignature.against(alone.signature(), hook.secret(), Instant.now(), alone.body()))
        .isPresent();
    assertThat(
            bench
                .sql()
                .sql(
                    "select count(*) from webhook_endpoint e where e::text like '%' || :secret || '%'")
                .param("secret", rotated.secret().substring("whsec_".length()))
                .query(Long.class)
                .single())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void shouldTryAgainLaterAndLongerEachTimeUntilItBecomesADeadLetter(int status) {
    TouchCommand command = bench.command(bench.reachableHcp(), "WEBHOOK");
    receiver.answers(status);

    TouchDecision first = bench.gate().touch(command);
    Duration one = wait(first);
    bench.clock().forward(one);
    bench.awaitLease();
    Duration two = wait(bench.gate().touch(command));
    bench.clock().forward(two);
    bench.awaitLease();
    TouchDecision last = bench.gate().touch(command);

    assertThat(first.reason()).isEqualTo(Reason.PROVIDER_UNAVAILABLE);
    assertThat(one).isBetween(Duration.ofSeconds(55), Duration.ofSeconds(75));
    assertThat(two).isBetween(Duration.ofSeconds(115), Duration.ofSeconds(150));
    assertThat(last.reason()).isEqualTo(Reason.PROVIDER_REFUSED);
    assertThat(bench.bean(DeadLetters.class).newest(100))
        .filteredOn(letter -> letter.sendKey().equals(command.sendKey().toString()))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.attempts()).isEqualTo(3);
              assertThat(letter.why()).contains("given up after 3 attempts", status + "");
            });
    // Given up is over: nothing counts against the HCP's caps and nothing is called again.
    receiver.answers(200);
    assertThat(bench.gate().touch(command).reason()).isEqualTo(Reason.PROVIDER_REFUSED);
    assertThat(receiver.calls(command.sendKey().toString())).isEmpty();
    assertThat(
            bench
                .sql()
                .sql("select count(*) from contact where send_key = :key and state <> 'RELEASED'")
                .param("key", command.sendKey().toString())
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void shouldSendAgainThroughTheWholeGateOnceSomebodySaysWhy() {
    Resending resending = bench.bean(Resending.class);
    TouchCommand command = bench.command(bench.reachableHcp(), "WEBHOOK");
    String key = command.sendKey().toString();
    receiver.answers(410);
    bench.gate().touch(command);
    receiver.answers(200);
    assertThatThrownBy(() -> resending.resend(key, " ", MIA))
        .isInstanceOf(ResendRefusal.Unclear.class);
    assertThatThrownBy(() -> resending.resend(key, "Back", ADA))
        .isInstanceOf(AuthorityMissing.class);

    bench
        .bean(KillSwitches.class)
        .engage(KillSwitches.Scope.CAMPAIGN, bench.campaign().toString(), "wait", GateBench.TESTER);
    resending.resend(key, "Their server is back", MIA);
    assertThat(resending.run()).isEqualTo(1);

    DeadLetters.Again held = again(key);
    assertThat(held.by()).isEqualTo("mia");
    assertThat(held.why()).isEqualTo("Their server is back");
    assertThat(held.reason()).isEqualTo(Reason.KILL_SWITCH.name());
    assertThat(held.until()).isNotNull();
    assertThat(resending.run()).as("not before its time").isZero();
    assertThatThrownBy(() -> resending.resend(key, "Again", MIA))
        .isInstanceOf(ResendRefusal.Conflict.class);

    bench
        .bean(KillSwitches.class)
        .release(KillSwitches.Scope.CAMPAIGN, bench.campaign().toString(), "on", GateBench.TESTER);
    bench.clock().forward(Duration.ofMinutes(20));
    bench.awaitLease();
    assertThat(resending.run()).isEqualTo(1);

    assertThat(again(key).outcome()).isEqualTo(Outcome.SENT.name());
    assertThat(again(key).until()).isNull();
    SendKey sent = new SendKey(command.sendKey().enrolmentId(), command.sendKey().stepId(), 1_001);
    assertThat(receiver.calls(sent.toString())).hasSize(1);
    assertThat(receiver.calls(key)).isEmpty();
    assertThat(
            bench
                .sql()
                .sql("select actor from audit_entry where aggregate_id = :key and action = :action")
                .param("key", key)
                .param("action", "sent-again")
                .query(String.class)
                .list())
        .hasSize(1);
    assertThat(resending.run()).isZero();
  }

  @Test
  void shouldNotSendAgainToWhomNoLongerAgreesAndSendAllOfAChannelAtOnce() {
    Resending resending = bench.bean(Resending.class);
    HcpId agrees = bench.reachableHcp();
    HcpId not = bench.reachableHcp();
    receiver.answers(410);
    TouchCommand first = bench.command(agrees, "WEBHOOK");
    TouchCommand second = bench.command(not, "WEBHOOK");
    bench.gate().touch(first);
    bench.gate().touch(second);
    receiver.answers(200);
    bench.withdrawConsent(not, "WEBHOOK");

    assertThat(resending.resendAll("WEBHOOK", "Their server is back", MIA))
        .isGreaterThanOrEqualTo(2);
    resending.run();

    assertThat(again(first.sendKey().toString()).outcome()).isEqualTo(Outcome.SENT.name());
    assertThat(again(second.sendKey().toString()).reason())
        .isEqualTo(Reason.CONSENT_WITHDRAWN.name());
    assertThat(resending.resendAll("WEBHOOK", "Once more", MIA)).isZero();
  }

  private static DeadLetters.Again again(String key) {
    return java.util.Objects.requireNonNull(
        bench.bean(DeadLetters.class).newest(500).stream()
            .filter(letter -> letter.sendKey().equals(key))
            .findFirst()
            .orElseThrow()
            .again());
  }

  @Test
  void shouldGiveUpAtOnceWhatIsRefusedForGood() {
    TouchCommand command = bench.command(bench.reachableHcp(), "WEBHOOK");
    receiver.answers(410);

    assertThat(bench.gate().touch(command).reason()).isEqualTo(Reason.PROVIDER_REFUSED);
  }

  @Test
  void shouldAskTheReceiverWhatBecameOfACallWithoutAnAnswer() {
    TouchCommand command = bench.command(bench.reachableHcp(), "WEBHOOK");
    receiver.hangsUp();

    assertThat(bench.gate().touch(command).reason()).isEqualTo(Reason.SEND_IN_PROGRESS);
    awaitOutcome(command, Outcome.SENT);

    assertThat(receiver.calls(command.sendKey().toString())).hasSize(1);
  }

  @Test
  void shouldLeaveACallInDoubtUnknownWhereNobodyCanBeAsked() {
    keeping.retire(hook.endpoint().id(), ADA);
    keeping.add("CRM", "*", receiver.url(), "", ADA);
    TouchCommand command = bench.command(bench.reachableHcp(), "WEBHOOK");
    receiver.hangsUp();

    bench.gate().touch(command);
    awaitOutcome(command, Outcome.UNKNOWN);

    assertThat(receiver.calls(command.sendKey().toString())).hasSize(1);
  }

  @Test
  void shouldSkipWhereNobodyIsCalled() {
    keeping.retire(hook.endpoint().id(), ADA);

    assertThat(bench.gate().touch(bench.command(bench.reachableHcp(), "WEBHOOK")).reason())
        .isEqualTo(Reason.NOT_ELIGIBLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://crm.example/hook", "https://10.0.0.5/hook", "https://localhost/", "https://[::1]/",
        "https://u:p@crm.example/", "file:///etc/passwd", "crm", "https://169.254.169.254/"
      })
  void shouldCallNothingThatIsNotHttpsOrLiesInThisNetwork(String url) {
    assertThatThrownBy(() -> keeping.add("Inside", "FR", url, "", ADA))
        .isInstanceOf(WebhookRefusal.Unusable.class);
  }

  @Test
  void shouldKeepOneEndpointPerCountry() {
    assertThatThrownBy(() -> keeping.add("Second", "gb", receiver.url(), "", ADA))
        .isInstanceOf(WebhookRefusal.CountryTaken.class);
  }

  private static WebhookReceiver.Call only(TouchCommand command) {
    List<WebhookReceiver.Call> calls = receiver.calls(command.sendKey().toString());
    assertThat(calls).hasSize(1);
    return calls.getFirst();
  }

  private static Duration wait(TouchDecision held) {
    return Duration.between(bench.clock().instant(), Objects.requireNonNull(held.heldUntil()));
  }

  private static void awaitOutcome(TouchCommand command, Outcome outcome) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> bench.gate().touch(command).outcome() == outcome);
  }
}
