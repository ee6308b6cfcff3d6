package io.medley.campaign.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.medley.campaign.campaign.ExitReason;
import io.medley.campaign.campaign.JourneyExits;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a request to be erased to its end. */
class ErasureHandlingTest {

  private static final Instant NOW = Instant.parse("2026-01-31T09:00:00Z");
  private static final Actor OPERATOR = Actor.system("operator");

  private final ErasureRequests requests = mock(ErasureRequests.class);
  private final Hcps hcps = mock(Hcps.class);
  private final JourneyExits exits = mock(JourneyExits.class);
  private final Authorities authorities = mock(Authorities.class);
  private final ErasureHandling handling =
      new ErasureHandling(
          requests,
          hcps,
          exits,
          authorities,
          mock(AuditTrail.class),
          Clock.fixed(NOW, ZoneOffset.UTC));
  private final HcpId hcp = HcpId.random();

  @BeforeEach
  void somebodyIsKnown() {
    when(hcps.lock(hcp)).thenReturn(Optional.of(profile(false)));
    when(requests.add(any())).thenReturn(true);
  }

  @Test
  void shouldGiveAMonthToAnswer() {
    ErasureRequest request = handling.receive(hcp, "letter of 30 January", OPERATOR);

    assertThat(request.dueAt()).isEqualTo(Instant.parse("2026-02-28T09:00:00Z"));
    assertThat(request.state()).isEqualTo(ErasureRequest.State.OPEN);
  }

  @Test
  void shouldRefuseARequestWithoutEvidenceAndASecondOne() {
    assertThatThrownBy(() -> handling.receive(hcp, " ", OPERATOR))
        .isInstanceOf(ErasureRefusal.WordsMissing.class);

    when(requests.add(any())).thenReturn(false);
    assertThatThrownBy(() -> handling.receive(hcp, "letter", OPERATOR))
        .isInstanceOf(ErasureRefusal.RequestedAlready.class);

    when(requests.add(any())).thenReturn(true);
    when(hcps.lock(hcp)).thenReturn(Optional.of(profile(true)));
    assertThatThrownBy(() -> handling.receive(hcp, "letter", OPERATOR))
        .isInstanceOf(ErasureRefusal.RequestedAlready.class);
  }

  @Test
  void shouldEraseOnlyTheOneWhosePseudonymWasTyped() {
    ErasureRequest request = open();

    assertThatThrownBy(() -> handling.erase(request.id(), "HCP-OTHER", OPERATOR))
        .isInstanceOf(ErasureRefusal.WordsMissing.class);
    verify(hcps, never()).erase(any(), any());

    handling.erase(request.id(), " HCP-BCDF ", OPERATOR);

    verify(exits).requestAll(hcp.value(), ExitReason.HCP_ERASED, NOW);
    verify(hcps).erase(hcp, OPERATOR);
    verify(requests).close(request.id(), ErasureRequest.State.ERASED, null, OPERATOR.id(), NOW);
  }

  @Test
  void shouldLetNobodyEraseWithoutTheAuthority() {
    ErasureRequest request = open();
    doThrow(new AuthorityMissing(OPERATOR.id(), Authority.PRIVACY, "GB"))
        .when(authorities)
        .require(OPERATOR, Authority.PRIVACY, "GB");

    assertThatThrownBy(() -> handling.erase(request.id(), "HCP-BCDF", OPERATOR))
        .isInstanceOf(AuthorityMissing.class);
    verify(hcps, never()).erase(any(), any());
  }

  private ErasureRequest open() {
    ErasureRequest request =
        new ErasureRequest(
            UUID.randomUUID(),
            hcp,
            "HCP-BCDF",
            "GB",
            NOW.minus(Duration.ofDays(1)),
            NOW.plus(Duration.ofDays(29)),
            "letter",
            "operator",
            ErasureRequest.State.OPEN,
            null,
            null,
            null);
    when(requests.lock(request.id())).thenReturn(Optional.of(request));
    return request;
  }

  private HcpProfile profile(boolean erased) {
    return new HcpProfile(
        hcp, "X-1", "HCP-BCDF", "GB", "en-GB", null, "CARDIOLOGY", "MD", 1, Map.of(), erased);
  }
}
