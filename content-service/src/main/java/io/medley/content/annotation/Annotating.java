package io.medley.content.annotation;

import io.medley.content.annotation.Annotation.State;
import io.medley.content.annotation.AnnotationTarget.PageBox;
import io.medley.content.annotation.AnnotationTarget.TextSpan;
import io.medley.content.annotation.AnnotationTarget.TimeSpan;
import io.medley.content.asset.AssetText;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.TextSection;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.signing.Lane;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writing annotations: who holds a lane speaks for it, the agency answers on its own pieces. Every
 * change is one transaction with its audit entry, and is told to whoever looks at the version.
 */
@Service
public class Annotating {

  private static final int LONGEST_QUOTE = 4_000;

  private final AnnotationStore store;
  private final Annotations annotations;
  private final AnnotationGate gate;
  private final BringingForward forward;
  private final AssetVersions versions;
  private final AssetText texts;
  private final Authorities authorities;
  private final Mentions mentions;
  private final AuditTrail audit;
  private final Clock clock;

  Annotating(
      AnnotationStore store,
      Annotations annotations,
      AnnotationGate gate,
      BringingForward forward,
      AssetVersions versions,
      AssetText texts,
      Authorities authorities,
      Mentions mentions,
      AuditTrail audit,
      Clock clock) {
    this.store = store;
    this.annotations = annotations;
    this.gate = gate;
    this.forward = forward;
    this.versions = versions;
    this.texts = texts;
    this.authorities = authorities;
    this.mentions = mentions;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What is to be annotated as a person points at it.
   *
   * @param section the page, slide or section; {@code null} = anywhere, or the whole piece
   * @param start first UTF-16 unit in the section's text; {@code null} = find the words
   * @param quote the words; with {@code start} they must stand exactly there
   * @param prefix words before them where they occur more than once; may be empty
   * @param suffix words after them; may be empty
   */
  public record Pointed(
      @Nullable Integer section,
      @Nullable Integer start,
      @Nullable Integer end,
      String quote,
      String prefix,
      String suffix,
      @Nullable PageBox box,
      @Nullable TimeSpan time) {

    /** The piece as a whole, or one section of it. */
    public static Pointed at(@Nullable Integer section) {
      return new Pointed(section, null, null, "", "", "", null, null);
    }
  }

  /**
   * What a person wrote.
   *
   * @param owner id of who has to act; empty = the version's author
   */
  public record Remark(
      Lane lane,
      Annotation.Kind kind,
      Annotation.Category category,
      String body,
      String owner,
      Pointed at) {}

  /**
   * Changes to an annotation; {@code null} leaves as it is.
   *
   * @param rowVersion refuses the change if the annotation is not at it any more; 0 = do not ask
   */
  public record Change(
      @Nullable State state,
      Annotation.@Nullable Kind kind,
      Annotation.@Nullable Category category,
      @Nullable String body,
      @Nullable String owner,
      String why,
      long rowVersion) {

    /** A move of the state alone. */
    public static Change to(State state, String why) {
      return new Change(state, null, null, null, null, why, 0);
    }
  }

  /**
   * Annotates a version for a lane.
   *
   * @throws AnnotationRefusal.NotYours if the person may not speak for the lane
   * @throws AnnotationRefusal.Closed if the lane is signed or not open
   * @throws AnnotationRefusal.WordsNotFound if the words are not there
   */
  @Transactional
  public Annotation add(VersionId id, Remark remark, Actor person) {
    AssetVersion version = versions.requireVisible(id, person);
    requireOpen(version, remark.lane());
    requireLane(version, remark.lane(), person);
    Instant now = now();
    Annotation annotation =
        new Annotation(
            UUID.randomUUID(),
            id,
            version.asset(),
            remark.lane(),
            remark.kind(),
            remark.category(),
            State.OPEN,
            words(remark.body()),
            remark.owner().isBlank() ? version.author() : owner(remark.owner()),
            person.id(),
            person.printedName(),
            target(id, remark.at()),
            now,
            now,
            1,
            List.of());
    store.add(annotation);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("version", id.toString());
    facts.put("lane", annotation.lane().name());
    facts.put("kind", annotation.kind().name());
    facts.put("category", annotation.category().name());
    facts.put("owner", annotation.owner());
    facts.put("body", annotation.body());
    facts.put("target", facts(annotation.target()));
    append(annotation, "annotated", person, facts);
    mentions.tell(annotation.body(), version, person, "annotation/" + annotation.id());
    versions.ofAsset(version.asset()).stream()
        .filter(other -> other.createdAt().isAfter(version.createdAt()))
        .forEach(later -> forward.place(List.of(annotation), later.id()));
    store.announce(annotation.id());
    return annotation;
  }

  /**
   * Changes an annotation. Its words, kind, category and owner are its author's to change; it is
   * marked done by the agency, verified and reopened by the lane or a coordinator, withdrawn by the
   * lane.
   *
   * @throws AnnotationRefusal.MovedOn if somebody was first, or the state has no such move
   */
  @Transactional
  public Annotation change(UUID id, Change change, Actor person) {
    annotations.require(id, person);
    Annotation before = store.lock(id).orElseThrow(() -> new AnnotationRefusal.Unknown(id));
    if (change.rowVersion() != 0 && change.rowVersion() != before.rowVersion()) {
      throw new AnnotationRefusal.MovedOn(
          "Somebody changed this annotation meanwhile; look at it again before you change it.");
    }
    AssetVersion version = versions.require(before.version());
    Map<String, Object> facts = new LinkedHashMap<>();
    Annotation after = edited(before, change, version, person, facts);
    State state = change.state();
    if (state != null && state != before.state()) {
      requireMove(before, state, version, person);
      facts.put("from", before.state().name());
      facts.put("to", state.name());
      after = with(after, state, after.changedAt());
    }
    if (facts.isEmpty()) {
      return before;
    }
    if (!change.why().isBlank()) {
      facts.put("why", words(change.why()));
    }
    after = with(after, after.state(), now());
    store.change(after);
    append(
        before, after.state() == before.state() ? "changed" : action(after.state()), person, facts);
    if (!change.why().isBlank()) {
      store.reply(id, reply(change.why(), person));
    }
    store.announce(id);
    return store.find(id).orElseThrow();
  }

  /** Answers an annotation: the agency on its own pieces, and whoever reviews. */
  @Transactional
  public Annotation reply(UUID id, String body, Actor person) {
    Annotation annotation = annotations.require(id, person);
    store.lock(id);
    Annotation.Reply reply = reply(body, person);
    store.reply(id, reply);
    append(
        annotation,
        "replied",
        person,
        Map.of("reply", reply.id().toString(), "body", reply.body()));
    mentions.tell(
        reply.body(), versions.require(annotation.version()), person, "reply/" + reply.id());
    store.announce(id);
    return store.find(id).orElseThrow();
  }

  private Annotation edited(
      Annotation before,
      Change change,
      AssetVersion version,
      Actor person,
      Map<String, Object> facts) {
    Annotation.Kind kind = change.kind() == null ? before.kind() : change.kind();
    Annotation.Category category =
        change.category() == null ? before.category() : change.category();
    String body = change.body() == null ? before.body() : words(change.body());
    String owner = change.owner() == null ? before.owner() : owner(change.owner());
    note(facts, "kind", before.kind().name(), kind.name());
    note(facts, "category", before.category().name(), category.name());
    note(facts, "body", before.body(), body);
    note(facts, "owner", before.owner(), owner);
    if (facts.isEmpty()) {
      return before;
    }
    if (!person.id().equals(before.author())) {
      throw new AnnotationRefusal.NotYours(
          "Only %s, who wrote it, may change this annotation; answer it instead."
              .formatted(before.printedName()));
    }
    requireOpen(version, before.lane());
    requireLane(version, before.lane(), person);
    if (!before.state().open()) {
      throw new AnnotationRefusal.MovedOn(
          "It is %s; reopen it before you change it."
              .formatted(before.state().title().toLowerCase(Locale.ROOT)));
    }
    return new Annotation(
        before.id(),
        before.version(),
        before.asset(),
        before.lane(),
        kind,
        category,
        before.state(),
        body,
        owner,
        before.author(),
        before.printedName(),
        before.target(),
        before.writtenAt(),
        before.changedAt(),
        before.rowVersion(),
        before.replies());
  }

  private void requireMove(Annotation before, State state, AssetVersion version, Actor person) {
    if (!before.state().successors().contains(state)) {
      throw new AnnotationRefusal.MovedOn(
          "It is “%s” and cannot become “%s” from there; look at it again."
              .formatted(before.state().title(), state.title()));
    }
    switch (state) {
      case DONE -> {
        if (!ofTheAgency(version, person)) {
          throw new AnnotationRefusal.NotYours(
              "Only those who made the piece say that it is mended; verify it instead.");
        }
      }
      case WITHDRAWN -> {
        requireLane(version, before.lane(), person);
        requireNotSigned(version, before.lane());
      }
      case OPEN, VERIFIED -> {
        if (!coordinates(version, person)) {
          requireLane(version, before.lane(), person);
        }
      }
    }
  }

  private boolean ofTheAgency(AssetVersion version, Actor person) {
    String agency = person.agency();
    return agency != null
        ? agency.equals(version.agency())
        : version.agency().isEmpty()
            && !authorities.markets(person.id(), Authority.UPLOAD).isEmpty();
  }

  private boolean coordinates(AssetVersion version, Actor person) {
    return person.agency() == null
        && version.metadata().countries().stream()
            .allMatch(market -> authorities.has(person.id(), Authority.COORDINATE, market));
  }

  private void requireLane(AssetVersion version, Lane lane, Actor person) {
    if (person.agency() != null) {
      throw new AnnotationRefusal.NotYours(
          "Annotations are the reviewers'; an agency answers them.");
    }
    gate.against(version, lane, person)
        .ifPresent(
            reason -> {
              throw new AnnotationRefusal.NotYours(reason);
            });
  }

  private void requireOpen(AssetVersion version, Lane lane) {
    gate.closed(version, lane)
        .ifPresent(
            reason -> {
              throw new AnnotationRefusal.Closed(reason);
            });
  }

  /** What a signed verdict rests on stays while the review is under way. */
  private void requireNotSigned(AssetVersion version, Lane lane) {
    if (version.state() == VersionState.IN_REVIEW) {
      requireOpen(version, lane);
    }
  }

  private AnnotationTarget target(VersionId version, Pointed at) {
    Integer section = at.section();
    List<TextSection> sections = texts.sections(version);
    if (section != null && sections.stream().noneMatch(one -> one.number() == section)) {
      throw new AnnotationRefusal.Invalid(
          "The piece has no page or section %d.".formatted(section));
    }
    if (at.quote().length() > LONGEST_QUOTE) {
      throw new AnnotationRefusal.Invalid(
          "At most %,d characters are annotated at once; annotate the page instead."
              .formatted(LONGEST_QUOTE));
    }
    if (at.start() != null && at.end() != null) {
      if (section == null) {
        throw new AnnotationRefusal.Invalid("A span needs the page or section it counts in.");
      }
      String text =
          sections.stream().filter(one -> one.number() == section).findFirst().orElseThrow().text();
      return new AnnotationTarget(
          section, exactly(text, at.start(), at.end(), at.quote(), section), at.box(), at.time());
    }
    if (!at.quote().isBlank()) {
      Placement found =
          new Anchoring(sections)
              .find(section == null ? 0 : section, at.quote(), at.prefix(), at.suffix())
              .orElseThrow(
                  () ->
                      new AnnotationRefusal.WordsNotFound(
                          at.quote(), section == null ? "in the piece" : "on page " + section));
      int number = Objects.requireNonNull(found.section());
      String text =
          sections.stream().filter(one -> one.number() == number).findFirst().orElseThrow().text();
      return new AnnotationTarget(
          number,
          Anchoring.span(
              text, Objects.requireNonNull(found.start()), Objects.requireNonNull(found.end())),
          at.box(),
          at.time());
    }
    if (section == null && at.box() != null) {
      throw new AnnotationRefusal.Invalid("A box needs the page it is drawn on.");
    }
    return new AnnotationTarget(section, null, at.box(), at.time());
  }

  private static TextSpan exactly(String text, int start, int end, String quote, int section) {
    boolean inside = start >= 0 && start < end && end <= text.length();
    if (!inside) {
      throw new AnnotationRefusal.Invalid(
          "Page %d has characters 0 to %d; %d to %d is not a span of it."
              .formatted(section, text.length(), start, end));
    }
    if (!quote.isEmpty() && !quote.equals(text.substring(start, end))) {
      throw new AnnotationRefusal.WordsNotFound(
          quote, "at characters %d to %d of page %d".formatted(start, end, section));
    }
    if (end - start > LONGEST_QUOTE) {
      throw new AnnotationRefusal.Invalid(
          "At most %,d characters are annotated at once; annotate the page instead."
              .formatted(LONGEST_QUOTE));
    }
    return Anchoring.span(text, start, end);
  }

  private Annotation.Reply reply(String body, Actor person) {
    return new Annotation.Reply(
        UUID.randomUUID(), person.id(), person.printedName(), words(body), now());
  }

  private static String words(String body) {
    String words = body.strip();
    if (words.isEmpty()) {
      throw new AnnotationRefusal.Invalid("Say in words what has to change.");
    }
    if (words.length() > Annotation.LONGEST) {
      throw new AnnotationRefusal.Invalid(
          "It has %,d characters; up to %,d are kept. Write two annotations."
              .formatted(words.length(), Annotation.LONGEST));
    }
    return words;
  }

  private static String owner(String owner) {
    String id = owner.strip();
    if (id.isEmpty() || id.length() > 200) {
      throw new AnnotationRefusal.Invalid("The owner is the id of one person.");
    }
    return id;
  }

  private static Annotation with(Annotation before, State state, Instant changedAt) {
    return new Annotation(
        before.id(),
        before.version(),
        before.asset(),
        before.lane(),
        before.kind(),
        before.category(),
        state,
        before.body(),
        before.owner(),
        before.author(),
        before.printedName(),
        before.target(),
        before.writtenAt(),
        changedAt,
        before.rowVersion(),
        before.replies());
  }

  private static String action(State state) {
    return switch (state) {
      case OPEN -> "reopened";
      case DONE -> "marked-done";
      case VERIFIED -> "verified";
      case WITHDRAWN -> "withdrawn";
    };
  }

  private static void note(Map<String, Object> facts, String field, String before, String after) {
    if (!before.equals(after)) {
      facts.put(field, Map.of("before", before, "after", after));
    }
  }

  private static Map<String, Object> facts(AnnotationTarget target) {
    Map<String, Object> facts = new LinkedHashMap<>();
    if (target.section() != null) {
      facts.put("section", target.section());
    }
    TextSpan text = target.text();
    if (text != null) {
      facts.put("start", text.start());
      facts.put("end", text.end());
      facts.put("quote", text.quote());
    }
    PageBox box = target.box();
    if (box != null) {
      facts.put(
          "box",
          String.format(
              Locale.ROOT, "%.4f,%.4f,%.4f,%.4f", box.x(), box.y(), box.width(), box.height()));
    }
    TimeSpan time = target.time();
    if (time != null) {
      facts.put("fromMs", time.from());
      facts.put("toMs", time.to());
    }
    return facts;
  }

  private void append(
      Annotation annotation, String action, Actor person, Map<String, Object> facts) {
    audit.append(new AuditEvent("annotation", annotation.id().toString(), action, person, facts));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
