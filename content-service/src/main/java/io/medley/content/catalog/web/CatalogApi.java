package io.medley.content.catalog.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.medley.content.catalog.Catalog;
import io.medley.content.catalog.CatalogCriteria;
import io.medley.content.catalog.CatalogPage;
import io.medley.content.catalog.SavedSearches.SavedSearch;
import io.medley.content.catalog.SearchKeeping;
import io.medley.content.catalog.Selection;
import io.medley.content.catalog.SelectionRequest;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.PieceForms;
import io.medley.platform.security.CurrentActor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finding and selecting live pieces. */
@RestController
@RequestMapping("/api/catalog")
class CatalogApi {

  private final Catalog catalog;
  private final CatalogAccess access;
  private final SearchKeeping searches;
  private final CurrentActor currentActor;

  CatalogApi(
      Catalog catalog, CatalogAccess access, SearchKeeping searches, CurrentActor currentActor) {
    this.catalog = catalog;
    this.access = access;
    this.searches = searches;
    this.currentActor = currentActor;
  }

  @GetMapping
  SearchBody search(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String market,
      @RequestParam(defaultValue = "") String language,
      @RequestParam(defaultValue = "") String channel,
      @RequestParam(defaultValue = "") String audience,
      @RequestParam(defaultValue = "") String brand,
      @RequestParam(defaultValue = "") String type,
      @RequestParam(defaultValue = "0") int page) {
    CatalogPage found =
        catalog.search(
            new CatalogCriteria(
                q, market, language, channel, audience, brand, type, access.agency(), page));
    return new SearchBody(
        found.total(), found.hits().stream().map(HitBody::of).toList(), found.facets());
  }

  @GetMapping("/searches")
  List<SavedSearch> searches() {
    return searches.of(currentActor.require());
  }

  @PostMapping("/searches")
  ResponseEntity<SavedSearch> keep(@Valid @RequestBody SearchToKeep search) {
    return ResponseEntity.status(HttpStatus.CREATED)
        .body(searches.save(search.name(), search.query(), currentActor.require()));
  }

  @DeleteMapping("/searches/{id}")
  ResponseEntity<Void> forget(@PathVariable UUID id) {
    searches.remove(id, currentActor.require());
    return ResponseEntity.noContent().build();
  }

  @PostMapping("/selection")
  SelectionBody select(@Valid @RequestBody WishBody wish) {
    access.requireOfNoAgency();
    SelectionRequest request =
        new SelectionRequest(
            wish.brandId(),
            wish.market(),
            wish.language(),
            wish.channel(),
            wish.audience(),
            wish.slot(),
            wish.at(),
            Objects.requireNonNullElse(wish.exclude(), List.of()),
            !Boolean.FALSE.equals(wish.explain()),
            Objects.requireNonNullElse(wish.modules(), Map.of()));
    Selection selection = catalog.selectRemembered(request);
    List<Approval> candidates = selection.candidates();
    return new SelectionBody(
        candidates.stream()
            .map(
                candidate ->
                    new CandidateBody(
                        PieceBody.of(candidate),
                        FormBody.of(selection.forms().get(candidate.version()))))
            .toList(),
        candidates.stream()
            .skip(1)
            .map(
                other ->
                    new RejectedBody(
                        other.version().value(),
                        other.title(),
                        Selection.secondTo(candidates.getFirst(), other, request)))
            .toList(),
        selection.rejected().stream()
            .map(
                rejected ->
                    new RejectedBody(
                        rejected.approval().version().value(),
                        rejected.approval().title(),
                        rejected.reason()))
            .toList());
  }

  record WishBody(
      @Nullable String brandId,
      @NotBlank String market,
      @NotBlank String language,
      @NotBlank String channel,
      @NotBlank String audience,
      @Nullable String slot,
      @Nullable Instant at,
      @Nullable List<UUID> exclude,
      @Nullable Boolean explain,
      @Nullable Map<String, String> modules) {}

  record SearchBody(long total, List<HitBody> pieces, List<CatalogPage.Facet> facets) {}

  /**
   * A piece that was found.
   *
   * @param marked its title, the found words marked; empty if they are not in it
   * @param excerpt what it says around the found words; empty if it does not say them
   */
  record HitBody(
      @JsonUnwrapped PieceBody piece,
      List<CatalogPage.Highlight> marked,
      List<CatalogPage.Highlight> excerpt) {

    static HitBody of(CatalogPage.Hit hit) {
      return new HitBody(PieceBody.of(hit.approval()), hit.highlights(), hit.excerpt());
    }
  }

  /** Candidates best first; those after the first again with why they are second best. */
  record SelectionBody(
      List<CandidateBody> candidates, List<RejectedBody> runnersUp, List<RejectedBody> rejected) {}

  /**
   * A candidate.
   *
   * @param form what to send of a piece made of modules; {@code null} = the piece's own bytes
   */
  record CandidateBody(@JsonUnwrapped PieceBody piece, @Nullable FormBody form) {}

  /** A form that was rendered and checked beforehand; its bytes come like those of a piece. */
  record FormBody(int ordinal, String name, Map<String, String> modules, String contentHash) {

    static @Nullable FormBody of(PieceForms.@Nullable Form form) {
      return form == null
          ? null
          : new FormBody(form.ordinal(), form.name(), form.modules(), form.contentHash());
    }
  }

  /** A search to keep. */
  record SearchToKeep(@NotBlank String name, String query) {}

  record RejectedBody(UUID versionId, String title, String reason) {}

  record PieceBody(
      UUID versionId,
      UUID assetId,
      long number,
      String title,
      String jobCode,
      String versionNumber,
      String contentHash,
      String metadataHash,
      String format,
      String brandId,
      String materialType,
      List<String> markets,
      String language,
      List<String> channels,
      List<String> audiences,
      List<String> slotHints,
      Instant validFrom,
      Instant validTo,
      Approval.Proof proof) {

    static PieceBody of(Approval approval) {
      return new PieceBody(
          approval.version().value(),
          approval.asset().value(),
          approval.number(),
          approval.title(),
          approval.jobCode(),
          approval.versionNumber(),
          approval.contentHash(),
          approval.metadataHash(),
          approval.format(),
          approval.brandId(),
          approval.materialType(),
          approval.markets(),
          approval.language(),
          approval.channels(),
          approval.audiences(),
          approval.slotHints(),
          approval.validFrom(),
          approval.validTo(),
          approval.proof());
    }
  }
}
