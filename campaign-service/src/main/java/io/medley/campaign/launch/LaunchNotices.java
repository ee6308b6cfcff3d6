package io.medley.campaign.launch;

import io.medley.campaign.campaign.Campaign;
import io.medley.platform.notification.Notice;
import io.medley.platform.notification.NotificationKind;
import io.medley.platform.notification.Notifying;
import io.medley.platform.notification.Recipients;
import io.medley.platform.security.Authority;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Whom a launch tells what; joins the transaction that decides what it tells of. */
@Component
class LaunchNotices {

  private final Notifying notifying;

  LaunchNotices(Notifying notifying) {
    this.notifying = notifying;
  }

  /** An approval is asked for. */
  void asked(Campaign campaign, Approval approval, String by) {
    notifying.tell(
        Notice.of(
                NotificationKind.TASK,
                subject(campaign),
                "%s approval for %s waits for you."
                    .formatted(
                        approval.kind().words(), String.join(", ", campaign.plan().countries())),
                link(campaign),
                task(approval))
            .ofTask(task(approval))
            .due(approval.dueAt()),
        Recipients.holders(approval.kind().authority(), campaign.plan().countries())
            .except(by, campaign.createdBy()));
  }

  /** It is decided, or not wanted any more. */
  void settled(Approval approval) {
    notifying.settle(task(approval));
  }

  /** The marketer has it again. */
  void refused(Campaign campaign, Approval approval, String askedBy) {
    notifying.tell(
        Notice.of(
            NotificationKind.RETURNED,
            subject(campaign),
            "%s approval was refused: see why, mend it and ask again."
                .formatted(approval.kind().words()),
            link(campaign),
            task(approval) + "/refused"),
        Recipients.persons(List.of(askedBy)));
  }

  /** The marketer has it again, because it is not any more what was approved. */
  void changed(Campaign campaign, Launch launch) {
    notifying.tell(
        Notice.of(
            NotificationKind.RETURNED,
            subject(campaign),
            "It changed after it was approved: look at it and ask again.",
            link(campaign),
            "launch/" + launch.id() + "/changed/" + launch.round()),
        Recipients.persons(
            List.of(Objects.requireNonNull(launch.askedBy(), "somebody asked for it"))));
  }

  /** The pilot has run as long as planned. */
  void pilotOver(Campaign campaign, Launch launch) {
    notifying.tell(
        Notice.of(
                NotificationKind.TASK,
                subject(campaign),
                "The pilot is over: go, longer, or no go?",
                link(campaign),
                pilot(launch))
            .ofTask(pilot(launch)),
        Recipients.holders(Authority.LEAD_BRAND, campaign.plan().countries()));
  }

  /** It is decided how the pilot goes on. */
  void pilotDecided(Launch launch) {
    notifying.settle(pilot(launch));
  }

  private static String pilot(Launch launch) {
    return "launch-pilot/" + launch.id() + "/" + launch.pilotEndsAt();
  }

  private static String task(Approval approval) {
    return "launch-approval/" + approval.id();
  }

  private static String link(Campaign campaign) {
    return "/campaigns/" + campaign.id() + "/launch";
  }

  private static Notice.Subject subject(Campaign campaign) {
    return new Notice.Subject("campaign:" + campaign.id(), campaign.plan().name());
  }
}
