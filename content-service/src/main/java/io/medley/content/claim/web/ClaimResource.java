package io.medley.content.claim.web;

import io.medley.content.claim.ClaimApproval;
import io.medley.content.claim.ClaimApproving;
import io.medley.content.claim.ClaimAuthoring;
import io.medley.content.claim.ClaimDraft;
import io.medley.content.claim.ClaimReading;
import io.medley.content.claim.ClaimState;
import io.medley.content.claim.ClaimStore.ClaimQuery;
import io.medley.content.claim.ClaimStore.Found;
import io.medley.content.claim.ClaimVersion;
import io.medley.content.claim.ClaimWording;
import io.medley.content.claim.LibraryEvent;
import io.medley.content.claim.LibraryImporting;
import io.medley.content.claim.LibraryRow;
import io.medley.content.signing.StatementRequest;
import io.medley.platform.security.CurrentActor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The claims library. */
@RestController
@RequestMapping("/api/claims")
class ClaimResource {

  private final ClaimReading reading;
  private final ClaimAuthoring authoring;
  private final ClaimApproving approving;
  private final LibraryImporting importing;
  private final CurrentActor actor;
  private final Clock clock;

  ClaimResource(
      ClaimReading reading,
      ClaimAuthoring authoring,
      ClaimApproving approving,
      LibraryImporting importing,
      CurrentActor actor,
      Clock clock) {
    this.reading = reading;
    this.authoring = authoring;
    this.approving = approving;
    this.importing = importing;
    this.actor = actor;
    this.clock = clock;
  }

  @GetMapping
  Found search(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String brand,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String language,
      @RequestParam(defaultValue = "") String market,
      @RequestParam(defaultValue = "") String reference,
      @RequestParam(defaultValue = "0") int offset) {
    return reading.search(
        new ClaimQuery(q, brand, state, language, market, reference), offset, actor.require());
  }

  @GetMapping("/{id}")
  ClaimReading.Opened open(@PathVariable String id) {
    return reading.open(id, actor.require());
  }

  @GetMapping("/events")
  List<LibraryEvent> events(@RequestParam(defaultValue = "100") int limit) {
    return reading.newest(Math.clamp(limit, 1, 1000), actor.require());
  }

  @PostMapping
  ResponseEntity<ClaimVersion> draft(@RequestBody @Valid NewClaim body) {
    ClaimVersion draft =
        authoring.draft(body.id(), body.brandId(), body.toDraft(clock), actor.require());
    return ResponseEntity.created(URI.create("/api/claims/" + draft.claimId())).body(draft);
  }

  @PostMapping("/{id}/versions")
  ResponseEntity<ClaimVersion> next(@PathVariable String id, @RequestBody @Valid Body body) {
    ClaimVersion draft = authoring.nextVersion(id, body.toDraft(clock), actor.require());
    return ResponseEntity.created(URI.create("/api/claims/" + id)).body(draft);
  }

  @PostMapping("/{id}/versions/{number}/supports")
  ClaimVersion support(
      @PathVariable String id, @PathVariable int number, @RequestBody ClaimDraft.Support support) {
    return authoring.support(id, number, support, actor.require());
  }

  @PostMapping("/{id}/versions/{number}/approvals")
  ResponseEntity<ToSign> approve(
      @PathVariable String id, @PathVariable int number, @RequestBody @Valid Approving body) {
    StatementRequest request = approving.ask(id, number, body.lane(), actor.require());
    return ResponseEntity.accepted()
        .location(URI.create(request.page()))
        .body(new ToSign(request.id(), request.page(), request.fields()));
  }

  @PostMapping("/{id}/versions/{number}/abandonment")
  ClaimVersion abandon(
      @PathVariable String id, @PathVariable int number, @RequestBody @Valid Reason body) {
    return authoring.abandon(id, number, body.reason(), actor.require());
  }

  @PostMapping("/{id}/state")
  ClaimVersion change(@PathVariable String id, @RequestBody @Valid Change body) {
    return authoring.change(id, body.state(), body.reason(), actor.require());
  }

  /** Good rows go in; each bad one is named. With {@code rehearse} nothing is written. */
  @PutMapping("/import")
  LibraryImporting.Report take(
      @RequestBody List<Row> rows, @RequestParam(defaultValue = "false") boolean rehearse) {
    return importing.take(rows.stream().map(Row::toRow).toList(), rehearse, actor.require());
  }

  /**
   * An approval waits for its signature.
   *
   * @param signAt page at which the person reads the statement and types their password
   */
  record ToSign(UUID requestId, String signAt, Map<String, String> statement) {}

  record Approving(ClaimApproval.@NotNull Lane lane) {}

  record Reason(@NotBlank String reason) {}

  record Change(@NotNull ClaimState state, @NotBlank String reason) {}

  record Wording(
      @Nullable String language,
      @Nullable String text,
      @Nullable List<String> markets,
      @Nullable List<String> audiences,
      @Nullable List<String> channels) {

    ClaimWording toWording() {
      return new ClaimWording(
          or(language), or(text).strip(), or(markets), or(audiences), or(channels));
    }
  }

  record Body(
      @Nullable List<String> indications,
      @Nullable List<String> countries,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo,
      @Nullable Boolean safetyRelevant,
      @Nullable List<Wording> wordings,
      @Nullable List<ClaimDraft.Support> supports) {

    ClaimDraft toDraft(Clock clock) {
      return new ClaimDraft(
          or(indications),
          or(countries),
          Objects.requireNonNullElseGet(validFrom, () -> LocalDate.now(clock)),
          validTo,
          Boolean.TRUE.equals(safetyRelevant),
          or(wordings).stream().map(Wording::toWording).toList(),
          or(supports));
    }
  }

  record NewClaim(
      @NotBlank String id,
      @NotBlank String brandId,
      @Nullable List<String> indications,
      @Nullable List<String> countries,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo,
      @Nullable Boolean safetyRelevant,
      @Nullable List<Wording> wordings,
      @Nullable List<ClaimDraft.Support> supports) {

    ClaimDraft toDraft(Clock clock) {
      return new Body(
              indications, countries, validFrom, validTo, safetyRelevant, wordings, supports)
          .toDraft(clock);
    }
  }

  record Source(@Nullable String referenceId, @Nullable Integer page, @Nullable String quote) {
    LibraryRow.Source toSource() {
      return new LibraryRow.Source(or(referenceId), Objects.requireNonNullElse(page, 0), or(quote));
    }
  }

  record Row(
      @Nullable String id,
      @Nullable String brandId,
      @Nullable List<String> indications,
      @Nullable List<String> countries,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo,
      @Nullable Boolean safetyRelevant,
      @Nullable List<Wording> wordings,
      @Nullable List<Source> supports) {

    LibraryRow toRow() {
      return new LibraryRow(
          or(id),
          or(brandId),
          or(indications),
          or(countries),
          validFrom,
          validTo,
          Boolean.TRUE.equals(safetyRelevant),
          or(wordings).stream().map(Wording::toWording).toList(),
          or(supports).stream().map(Source::toSource).toList());
    }
  }

  private static String or(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static <T> List<T> or(@Nullable List<T> values) {
    return values == null ? List.of() : values;
  }
}
