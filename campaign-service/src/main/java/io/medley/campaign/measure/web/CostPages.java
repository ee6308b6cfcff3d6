package io.medley.campaign.measure.web;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.measure.CostPerEngaged;
import io.medley.campaign.measure.CostRefused;
import io.medley.campaign.measure.Costing;
import io.medley.campaign.measure.TouchCosts;
import io.medley.platform.security.CurrentActor;
import io.medley.workflows.journey.JourneyTemplate;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What touches cost, and what an engaged HCP cost by it; a part of the page of results. */
@Controller
class CostPages {

  private static final String FIELD = "cost-";
  private static final String USUAL = "EUR";

  private final Costing costing;
  private final Campaigns campaigns;
  private final CampaignPlanning planning;
  private final CampaignReading reading;
  private final CurrentActor actor;

  CostPages(
      Costing costing,
      Campaigns campaigns,
      CampaignPlanning planning,
      CampaignReading reading,
      CurrentActor actor) {
    this.costing = costing;
    this.campaigns = campaigns;
    this.planning = planning;
    this.reading = reading;
    this.actor = actor;
  }

  /**
   * What the page shows; money as the reader writes it.
   *
   * @param each null if it cannot be said
   * @param unpriced channels whose touches have no price
   * @param own whether the campaign has costs of its own
   * @param set whether anybody has set costs that count for it
   * @param prices what the form begins with, by channel; empty = no price
   */
  record Shown(
      List<Line> lines,
      String total,
      long engaged,
      @Nullable String each,
      List<String> unpriced,
      boolean own,
      boolean set,
      String currency,
      Map<String, String> prices) {}

  /** A channel; without a price its money is empty. */
  record Line(String channel, long touches, String perTouch, String sum) {}

  /** What a campaign cost. */
  Shown shown(Campaign campaign) {
    CostPerEngaged cost = costing.of(campaign);
    TouchCosts costs = cost.costs();
    return new Shown(
        cost.lines().stream()
            .map(
                line ->
                    new Line(
                        line.channel(),
                        line.touches(),
                        money(line.perTouch(), costs),
                        money(line.sum(), costs)))
            .toList(),
        money(cost.total(), costs),
        cost.engaged(),
        cost.each().map(each -> money(each, costs)).orElse(null),
        cost.unpriced(),
        cost.own(),
        costs != null,
        costs == null ? USUAL : costs.currency().getCurrencyCode(),
        prices(campaign, cost));
  }

  private Map<String, String> prices(Campaign campaign, CostPerEngaged cost) {
    TouchCosts costs = cost.costs();
    Map<String, BigDecimal> known = costs == null ? Map.of() : costs.perTouch();
    TreeSet<String> channels =
        Stream.concat(
                cost.lines().stream().map(CostPerEngaged.Line::channel),
                planning.template(campaign.plan().templateId()).steps().stream()
                    .map(JourneyTemplate.Step::channel)
                    .filter(Objects::nonNull)
                    .flatMap(channel -> Stream.of(channel.split(",")))
                    .map(String::strip))
            .collect(Collectors.toCollection(TreeSet::new));
    channels.addAll(known.keySet());
    Map<String, String> prices = new TreeMap<>();
    channels.forEach(
        channel -> {
          BigDecimal price = known.get(channel);
          prices.put(channel, price == null ? "" : price.toPlainString());
        });
    return prices;
  }

  /** Fractions of a cent are shown where a price has them. */
  private static String money(@Nullable BigDecimal amount, @Nullable TouchCosts costs) {
    if (amount == null || costs == null) {
      return "";
    }
    NumberFormat format = NumberFormat.getCurrencyInstance(LocaleContextHolder.getLocale());
    format.setCurrency(costs.currency());
    int usual = Math.max(0, costs.currency().getDefaultFractionDigits());
    format.setMinimumFractionDigits(usual);
    format.setMaximumFractionDigits(
        Math.max(usual, Math.min(4, amount.stripTrailingZeros().scale())));
    return format.format(amount);
  }

  @PostMapping("/campaigns/{id}/costs")
  String set(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String currency,
      @RequestParam(defaultValue = "false") boolean everywhere,
      @RequestParam Map<String, String> sent,
      RedirectAttributes redirect) {
    Campaign campaign = campaigns.require(new CampaignId(id));
    Map<String, String> perTouch = new TreeMap<>();
    sent.forEach(
        (name, value) -> {
          if (name.startsWith(FIELD)) {
            perTouch.put(name.substring(FIELD.length()), value);
          }
        });
    try {
      if (everywhere) {
        costing.setForAll(currency, perTouch, actor.require());
      } else {
        costing.set(campaign, currency, perTouch, actor.require());
      }
      redirect.addFlashAttribute(
          "notice",
          everywhere
              ? "The costs are set for every campaign that has none of its own."
              : "The costs of this campaign are set.");
    } catch (CostRefused refused) {
      redirect.addFlashAttribute("refused", refused.getMessage());
    }
    return "redirect:/campaigns/" + id + "/measurement#costs";
  }

  /** What touches are to cost, for programs: amounts as people write them. */
  record Wanted(String currency, Map<String, String> perTouch) {

    /** What was left out is empty. */
    Wanted {
      currency = Objects.requireNonNullElse(currency, "");
      perTouch = Objects.requireNonNullElse(perTouch, Map.of());
    }
  }

  @GetMapping("/api/campaigns/{id}/costs")
  @ResponseBody
  CostPerEngaged cost(@PathVariable UUID id) {
    reading.require(actor.require());
    return costing.of(campaigns.require(new CampaignId(id)));
  }

  @PutMapping("/api/campaigns/{id}/costs")
  @ResponseBody
  CostPerEngaged put(@PathVariable UUID id, @RequestBody Wanted wanted) {
    Campaign campaign = campaigns.require(new CampaignId(id));
    costing.set(campaign, wanted.currency(), wanted.perTouch(), actor.require());
    return costing.of(campaign);
  }

  @PutMapping("/api/costs")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void putForAll(@RequestBody Wanted wanted) {
    costing.setForAll(wanted.currency(), wanted.perTouch(), actor.require());
  }
}
