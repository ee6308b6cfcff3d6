package io.medley.campaign.measure.web;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.measure.MailReading;
import io.medley.campaign.measure.SafetyReport;
import io.medley.campaign.measure.SafetyScreening;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What came back: the sender's mailbox and anything else an HCP said, for programs. */
@RestController
class InboundApi {

  private final MailReading mails;
  private final SafetyScreening screening;
  private final Authorities authorities;
  private final CurrentActor actor;
  private final Clock clock;

  InboundApi(
      MailReading mails,
      SafetyScreening screening,
      Authorities authorities,
      CurrentActor actor,
      Clock clock) {
    this.mails = mails;
    this.screening = screening;
    this.authorities = authorities;
    this.actor = actor;
    this.clock = clock;
  }

  /** Something an HCP said. */
  record Said(String sourceKey, UUID hcpId, SafetyReport.Source source, String text) {}

  /** The report made of it; null if there was nothing to report. */
  record Screened(@Nullable UUID report) {}

  /** One complete message of the mailbox, as it arrived. */
  @PostMapping(path = "/api/mailbox", consumes = "message/rfc822")
  MailReading.Read mail(@RequestBody byte[] message) {
    authorities.requireAnywhere(actor.require(), Authority.CAMPAIGN);
    return mails.read(message);
  }

  @PostMapping("/api/safety/screenings")
  Screened screen(@RequestBody Said said) {
    authorities.requireAnywhere(actor.require(), Authority.CAMPAIGN);
    Optional<UUID> report =
        screening.screen(
            said.sourceKey(),
            new HcpId(said.hcpId()),
            said.source(),
            said.text(),
            clock.instant(),
            actor.require());
    return new Screened(report.orElse(null));
  }
}
