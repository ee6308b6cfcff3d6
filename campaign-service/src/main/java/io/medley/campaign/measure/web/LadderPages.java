package io.medley.campaign.measure.web;

import io.medley.campaign.campaign.CampaignReading;
import io.medley.campaign.campaign.PlanningFacts;
import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.OwnHcps;
import io.medley.campaign.measure.Ladder;
import io.medley.campaign.measure.LadderView;
import io.medley.campaign.measure.Ladders;
import io.medley.campaign.measure.Stage;
import io.medley.campaign.measure.StageEvidence;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The stage-of-change ladder: everybody by topic, and one HCP with the evidence. */
@Controller
class LadderPages {

  private static final Duration MOVES = Duration.ofDays(30);
  private static final int LONGEST_TOPIC = 100;

  private final LadderView view;
  private final Ladders ladders;
  private final Hcps hcps;
  private final OwnHcps own;
  private final CampaignReading reading;
  private final PlanningFacts planning;
  private final CurrentActor actor;
  private final Clock clock;

  LadderPages(
      LadderView view,
      Ladders ladders,
      Hcps hcps,
      OwnHcps own,
      CampaignReading reading,
      PlanningFacts planning,
      CurrentActor actor,
      Clock clock) {
    this.view = view;
    this.ladders = ladders;
    this.hcps = hcps;
    this.own = own;
    this.reading = reading;
    this.planning = planning;
    this.actor = actor;
    this.clock = clock;
  }

  /**
   * One HCP and one topic of a brand.
   *
   * @param topic the brand's id for the brand over all its topics
   * @param evidence newest first
   */
  record Topic(
      String brandId, String topic, boolean wholeBrand, Ladder.Rung rung, List<Shown> evidence) {}

  /** Evidence and whether it still holds. */
  record Shown(StageEvidence evidence, boolean holds) {}

  @GetMapping("/ladder")
  String all(Model model) {
    model.addAttribute("topics", topics());
    model.addAttribute("stages", stages());
    return "ladder";
  }

  /** HCPs by topic and stage, and the moves of the last 30 days. */
  @GetMapping("/api/ladder")
  @ResponseBody
  List<LadderView.Topic> topics() {
    reading.require(actor.require());
    Instant now = clock.instant();
    return view.of(now, now.minus(MOVES));
  }

  @GetMapping("/hcps/{id}/stages")
  String one(@PathVariable UUID id, Model model) {
    reading.require(actor.require());
    HcpId hcp = new HcpId(id);
    HcpProfile profile = hcps.profile(hcp).orElseThrow(() -> new HcpUnknown(hcp));
    own.require(actor.require(), hcp);
    Instant now = clock.instant();
    Map<String, List<StageEvidence>> byBrand =
        ladders.of(id).stream()
            .collect(
                Collectors.groupingBy(
                    evidence -> evidence.brandId() == null ? evidence.topic() : evidence.brandId(),
                    TreeMap::new,
                    Collectors.toList()));
    model.addAttribute("profile", profile);
    model.addAttribute(
        "name",
        hcps.open(hcp)
            .map(Hcp::personal)
            .map(personal -> personal.firstName() + " " + personal.lastName())
            .orElse(profile.pseudonym()));
    model.addAttribute("stages", stages());
    model.addAttribute(
        "topics",
        byBrand.entrySet().stream()
            .flatMap(entry -> topics(entry.getKey(), entry.getValue(), now).stream())
            .toList());
    model.addAttribute("brands", planning.brands());
    return "hcp-stages";
  }

  /** What somebody of the house saw that shows how far the HCP is. */
  @PostMapping("/hcps/{id}/stages")
  String add(
      @PathVariable UUID id,
      @RequestParam String brand,
      @RequestParam(defaultValue = "") String topic,
      @RequestParam Stage stage,
      @RequestParam String token,
      RedirectAttributes redirect) {
    Actor by = actor.require();
    reading.require(by);
    HcpId hcp = new HcpId(id);
    own.require(by, hcp);
    if (hcps.profile(hcp).filter(known -> !known.erased()).isEmpty()) {
      throw new HcpUnknown(hcp);
    }
    if (brand.isBlank()
        || brand.length() > LONGEST_TOPIC
        || topic.length() > LONGEST_TOPIC
        || stage == Stage.UNAWARE) {
      redirect.addFlashAttribute(
          "refused", "Say which brand and what stage you saw; a topic has at most 100 characters.");
      return "redirect:/hcps/" + id + "/stages";
    }
    boolean added =
        ladders.add(
            new StageEvidence(
                "noted/" + token,
                id,
                topic.isBlank() ? brand.strip() : StageEvidence.code(topic),
                stage,
                "REPORTED_BY_PERSON",
                true,
                clock.instant(),
                brand.strip()),
            by);
    redirect.addFlashAttribute("notice", added ? "Noted as evidence." : "That was noted before.");
    return "redirect:/hcps/" + id + "/stages";
  }

  /** The brand over all its topics, and each topic that has evidence of its own. */
  private static List<Topic> topics(String brand, List<StageEvidence> evidence, Instant now) {
    List<Topic> all = new ArrayList<>();
    all.add(topic(brand, brand, evidence, now));
    evidence.stream()
        .filter(each -> each.brandId() != null && !each.ofWholeBrand())
        .collect(Collectors.groupingBy(StageEvidence::topic, TreeMap::new, Collectors.toList()))
        .forEach((topic, about) -> all.add(topic(brand, topic, about, now)));
    return all;
  }

  private static Topic topic(
      String brand, String topic, List<StageEvidence> evidence, Instant now) {
    return new Topic(
        brand,
        topic,
        topic.equals(brand),
        Ladder.at(evidence, now),
        evidence.reversed().stream()
            .map(each -> new Shown(each, now.isBefore(each.at().plus(each.stage().lasts()))))
            .toList());
  }

  private static List<Stage> stages() {
    return Arrays.stream(Stage.values()).filter(stage -> stage != Stage.UNAWARE).toList();
  }
}
