package io.medley.campaign.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.touch.ContactHours;
import io.medley.campaign.touch.GateReads;
import io.medley.campaign.touch.GateRows;
import io.medley.campaign.touch.KillSwitches;
import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.Practice;
import io.medley.campaign.touch.Practices;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.RestPeriods;
import io.medley.campaign.touch.SendKey;
import io.medley.campaign.touch.Suppressions;
import io.medley.campaign.touch.TouchCommand;
import io.medley.campaign.touch.TouchDecision;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a touch costs the database. Counted in trips, because waiting for answers is what a touch
 * spends its time on, and because a count is the same on every machine.
 */
class TouchTripsIT {

  private static final Set<String> CHANNELS = Set.of("EMAIL", "SMS", "PORTAL");

  private static GateBench bench;

  @BeforeAll
  static void start() {
    bench = new GateBench(Map.of(Trips.COUNTED, "true"));
  }

  @AfterAll
  static void stop() {
    bench.close();
  }

  @Test
  void shouldMakeATouchInFewTrips() {
    bench.approved("Announcement");
    // What is the same for many is read once: the label, the piece, the first send of the slot.
    assertThat(bench.touch(bench.hcp()).outcome()).isEqualTo(Outcome.SENT);
    TouchCommand command = bench.command(bench.hcp());
    List<TouchDecision> decisions = new ArrayList<>();

    List<String> trips = Trips.of(() -> decisions.add(bench.gate().touch(command)));

    assertThat(decisions.getFirst().reason()).isEqualTo(Reason.DELIVERED_TO_PROVIDER);
    // Decide 13, claim 7, hand over 6, conclude 6.
    assertThat(trips).hasSizeLessThanOrEqualTo(32);
  }

  @Test
  void shouldHoldATouchInFewTrips() {
    bench.approved("Announcement of tomorrow");
    KillSwitches switches = bench.bean(KillSwitches.class);
    TouchCommand command = bench.command(bench.hcp());
    switches.engage(
        KillSwitches.Scope.CAMPAIGN, bench.campaign().toString(), "test", GateBench.TESTER);
    List<TouchDecision> decisions = new ArrayList<>();
    bench.gate().touch(command);

    List<String> trips = Trips.of(() -> decisions.add(bench.gate().touch(command)));

    assertThat(decisions.getFirst().reason()).isEqualTo(Reason.KILL_SWITCH);
    assertThat(trips).hasSizeLessThanOrEqualTo(9);
    bench.anotherCampaign();
  }

  @Test
  void shouldReadAtOnceWhatIsReadOneByOne() {
    ContentServiceStub.Piece piece = bench.approved("Announcement to compare");
    HcpId hcp = anHcpWithAPast();
    TouchCommand command = bench.command(hcp);
    Instant now = bench.clock().instant();
    GateReads one = bench.bean(GateReads.class);

    GateRows.Found all = bench.bean(GateRows.class).read(wanted(command, piece, now));

    assertThat(all.switches()).isEqualTo(one.switches(command.campaignId())).isNotEmpty();
    assertThat(all.firstAsked()).isEqualTo(one.firstAsked(command, now));
    assertThat(all.exit()).isEqualTo(one.exit(command, now));
    assertThat(all.practice()).isEqualTo(one.practice(hcp));
    assertThat(all.practice().restsUntil()).isNotNull();
    assertThat(all.contacts())
        .isEqualTo(one.contacts(command, now.minus(Duration.ofDays(30)), false))
        .hasSize(1);
    assertThat(all.waiting()).isEqualTo(one.waiting(command, false)).hasSize(1);
    assertThat(all.lease().cursor()).isEqualTo(one.lease().cursor());
    assertThat(all.versions()).isEqualTo(one.versions(Set.of(piece.versionId()))).hasSize(1);
    for (String channel : CHANNELS) {
      assertThat(all.consents().get(channel))
          .isEqualTo(one.consent(hcp, channel, now).orElse(null));
      assertThat(all.suppressed().get(channel))
          .isEqualTo(one.suppressed(hcp, channel).orElse(null));
    }
    assertThat(all.consents().values())
        .extracting(GateReads.Agreement::status)
        .containsExactlyInAnyOrder("GRANTED", "WITHDRAWN", "EXPIRED");
    assertThat(all.suppressed()).containsOnlyKeys("SMS");
    release();
  }

  private static GateRows.Wanted wanted(
      TouchCommand command, ContentServiceStub.Piece piece, Instant now) {
    return new GateRows.Wanted(
        command.sendKey(),
        command.hcpId(),
        command.campaignId(),
        CHANNELS,
        now.minus(Duration.ofDays(30)),
        false,
        Set.of(piece.versionId(), UUID.randomUUID()),
        now);
  }

  /**
   * Was written to, has a touch that waits, rests, and agreed to some channels and not to others.
   */
  private static HcpId anHcpWithAPast() {
    HcpId hcp = bench.reachableHcp();
    assertThat(bench.touch(hcp).outcome()).isEqualTo(Outcome.SENT);
    TouchCommand waits =
        bench.command(hcp, new SendKey(UUID.randomUUID(), "announce", 1), GateBench.capped(30, 1));
    assertThat(bench.gate().touch(waits).reason()).isEqualTo(Reason.FREQUENCY_CAP);
    bench.withdrawConsent(hcp, "SMS");
    Instant now = bench.clock().instant();
    bench
        .consents()
        .record(
            new Consents.Draft(
                hcp,
                "PORTAL",
                Consents.PROMOTION,
                ConsentStatus.GRANTED,
                now,
                ConsentSource.HCP,
                "test",
                now.plusMillis(1),
                null),
            GateBench.TESTER);
    bench
        .bean(Suppressions.class)
        .suppress(hcp, "SMS", Suppressions.Why.BOUNCED, "550", GateBench.TESTER);
    bench
        .bean(Practices.class)
        .put(
            hcp,
            new Practice(
                ZoneId.of("Europe/London"), ContactHours.parse("Mon-Fri 09:00-17:00"), null),
            GateBench.TESTER);
    bench.bean(RestPeriods.class).start(hcp, now.plus(Duration.ofDays(3)), GateBench.TESTER);
    bench
        .bean(KillSwitches.class)
        .engage(KillSwitches.Scope.BRAND, "another-brand", "test", GateBench.TESTER);
    return hcp;
  }

  private static void release() {
    bench
        .bean(KillSwitches.class)
        .release(KillSwitches.Scope.BRAND, "another-brand", "test", GateBench.TESTER);
  }
}
