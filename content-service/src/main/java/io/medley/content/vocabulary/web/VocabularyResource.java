package io.medley.content.vocabulary.web;

import io.medley.content.vocabulary.Term;
import io.medley.content.vocabulary.Vocabularies;
import io.medley.content.vocabulary.Vocabulary;
import io.medley.content.vocabulary.VocabularyEditing;
import io.medley.content.vocabulary.VocabularyRefusal.VocabularyUnknown;
import io.medley.platform.security.CurrentActor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The words tags may take, to read by everybody and to change by coordinators. */
@RestController
@RequestMapping("/api/vocabularies")
class VocabularyResource {

  private final Vocabularies vocabularies;
  private final VocabularyEditing editing;
  private final CurrentActor actor;

  VocabularyResource(Vocabularies vocabularies, VocabularyEditing editing, CurrentActor actor) {
    this.vocabularies = vocabularies;
    this.editing = editing;
    this.actor = actor;
  }

  /** A term as it is sent in; what is left out is empty. */
  record TermBody(
      @NotBlank String label,
      @Nullable List<String> aliases,
      @Nullable Boolean retired,
      @Nullable String parent,
      @Nullable Integer position) {}

  @GetMapping
  Map<String, List<Term>> all() {
    Map<String, List<Term>> all = new LinkedHashMap<>();
    Arrays.stream(Vocabulary.values())
        .forEach(vocabulary -> all.put(vocabulary.key(), vocabularies.terms(vocabulary)));
    return all;
  }

  @GetMapping("/{key}")
  List<Term> one(@PathVariable String key) {
    return vocabularies.all(vocabulary(key));
  }

  @PutMapping("/{key}/{code}")
  ResponseEntity<Term> write(
      @PathVariable String key,
      @PathVariable String code,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @Valid @RequestBody TermBody body) {
    Vocabulary vocabulary = vocabulary(key);
    long seen =
        ifMatch == null
            ? vocabularies.find(vocabulary, code).map(Term::rowVersion).orElse(0L)
            : Long.parseLong("0" + ifMatch.replaceAll("\\D", ""));
    Term written =
        editing.write(
            vocabulary,
            new Term(
                code,
                body.label(),
                Objects.requireNonNullElse(body.aliases(), List.of()),
                Boolean.TRUE.equals(body.retired()),
                Objects.requireNonNullElse(body.parent(), ""),
                Objects.requireNonNullElse(
                    body.position(), vocabularies.terms(vocabulary).size() + 1),
                seen),
            seen,
            actor.require());
    return ResponseEntity.ok().eTag("\"" + written.rowVersion() + "\"").body(written);
  }

  static Vocabulary vocabulary(String key) {
    return Vocabulary.ofKey(key).orElseThrow(() -> new VocabularyUnknown(key));
  }
}
