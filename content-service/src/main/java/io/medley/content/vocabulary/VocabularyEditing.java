package io.medley.content.vocabulary;

import io.medley.content.vocabulary.VocabularyRefusal.TermEditConflict;
import io.medley.content.vocabulary.VocabularyRefusal.TermUnknown;
import io.medley.content.vocabulary.VocabularyRefusal.TermWrong;
import io.medley.content.vocabulary.VocabularyRefusal.WordTaken;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changing the words tags may take. A term is retired, never deleted: old tags keep their word. */
@Service
public class VocabularyEditing {

  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");
  private static final int LABEL = 80;
  private static final int ALIASES = 60;

  private final Vocabularies vocabularies;
  private final Authorities authorities;
  private final AuditTrail audit;
  private final Clock clock;

  VocabularyEditing(
      Vocabularies vocabularies, Authorities authorities, AuditTrail audit, Clock clock) {
    this.vocabularies = vocabularies;
    this.authorities = authorities;
    this.audit = audit;
    this.clock = clock;
  }

  /** Whether this person may change words: coordinators and administrators of the house. */
  public boolean mayEdit(Actor actor) {
    return actor.agency() == null
        && (!authorities.markets(actor.id(), Authority.COORDINATE).isEmpty()
            || !authorities.markets(actor.id(), Authority.ADMINISTER).isEmpty());
  }

  /**
   * Writes a term: adds it if its code is new, changes it otherwise.
   *
   * @param rowVersion the term as the person saw it; 0 for a new one
   * @throws TermWrong if code, label, aliases or parent cannot be so
   * @throws WordTaken if a word already stands for another term
   * @throws TermEditConflict if somebody changed it meanwhile
   * @throws AuthorityMissing unless the person coordinates or administers
   */
  @Transactional
  public Term write(Vocabulary vocabulary, Term wanted, long rowVersion, Actor by) {
    if (!mayEdit(by)) {
      throw new AuthorityMissing(by.id(), Authority.COORDINATE, Authorities.EVERY_MARKET);
    }
    Term term = checked(vocabulary, wanted);
    Optional<Term> before = vocabularies.find(vocabulary, term.code());
    boolean written =
        before.isEmpty()
            ? rowVersion == 0 && vocabularies.add(vocabulary, term, by.id(), clock.instant())
            : vocabularies.change(vocabulary, term, rowVersion, by.id(), clock.instant());
    if (!written) {
      throw new TermEditConflict(term.code());
    }
    Term after = vocabularies.find(vocabulary, term.code()).orElseThrow();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("code", after.code());
    before.ifPresent(old -> facts.put("before", words(old)));
    facts.put("after", words(after));
    audit.append(
        new AuditEvent(
            "vocabulary",
            vocabulary.key(),
            before.isEmpty() ? "term-added" : after.retired() ? "term-retired" : "term-changed",
            by,
            facts));
    return after;
  }

  /** The term, or a refusal that names what there is. */
  public Term require(Vocabulary vocabulary, String code) {
    return vocabularies.find(vocabulary, code).orElseThrow(() -> new TermUnknown(vocabulary, code));
  }

  private Term checked(Vocabulary vocabulary, Term wanted) {
    String label = wanted.label().strip();
    if (!CODE.matcher(wanted.code()).matches()) {
      throw new TermWrong(
          "code",
          "“%s” is no code: capitals, digits and underscores, a letter first, 40 at most."
              .formatted(wanted.code()));
    }
    if (vocabulary == Vocabulary.MARKET && wanted.code().length() != 2) {
      throw new TermWrong(
          "code", "A market's code is its two letters of ISO 3166, for example GB.");
    }
    if (label.isEmpty() || label.length() > LABEL) {
      throw new TermWrong("label", "Give it a name of 1 to %d characters.".formatted(LABEL));
    }
    List<String> aliases =
        wanted.aliases().stream()
            .map(alias -> alias.strip().replaceAll("\\s+", " "))
            .filter(alias -> !alias.isEmpty())
            .distinct()
            .toList();
    if (aliases.size() > ALIASES || aliases.stream().anyMatch(alias -> alias.length() > LABEL)) {
      throw new TermWrong(
          "aliases", "Keep to %d synonyms of %d characters at most.".formatted(ALIASES, LABEL));
    }
    String parent = wanted.parent().strip();
    vocabulary
        .parent()
        .ifPresentOrElse(
            wider -> {
              if (vocabularies.find(wider, parent).isEmpty()) {
                throw new TermWrong(
                    "parent",
                    "Say which of “%s” it belongs to; there is no “%s” among them."
                        .formatted(wider.title(), parent));
              }
            },
            () -> {
              if (!parent.isEmpty()) {
                throw new TermWrong("parent", "Terms of this vocabulary have no wider term.");
              }
            });
    if (!wanted.retired()) {
      for (Term other : vocabularies.terms(vocabulary)) {
        if (!other.code().equals(wanted.code()) && other.parent().equals(parent)) {
          Stream.concat(Stream.of(wanted.code(), label), aliases.stream())
              .filter(other::answersTo)
              .findFirst()
              .ifPresent(
                  word -> {
                    throw new WordTaken(word, other);
                  });
        }
      }
    }
    return new Term(
        wanted.code(),
        label,
        aliases,
        wanted.retired(),
        parent,
        Math.clamp(wanted.position(), 1, 999),
        wanted.rowVersion());
  }

  private static Map<String, Object> words(Term term) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("label", term.label());
    words.put("aliases", term.aliases());
    words.put("parent", term.parent());
    words.put("position", term.position());
    words.put("retired", term.retired());
    return words;
  }
}
