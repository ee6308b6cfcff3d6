package io.medley.content.claim;

import io.medley.content.asset.Renditions;
import io.medley.content.asset.TextSection;
import io.medley.content.claim.LibraryEvent.Kind;
import io.medley.content.claim.ReferenceStore.Edition;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.Extraction;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.problem.Lack;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.store.ObjectStore;
import io.medley.platform.store.ObjectStore.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** References: their files, the places in them that support something, their end. */
@Service
public class ReferenceKeeping implements ReferenceAnchors {

  /** References on a page at most. */
  public static final int PAGE = 50;

  private static final int PICKED_FROM = 500;
  private static final String KEY = "[a-z0-9][a-z0-9-]{1,60}";

  private final ReferenceStore references;
  private final ClaimLinkStore links;
  private final Renditions renditions;
  private final Extraction extraction;
  private final ObjectStore store;
  private final Telling telling;
  private final Authorities authorities;
  private final LibraryRights rights;
  private final AuditTrail audit;
  private final TransactionOperations transactions;
  private final Clock clock;

  ReferenceKeeping(
      ReferenceStore references,
      ClaimLinkStore links,
      Renditions renditions,
      Extraction extraction,
      ObjectStore store,
      Telling telling,
      Authorities authorities,
      LibraryRights rights,
      AuditTrail audit,
      TransactionOperations transactions,
      Clock clock) {
    this.references = references;
    this.links = links;
    this.renditions = renditions;
    this.extraction = extraction;
    this.store = store;
    this.telling = telling;
    this.authorities = authorities;
    this.rights = rights;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** A passage of a reference that may support a claim, and how well. */
  public record Proposal(int page, String quote, double score, List<String> missingFigures) {
    public Proposal {
      missingFigures = List.copyOf(missingFigures);
    }
  }

  /**
   * An anchor, and whether the newest edition still says it.
   *
   * @param holds {@code false} if the newest edition has no such words any more
   */
  public record AnchorState(ReferenceAnchor anchor, boolean holds) {}

  /**
   * Adds a reference without a file.
   *
   * @throws ClaimRefusal.KeyTaken if there is one with this key
   */
  @Transactional
  public LibraryReference register(
      String id, String title, LibraryReference.Kind kind, @Nullable LocalDate licence, Actor by) {
    rights.requireAuthor(by);
    if (!id.matches(KEY)) {
      throw new ClaimRefusal.Incomplete(
          List.of(new Lack("id", "The key takes lower-case letters, digits and hyphens.")));
    }
    if (title.isBlank()) {
      throw new ClaimRefusal.Incomplete(
          List.of(new Lack("title", "Give the citation as pieces print it.")));
    }
    LibraryReference reference = new LibraryReference(id, title.strip(), kind, 0, licence, null);
    if (!references.add(reference, by.id(), clock.instant())) {
      throw new ClaimRefusal.KeyTaken("reference", id);
    }
    audit.append(new AuditEvent("reference", id, "registered", by, facts(reference)));
    return reference;
  }

  /**
   * Adds a file as the reference's next edition; the same bytes again are the same edition.
   *
   * @param file the bytes; the caller deletes them afterwards
   * @throws io.medley.content.extraction.FileRefused if it cannot be read
   * @throws ClaimRefusal.ReferenceUnknown if there is no such reference
   */
  public LibraryReference upload(String id, Path file, String name, Actor by) {
    rights.requireAuthor(by);
    if (references.find(id).isEmpty()) {
      throw unknown(id);
    }
    // Reading takes seconds: outside any transaction.
    ExtractedFile read = extraction.read(file, name);
    StoredObject bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = store.put(in);
    } catch (IOException notKept) {
      throw new UncheckedIOException(notKept);
    }
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              LibraryReference reference = references.lock(id).orElseThrow(() -> unknown(id));
              boolean known =
                  references.editions(id).stream()
                      .anyMatch(edition -> edition.contentHash().equals(bytes.sha256()));
              if (known) {
                return reference;
              }
              renditions.keep(bytes.sha256(), read);
              int number = reference.edition() + 1;
              references.add(
                  new Edition(
                      id,
                      number,
                      bytes.sha256(),
                      read.format(),
                      name,
                      bytes.size(),
                      by.id(),
                      clock.instant()));
              audit.append(
                  new AuditEvent(
                      "reference",
                      id,
                      "edition-added",
                      by,
                      Map.of(
                          "edition",
                          number,
                          "contentHash",
                          bytes.sha256(),
                          "fileName",
                          name,
                          "size",
                          bytes.size())));
              return references.find(id).orElseThrow();
            }));
  }

  /**
   * Anchors a quote in the newest edition; the same place again is the same anchor.
   *
   * @param page where it stands; 0 = wherever it is found first
   * @throws ClaimRefusal.QuoteNotFound if these words do not stand there
   * @throws ClaimRefusal.ReferenceUnknown if there is no such reference, or it has no file
   */
  @Transactional
  public ReferenceAnchor anchor(String id, int page, String quote, Actor by) {
    rights.requireAuthor(by);
    LibraryReference reference = references.lock(id).orElseThrow(() -> unknown(id));
    if (reference.edition() == 0) {
      throw new ClaimRefusal.ReferenceUnknown(
          "file of “" + id + "”; upload it, then quotes can be anchored,");
    }
    List<TextSection> text = text(id, reference.edition());
    Quotes.Place place =
        Quotes.find(text, quote, page)
            .orElseThrow(
                () ->
                    new ClaimRefusal.QuoteNotFound(
                        "“" + reference.title() + "”",
                        page == 0 ? "in the text" : "on page " + page,
                        Quotes.propose(text, quote, "en").stream()
                            .findFirst()
                            .map(passage -> passage.place().text().replaceAll("\\s+", " "))
                            .orElse("")));
    Optional<ReferenceAnchor> same =
        references.anchors(id).stream()
            .filter(
                anchor ->
                    anchor.edition() == reference.edition()
                        && anchor.page() == place.page()
                        && anchor.start() == place.start()
                        && anchor.end() == place.end())
            .findFirst();
    if (same.isPresent()) {
      return same.get();
    }
    ReferenceAnchor anchor =
        new ReferenceAnchor(
            UUID.randomUUID(),
            id,
            reference.edition(),
            place.page(),
            place.start(),
            place.end(),
            place.text().replaceAll("\\s+", " ").strip());
    references.add(anchor, by.id(), clock.instant());
    audit.append(
        new AuditEvent(
            "reference",
            id,
            "anchored",
            by,
            Map.of(
                "anchor",
                anchor.id().toString(),
                "edition",
                anchor.edition(),
                "page",
                anchor.page(),
                "quote",
                anchor.quote())));
    return anchor;
  }

  /** Passages of the newest edition that may support a claim, best first. */
  @Transactional(readOnly = true)
  public List<Proposal> proposals(String id, String claim, String language) {
    LibraryReference reference = references.find(id).orElseThrow(() -> unknown(id));
    if (reference.edition() == 0) {
      return List.of();
    }
    return Quotes.propose(text(id, reference.edition()), claim, language).stream()
        .map(
            passage ->
                new Proposal(
                    passage.place().page(),
                    passage.place().text().replaceAll("\\s+", " ").strip(),
                    Math.max(0, passage.score()),
                    passage.missing()))
        .toList();
  }

  /**
   * Retracts a reference for good; everything that cites it, or rests on a claim that does, is
   * named in the event.
   */
  @Transactional
  public LibraryReference retract(String id, String reason, Actor by) {
    authorities.requireAnywhere(by, Authority.WITHDRAW);
    LibraryReference before = references.lock(id).orElseThrow(() -> unknown(id));
    if (reason.isBlank()) {
      throw new ClaimRefusal.Incomplete(
          List.of(new Lack("reason", "Say why; everybody who cites it will read it.")));
    }
    if (before.retracted()) {
      throw new ClaimRefusal.ClaimConflict("“%s” is retracted already.".formatted(id));
    }
    return retracted(before, reason.strip(), by);
  }

  LibraryReference retracted(LibraryReference before, String reason, Actor by) {
    LibraryReference after =
        new LibraryReference(
            before.id(),
            before.title(),
            before.kind(),
            before.edition(),
            before.licenceEnd(),
            reason);
    references.change(after, clock.instant());
    telling.tell(
        Kind.REFERENCE_RETRACTED,
        "reference",
        before.id(),
        reason,
        true,
        by,
        links.citing(before.id()));
    return after;
  }

  /** Corrects citation, kind or licence; every change keeps what was before in the audit. */
  @Transactional
  public LibraryReference change(
      String id, String title, LibraryReference.Kind kind, @Nullable LocalDate licence, Actor by) {
    rights.requireAuthor(by);
    LibraryReference before = references.lock(id).orElseThrow(() -> unknown(id));
    LibraryReference after =
        new LibraryReference(
            id, title.strip(), kind, before.edition(), licence, before.retractionReason());
    if (!after.equals(before)) {
      references.change(after, clock.instant());
      Map<String, Object> facts = facts(after);
      facts.put("before", facts(before));
      audit.append(new AuditEvent("reference", id, "changed", by, facts));
    }
    return after;
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<LibraryReference> reference(String id) {
    return references.find(id);
  }

  @Override
  @Transactional(readOnly = true)
  public List<ReferenceAnchor> anchors(String referenceId) {
    return references.anchors(referenceId);
  }

  @Override
  @Transactional(readOnly = true)
  public boolean holds(ReferenceAnchor anchor) {
    return Quotes.find(text(anchor.referenceId(), anchor.edition()), anchor.quote(), anchor.page())
        .isPresent();
  }

  /** The anchors of a reference, each with whether the newest edition still says it. */
  @Transactional(readOnly = true)
  public List<AnchorState> anchorStates(String id) {
    LibraryReference reference = references.find(id).orElseThrow(() -> unknown(id));
    List<TextSection> newest = reference.edition() == 0 ? List.of() : text(id, reference.edition());
    return references.anchors(id).stream()
        .map(
            anchor ->
                new AnchorState(
                    anchor,
                    anchor.edition() == reference.edition()
                        || Quotes.find(newest, anchor.quote(), 0).isPresent()))
        .toList();
  }

  /** A page of the references with all of these words in title or key, by title; all if none. */
  @Transactional(readOnly = true)
  public ReferenceStore.Found search(String words, int offset) {
    return references.search(words, Math.max(0, offset), PAGE);
  }

  /** References to pick from in a form, by title; who does not find theirs types its key. */
  @Transactional(readOnly = true)
  public List<LibraryReference> toPickFrom() {
    return references.search("", 0, PICKED_FROM).references();
  }

  /** Files of a reference, newest first. */
  @Transactional(readOnly = true)
  public List<Edition> editions(String id) {
    return references.editions(id);
  }

  /**
   * The text of an edition.
   *
   * @throws ClaimRefusal.ReferenceUnknown if there is no such edition
   */
  @Transactional(readOnly = true)
  public List<TextSection> text(String id, int edition) {
    return file(id, edition).sections().stream()
        .map(
            section ->
                new TextSection(
                    switch (section.kind().name()) {
                      case "PAGE" -> TextSection.Kind.PAGE;
                      case "SLIDE" -> TextSection.Kind.SLIDE;
                      default -> TextSection.Kind.SECTION;
                    },
                    section.number(),
                    section.title(),
                    section.text()))
        .toList();
  }

  /** An edition as it was read. */
  @Transactional(readOnly = true)
  public ExtractedFile file(String id, int edition) {
    String hash =
        references.editions(id).stream()
            .filter(file -> file.number() == edition)
            .map(Edition::contentHash)
            .findFirst()
            .orElseThrow(
                () ->
                    new ClaimRefusal.ReferenceUnknown("edition %d of “%s”".formatted(edition, id)));
    return renditions
        .find(hash)
        .orElseThrow(() -> new IllegalStateException("Nothing was kept of " + hash));
  }

  private static Map<String, Object> facts(LibraryReference reference) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("title", reference.title());
    facts.put("kind", reference.kind().name());
    facts.put("licenceEnd", String.valueOf(reference.licenceEnd()));
    return facts;
  }

  private static ClaimRefusal.ReferenceUnknown unknown(String id) {
    return new ClaimRefusal.ReferenceUnknown("reference “" + id + "”");
  }
}
