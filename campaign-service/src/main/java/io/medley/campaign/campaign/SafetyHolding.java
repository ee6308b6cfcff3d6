package io.medley.campaign.campaign;

import io.medley.campaign.touch.KillSwitches;
import io.medley.campaign.touch.SendStopping;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Drug safety and medical stop a brand, a market, or a brand in a market. From then on nothing of
 * it leaves but what HCPs have to know for safety's sake, until the same function lets go; journeys
 * under way wait, or end, as it chooses. Who campaigns can neither begin nor end it.
 */
@Service
public class SafetyHolding {

  private static final Set<Authority> FUNCTIONS =
      Set.of(Authority.LANE_PHARMACOVIGILANCE, Authority.LANE_MEDICAL);

  private static final int PAGE = 1_000;

  private final KillSwitches switches;
  private final SendStopping stopping;
  private final Enrolments enrolments;
  private final JourneyExits exits;
  private final List<PauseListener> listeners;
  private final ControlPreview.Counting counting;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final TransactionTemplate transactions;
  private final Clock clock;

  SafetyHolding(
      KillSwitches switches,
      SendStopping stopping,
      Enrolments enrolments,
      JourneyExits exits,
      List<PauseListener> listeners,
      ControlPreview.Counting counting,
      Authorities authorities,
      AuditTrail audit,
      TransactionTemplate transactions,
      Clock clock) {
    this.switches = switches;
    this.stopping = stopping;
    this.enrolments = enrolments;
    this.exits = exits;
    this.listeners = List.copyOf(listeners);
    this.counting = counting;
    this.authorities = authorities;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What becomes of journeys under way. */
  public enum Effect {
    /** They wait; the time of the hold makes no touch stale. */
    HOLD,
    /** They end with the reason {@link ExitReason#SAFETY_HOLD}. */
    END
  }

  /**
   * What a hold did.
   *
   * @param ended journeys that were asked to end
   * @param underway messages that were at the provider already and have no answer yet
   */
  public record Held(int ended, int underway) {}

  /** Whether the person may hold anything anywhere. */
  public boolean mayHold(Actor by) {
    return FUNCTIONS.stream()
        .anyMatch(function -> !authorities.markets(by.id(), function).isEmpty());
  }

  /**
   * What a hold would concern.
   *
   * @param brand null = every brand of the market
   * @param market ISO 3166 alpha-2; null = every market of the brand
   * @throws CampaignRefusal.ControlUnclear if neither is named
   */
  public ControlPreview preview(@Nullable String brand, @Nullable String market) {
    Reach reach = Reach.of(brand, market);
    return counting.of(reach.scope(), reach.key(), clock.instant());
  }

  /**
   * Holds. Once this returned, nothing in reach is handed over any more.
   *
   * @param brand null = every brand of the market
   * @param market ISO 3166 alpha-2; null = every market of the brand
   * @throws CampaignRefusal.ControlUnclear if neither is named, or the reason is missing
   * @throws AuthorityMissing unless the actor signs for drug safety or medical there
   */
  public Held hold(
      @Nullable String brand, @Nullable String market, Effect effect, String why, Actor by) {
    Reach reach = Reach.of(brand, market);
    String reason = SendControl.reason(why);
    require(reach, by);
    Integer ended =
        transactions.execute(
            status -> {
              switches.engage(reach.scope(), reach.key(), KillSwitches.Kind.SAFETY, reason, by);
              int asked = effect == Effect.END ? end(reach) : 0;
              audit.append(
                  new AuditEvent(
                      "safety-hold",
                      reach.key(),
                      "held",
                      by,
                      Map.of("effect", effect.name(), "why", reason, "journeysAsked", asked)));
              return asked;
            });
    SendStopping.Stopped stopped = stopping.settle(reach.scope(), reach.key());
    listeners.forEach(PauseListener::changed);
    return new Held(Objects.requireNonNullElse(ended, 0), stopped.underway());
  }

  /**
   * Lets go. Held touches are decided anew; journeys that ended stay ended.
   *
   * @throws CampaignRefusal.ControlUnclear if neither is named, or the reason is missing
   * @throws AuthorityMissing unless the actor signs for drug safety or medical there
   */
  public void release(@Nullable String brand, @Nullable String market, String why, Actor by) {
    Reach reach = Reach.of(brand, market);
    String reason = SendControl.reason(why);
    require(reach, by);
    switches.release(reach.scope(), reach.key(), KillSwitches.Kind.SAFETY, reason, by);
    listeners.forEach(PauseListener::changed);
  }

  private int end(Reach reach) {
    int asked = 0;
    List<EnrolmentId> page;
    @Nullable EnrolmentId last = null;
    do {
      page = enrolments.openIn(reach.brand(), reach.market(), last, PAGE);
      for (EnrolmentId id : page) {
        asked += exits.request(id, ExitReason.SAFETY_HOLD) ? 1 : 0;
        last = id;
      }
    } while (page.size() == PAGE);
    return asked;
  }

  /** Who holds everywhere holds in a market; a brand everywhere needs the function everywhere. */
  private void require(Reach reach, Actor by) {
    String market = reach.market() == null ? Authorities.EVERY_MARKET : reach.market();
    if (FUNCTIONS.stream().noneMatch(function -> authorities.has(by.id(), function, market))) {
      authorities.require(by, Authority.LANE_PHARMACOVIGILANCE, market);
    }
  }

  /** What is held: one of the two is there. */
  private record Reach(@Nullable String brand, @Nullable String market) {

    static Reach of(@Nullable String brand, @Nullable String market) {
      String wanted = brand == null || brand.isBlank() ? null : brand.strip();
      String country =
          market == null || market.isBlank() ? null : market.strip().toUpperCase(Locale.ROOT);
      if (wanted == null && country == null) {
        throw new CampaignRefusal.ControlUnclear("Say what is held: a brand, a market, or both.");
      }
      if (country != null && !country.matches("[A-Z]{2}")) {
        throw new CampaignRefusal.ControlUnclear(
            "\"%s\" does not name a market: use two capital letters, e.g. GB.".formatted(country));
      }
      if (wanted != null && wanted.length() > 100) {
        throw new CampaignRefusal.ControlUnclear("A brand's id has at most 100 characters.");
      }
      return new Reach(wanted, country);
    }

    KillSwitches.Scope scope() {
      return brand == null
          ? KillSwitches.Scope.COUNTRY
          : market == null ? KillSwitches.Scope.BRAND : KillSwitches.Scope.BRAND_IN_COUNTRY;
    }

    String key() {
      return Stream.of(market, brand).filter(Objects::nonNull).collect(Collectors.joining("/"));
    }
  }
}
