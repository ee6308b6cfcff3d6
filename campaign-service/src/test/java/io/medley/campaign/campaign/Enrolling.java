package io.medley.campaign.campaign;

import static org.mockito.Mockito.mock;

import io.medley.campaign.touch.KillSwitches;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.outbox.Outbox;
import io.medley.platform.security.Authorities;
import io.medley.platform.time.RealTime;
import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** The real enrolling on a database, for tests of rooms that build on it. */
public final class Enrolling {

  private Enrolling() {}

  /** Enrols on the context's database. */
  public static CampaignLaunching on(
      ApplicationContext context,
      CampaignPlanning planning,
      CampaignMembers members,
      Authorities authorities,
      Clock clock,
      CampaignStopListener... listeners) {
    Enrolments enrolments = context.getBean(Enrolments.class);
    AuditTrail audit = context.getBean(AuditTrail.class);
    return new CampaignLaunching(
        context.getBean(Campaigns.class),
        planning,
        enrolments,
        new JourneyExits(
            enrolments,
            new RecordingJourneys(),
            List.of(),
            audit,
            clock,
            context.getBean(RealTime.class)),
        members,
        mock(KillSwitches.class),
        context.getBean(Drains.class),
        authorities,
        audit,
        context.getBean(Outbox.class),
        List.of(listeners),
        clock);
  }
}
