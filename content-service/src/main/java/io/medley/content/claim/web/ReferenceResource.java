package io.medley.content.claim.web;

import io.medley.content.claim.ClaimReading;
import io.medley.content.claim.LibraryEvent;
import io.medley.content.claim.LibraryReference;
import io.medley.content.claim.LibraryReference.Kind;
import io.medley.content.claim.ReferenceAnchor;
import io.medley.content.claim.ReferenceKeeping;
import io.medley.content.claim.ReferenceKeeping.AnchorState;
import io.medley.content.claim.ReferenceKeeping.Proposal;
import io.medley.content.claim.ReferenceStore.Edition;
import io.medley.content.claim.ReferenceStore.Found;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
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
import org.springframework.web.multipart.MultipartFile;

/** References, their files and the places in them. */
@RestController
@RequestMapping("/api/references")
class ReferenceResource {

  private final ReferenceKeeping keeping;
  private final ReceivedReference received;
  private final ClaimReading reading;
  private final CurrentActor actor;

  ReferenceResource(
      ReferenceKeeping keeping,
      ReceivedReference received,
      ClaimReading reading,
      CurrentActor actor) {
    this.keeping = keeping;
    this.received = received;
    this.reading = reading;
    this.actor = actor;
  }

  record Opened(
      LibraryReference reference,
      List<Edition> editions,
      List<AnchorState> anchors,
      List<LibraryEvent> events) {}

  record NewReference(
      @NotBlank String id,
      @NotBlank String title,
      @Nullable Kind kind,
      @Nullable LocalDate licenceEnd) {}

  record Change(@NotBlank String title, @Nullable Kind kind, @Nullable LocalDate licenceEnd) {}

  record Quote(@Nullable Integer page, @NotBlank String quote) {}

  record Reason(@NotBlank String reason) {}

  @GetMapping
  Found search(
      @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "0") int offset) {
    ClaimReading.requireOfTheHouse(actor.require());
    return keeping.search(q, offset);
  }

  @GetMapping("/{id}")
  Opened open(@PathVariable String id) {
    Actor person = actor.require();
    ClaimReading.requireOfTheHouse(person);
    List<AnchorState> anchors = keeping.anchorStates(id);
    return new Opened(
        keeping.reference(id).orElseThrow(),
        keeping.editions(id),
        anchors,
        reading.ofReference(id, person));
  }

  @PostMapping
  ResponseEntity<LibraryReference> register(@RequestBody @Valid NewReference body) {
    LibraryReference reference =
        keeping.register(
            body.id(),
            body.title(),
            Objects.requireNonNullElse(body.kind(), Kind.PUBLICATION),
            body.licenceEnd(),
            actor.require());
    return ResponseEntity.created(URI.create("/api/references/" + reference.id())).body(reference);
  }

  @PutMapping("/{id}")
  LibraryReference change(@PathVariable String id, @RequestBody @Valid Change body) {
    return keeping.change(
        id,
        body.title(),
        Objects.requireNonNullElse(body.kind(), Kind.PUBLICATION),
        body.licenceEnd(),
        actor.require());
  }

  @PostMapping("/{id}/editions")
  ResponseEntity<LibraryReference> upload(
      @PathVariable String id, @RequestParam("file") MultipartFile file) {
    return ResponseEntity.created(URI.create("/api/references/" + id))
        .body(received.take(id, file, actor.require()));
  }

  @PostMapping("/{id}/anchors")
  ResponseEntity<ReferenceAnchor> anchor(@PathVariable String id, @RequestBody @Valid Quote body) {
    return ResponseEntity.created(URI.create("/api/references/" + id))
        .body(
            keeping.anchor(
                id, Objects.requireNonNullElse(body.page(), 0), body.quote(), actor.require()));
  }

  /** Passages that may support a claim, best first. */
  @GetMapping("/{id}/passages")
  List<Proposal> passages(
      @PathVariable String id,
      @RequestParam String claim,
      @RequestParam(defaultValue = "en") String language) {
    ClaimReading.requireOfTheHouse(actor.require());
    return keeping.proposals(id, claim, language);
  }

  @PostMapping("/{id}/retraction")
  LibraryReference retract(@PathVariable String id, @RequestBody @Valid Reason body) {
    return keeping.retract(id, body.reason(), actor.require());
  }
}
