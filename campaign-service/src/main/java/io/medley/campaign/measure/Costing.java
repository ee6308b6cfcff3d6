package io.medley.campaign.measure;

import io.medley.campaign.campaign.Campaign;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What touches cost, as marketers set it, and what an engaged HCP cost by it. */
@Service
public class Costing {

  private static final Pattern CHANNEL = Pattern.compile("[A-Z][A-Z_]{1,30}");
  private static final BigDecimal MOST = new BigDecimal(100_000);
  private static final int DECIMALS = 4;

  private final TouchCosts.Ledger ledger;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Clock clock;

  Costing(TouchCosts.Ledger ledger, Authorities authorities, AuditTrail audit, Clock clock) {
    this.ledger = ledger;
    this.authorities = authorities;
    this.audit = audit;
    this.clock = clock;
  }

  /** What a campaign cost by its own costs; without any, by those of every campaign. */
  @Transactional(readOnly = true)
  public CostPerEngaged of(Campaign campaign) {
    Optional<TouchCosts> own = ledger.of(campaign.id().toString());
    return CostPerEngaged.of(
        own.or(() -> ledger.of(TouchCosts.Ledger.HOUSE)).orElse(null),
        own.isPresent(),
        ledger.touches(campaign.id().value()),
        ledger.engaged(campaign.id().value()));
  }

  /**
   * Sets what a campaign's touches cost. Without any amount, those of every campaign count again.
   *
   * @param currency ISO 4217
   * @param perTouch by channel, as people write it; blank = no price
   * @throws CostRefused if the currency or an amount cannot be used
   * @throws io.medley.platform.security.AuthorityMissing unless the actor may campaign in each of
   *     the campaign's countries
   */
  @Transactional
  public void set(Campaign campaign, String currency, Map<String, String> perTouch, Actor by) {
    campaign
        .plan()
        .countries()
        .forEach(country -> authorities.require(by, Authority.CAMPAIGN, country));
    set(campaign.id().toString(), currency, perTouch, by);
  }

  /**
   * Sets what touches of every campaign cost that has no costs of its own.
   *
   * @param currency ISO 4217
   * @param perTouch by channel, as people write it; blank = no price
   * @throws CostRefused if the currency or an amount cannot be used
   * @throws io.medley.platform.security.AuthorityMissing unless the actor campaigns somewhere
   */
  @Transactional
  public void setForAll(String currency, Map<String, String> perTouch, Actor by) {
    authorities.requireAnywhere(by, Authority.CAMPAIGN);
    set(TouchCosts.Ledger.HOUSE, currency, perTouch, by);
  }

  private void set(String whose, String currency, Map<String, String> perTouch, Actor by) {
    Map<String, BigDecimal> amounts = new TreeMap<>();
    perTouch.forEach(
        (channel, text) -> {
          if (!CHANNEL.matcher(channel).matches()) {
            throw new CostRefused("“%s” is no channel such as EMAIL.".formatted(channel));
          }
          if (!text.isBlank()) {
            amounts.put(channel, amount(text.strip()));
          }
        });
    if (amounts.isEmpty()) {
      ledger.remove(whose);
    } else {
      ledger.put(whose, new TouchCosts(currency(currency), amounts, by.id(), clock.instant()));
    }
    audit.append(
        new AuditEvent(
            "touch-costs",
            whose,
            amounts.isEmpty() ? "removed" : "set",
            by,
            Map.of("currency", currency.strip(), "perTouch", amounts.toString())));
  }

  private static Currency currency(String code) {
    try {
      return Currency.getInstance(code.strip());
    } catch (IllegalArgumentException unknown) {
      throw new CostRefused("Say the currency by its three letters, for example EUR.");
    }
  }

  private static BigDecimal amount(String text) {
    BigDecimal amount;
    try {
      amount = new BigDecimal(text.replace(',', '.'));
    } catch (NumberFormatException noNumber) {
      throw new CostRefused("“%s” is no amount; write it like 1.20.".formatted(text));
    }
    if (amount.signum() < 0
        || amount.compareTo(MOST) > 0
        || amount.stripTrailingZeros().scale() > DECIMALS) {
      throw new CostRefused("A touch costs between 0 and 100,000, with at most four decimals.");
    }
    return amount;
  }
}
