package io.medley.content.lifecycle;

import io.medley.content.precheck.RuleBook;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Notices that a service started with other rules than those before it, market by market, and tells
 * the versions that are in use there. Of several instances that start at once, one tells.
 */
@Component
@ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
class RulePackWatch {

  private static final String EVERY_OTHER_MARKET = "*";

  private final RuleBook rules;
  private final RulePacksTold told;
  private final Approvals approvals;
  private final BasisWatch watch;
  private final TransactionOperations transactions;
  private final Clock clock;

  RulePackWatch(
      RuleBook rules,
      RulePacksTold told,
      Approvals approvals,
      BasisWatch watch,
      TransactionOperations transactions,
      Clock clock) {
    this.rules = rules;
    this.told = told;
    this.approvals = approvals;
    this.watch = watch;
    this.transactions = transactions;
    this.clock = clock;
  }

  @EventListener(ApplicationReadyEvent.class)
  void compare() {
    for (RuleBook.Pack pack : rules.packs()) {
      if (!pack.market().equals(EVERY_OTHER_MARKET)) {
        compare(pack.market(), pack.version());
      }
    }
  }

  void compare(String market, String version) {
    transactions.executeWithoutResult(
        status -> {
          if (told.replace(market, version, clock.instant())) {
            tell(market, version);
          }
        });
  }

  private void tell(String market, String version) {
    UUID event = UUID.nameUUIDFromBytes((market + "/" + version).getBytes(StandardCharsets.UTF_8));
    approvals
        .inForce(market)
        .forEach(approval -> watch.rulePackChanged(approval, event, market, version));
  }
}
