package io.medley.content.catalog.web;

import io.medley.content.asset.AssetRefusal;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.Visibility;
import io.medley.content.catalog.Catalog;
import io.medley.content.catalog.CatalogCriteria;
import io.medley.content.catalog.CatalogPage;
import io.medley.content.catalog.CatalogRefusal;
import io.medley.content.catalog.PieceUsage;
import io.medley.content.catalog.SearchKeeping;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.Approvals;
import io.medley.content.lifecycle.Recall;
import io.medley.content.lifecycle.Withdrawing;
import io.medley.content.product.ProductMaster;
import io.medley.content.review.LaneDesk;
import io.medley.content.vocabulary.Vocabularies;
import io.medley.content.vocabulary.Vocabulary;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The catalog for people: find a live piece, see why it may be used, take it back. */
@Controller
@RequestMapping("/catalog")
class CatalogPages {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Catalog catalog;
  private final Approvals approvals;
  private final CatalogAccess access;
  private final LaneDesk desk;
  private final Withdrawing withdrawing;
  private final SearchKeeping searches;
  private final Vocabularies vocabularies;
  private final ProductMaster master;
  private final ObjectProvider<PieceUsage> usage;
  private final Visibility visibility;
  private final Authorities authorities;
  private final CurrentActor currentActor;
  private final Clock clock;

  CatalogPages(
      Catalog catalog,
      Approvals approvals,
      CatalogAccess access,
      LaneDesk desk,
      Withdrawing withdrawing,
      SearchKeeping searches,
      Vocabularies vocabularies,
      ProductMaster master,
      ObjectProvider<PieceUsage> usage,
      Visibility visibility,
      Authorities authorities,
      CurrentActor currentActor,
      Clock clock) {
    this.catalog = catalog;
    this.approvals = approvals;
    this.access = access;
    this.desk = desk;
    this.withdrawing = withdrawing;
    this.searches = searches;
    this.vocabularies = vocabularies;
    this.master = master;
    this.usage = usage;
    this.visibility = visibility;
    this.authorities = authorities;
    this.currentActor = currentActor;
    this.clock = clock;
  }

  @GetMapping
  String search(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String market,
      @RequestParam(defaultValue = "") String language,
      @RequestParam(defaultValue = "") String channel,
      @RequestParam(defaultValue = "") String audience,
      @RequestParam(defaultValue = "") String brand,
      @RequestParam(defaultValue = "") String type,
      @RequestParam(defaultValue = "0") int page,
      Model model) {
    CatalogCriteria criteria =
        new CatalogCriteria(
            q, market, language, channel, audience, brand, type, access.agency(), page);
    CatalogPage found = catalog.search(criteria);
    Map<String, String> words = words();
    model.addAttribute("found", found);
    model.addAttribute("criteria", criteria);
    model.addAttribute("facets", CatalogLinks.facets(found, criteria, words));
    model.addAttribute("words", words);
    model.addAttribute("previous", page > 0 ? CatalogLinks.page(criteria, page - 1) : null);
    model.addAttribute(
        "next",
        (page + 1L) * CatalogCriteria.PAGE_SIZE < found.total()
            ? CatalogLinks.page(criteria, page + 1)
            : null);
    model.addAttribute("searches", searches.of(currentActor.require()));
    model.addAttribute("query", CatalogLinks.query(criteria));
    model.addAttribute(
        "usage", usage(found.hits().stream().map(hit -> hit.approval().version()).toList()));
    model.addAttribute(
        "filtered", !(q + market + language + channel + audience + brand + type).isBlank());
    return "catalog/search";
  }

  @GetMapping("/{versionId}")
  String piece(@PathVariable UUID versionId, Model model) {
    Actor person = currentActor.require();
    VersionId version = new VersionId(versionId);
    Approval approval =
        approvals
            .find(version)
            .filter(access::maySee)
            .orElseThrow(() -> new AssetRefusal.VersionUnknown(version));
    Set<UUID> counting =
        approval.proof().signatures().stream()
            .map(Approval.Proof.Signed::signatureId)
            .collect(Collectors.toSet());
    model.addAttribute("piece", approval);
    model.addAttribute("mayOpen", !(visibility.of(person) instanceof Visibility.Scope.Nothing));
    model.addAttribute("words", words());
    model.addAttribute("used", usage(List.of(version)).get(version.toString()));
    model.addAttribute("servable", approval.servableAt(clock.instant()));
    model.addAttribute(
        "proof",
        desk.signatures(version, person).stream()
            .filter(signed -> counting.contains(signed.signature().id()))
            .toList());
    model.addAttribute("recall", withdrawing.newest(version).orElse(null));
    model.addAttribute(
        "mayWithdraw",
        approval.markets().stream()
            .allMatch(market -> authorities.has(person.id(), Authority.WITHDRAW, market)));
    model.addAttribute("others", approvals.ofAsset(approval.asset()));
    return "catalog/piece";
  }

  @PostMapping("/searches")
  String keep(@RequestParam String name, @RequestParam String query, RedirectAttributes flash) {
    try {
      flash.addFlashAttribute(
          "notice",
          "“" + searches.save(name, query, currentActor.require()).name() + "” is saved.");
    } catch (CatalogRefusal.NameWrong wrong) {
      flash.addFlashAttribute("refusal", wrong.getMessage());
    }
    return "redirect:/catalog" + (query.isBlank() ? "" : "?" + query);
  }

  @PostMapping("/searches/{id}/removal")
  String forget(@PathVariable UUID id) {
    searches.remove(id, currentActor.require());
    return "redirect:/catalog";
  }

  /** How people call the codes of the vocabularies and the brands. */
  private Map<String, String> words() {
    Map<String, String> words = new HashMap<>();
    for (Vocabulary vocabulary :
        List.of(
            Vocabulary.MARKET, Vocabulary.CHANNEL, Vocabulary.AUDIENCE, Vocabulary.MATERIAL_TYPE)) {
      vocabularies
          .terms(vocabulary)
          .forEach(
              term ->
                  words.put(
                      vocabulary == Vocabulary.MATERIAL_TYPE ? "type:" + term.code() : term.code(),
                      term.label()));
    }
    master.current().brands().forEach(brand -> words.put(brand.id(), brand.name()));
    return words;
  }

  private Map<String, PieceUsage.Usage> usage(List<VersionId> versions) {
    PieceUsage known = usage.getIfAvailable();
    return known == null
        ? Map.of()
        : known.of(versions).entrySet().stream()
            .collect(Collectors.toMap(entry -> entry.getKey().toString(), Map.Entry::getValue));
  }

  @PostMapping("/{versionId}/withdrawal")
  String withdraw(@PathVariable UUID versionId, @RequestParam String reason) {
    Recall recall = withdrawing.withdraw(new VersionId(versionId), reason, currentActor.require());
    withdrawing.outcome(recall, PATIENCE);
    return "redirect:/catalog/" + versionId;
  }

  @PostMapping("/{versionId}/suspension")
  String suspend(@PathVariable UUID versionId, @RequestParam String reason) {
    Recall recall = withdrawing.suspend(new VersionId(versionId), reason, currentActor.require());
    withdrawing.outcome(recall, PATIENCE);
    return "redirect:/catalog/" + versionId;
  }

  @PostMapping("/{versionId}/reinstatement")
  String reinstate(@PathVariable UUID versionId, @RequestParam String reason) {
    withdrawing.reinstate(new VersionId(versionId), reason, currentActor.require());
    return "redirect:/catalog/" + versionId;
  }
}
