package io.medley.content.asset;

import io.medley.platform.notification.Notice;
import io.medley.platform.notification.NotificationKind;
import io.medley.platform.notification.Notifying;
import io.medley.platform.notification.Recipients;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every hour: drafts that lie are reminded of once, and given up once they lay long enough, so that
 * no process waits for them for ever. Several instances may do it side by side.
 */
@Component
@EnableConfigurationProperties(DraftSettings.class)
class DraftHousekeeping {

  private static final Logger LOG = LoggerFactory.getLogger(DraftHousekeeping.class);
  private static final int AT_ONCE = 200;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final GivingUp givingUp;
  private final StoredVersions stored;
  private final DraftSettings settings;
  private final Notifying notifying;
  private final TransactionTemplate transaction;
  private final Clock clock;

  DraftHousekeeping(
      GivingUp givingUp,
      StoredVersions stored,
      DraftSettings settings,
      Notifying notifying,
      TransactionTemplate transaction,
      Clock clock) {
    this.givingUp = givingUp;
    this.stored = stored;
    this.settings = settings;
    this.notifying = notifying;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = 3_600_000, initialDelay = 90_000)
  void lookThrough() {
    Instant now = clock.instant();
    Instant end = now.minus(settings.giveUpAfter());
    boolean more = true;
    while (more) {
      List<StoredVersion> over = givingUp.lyingSince(end, AT_ONCE);
      long given = over.stream().filter(draft -> givenUp(draft, end)).count();
      more = over.size() == AT_ONCE && given > 0;
    }
    givingUp.lyingSince(now.minus(settings.remindAfter()), AT_ONCE * 10).forEach(this::remind);
  }

  /** One draft that cannot be given up keeps no other from it. */
  private boolean givenUp(StoredVersion draft, Instant end) {
    try {
      return givingUp.lay(draft.version().id(), end, settings.giveUpAfter().toDays());
    } catch (RuntimeException failure) {
      LOG.warn("Draft {} could not be given up", draft.version().id(), failure);
      return false;
    }
  }

  /** Told once per stretch of rest, however often it is looked through. */
  private void remind(StoredVersion draft) {
    AssetVersion version = draft.version();
    Instant givenUpAt = draft.changedAt().plus(settings.giveUpAfter());
    transaction.executeWithoutResult(
        status -> {
          boolean newest =
              stored.ofAsset(version.asset()).getFirst().version().id().equals(version.id());
          if (!newest) {
            // Its agency went on with another version; nobody misses this one.
            return;
          }
          notifying.tell(
              Notice.of(
                      NotificationKind.REMINDER,
                      new Notice.Subject(
                          "asset:" + version.asset(),
                          version.metadata().title().isEmpty()
                              ? version.fileName()
                              : version.metadata().title()),
                      "This draft is given up on %s unless somebody goes on with it."
                          .formatted(DAY.format(givenUpAt)),
                      "/assets/versions/" + version.id(),
                      "draft/%s/%d".formatted(version.id(), draft.changedAt().getEpochSecond()))
                  .due(givenUpAt),
              Recipients.persons(Set.of(version.author())));
        });
  }
}
