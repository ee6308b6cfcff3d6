package io.medley.content.vocabulary;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words tags may take. */
public interface Vocabularies {

  /** The terms in use, in the order people expect them. */
  List<Term> terms(Vocabulary vocabulary);

  /** Every term, retired ones last. */
  List<Term> all(Vocabulary vocabulary);

  /** The term with exactly this code, in use or not. */
  Optional<Term> find(Vocabulary vocabulary, String code);

  /** The term in use that answers to these words: its code, its label or an alias. */
  default Optional<Term> resolve(Vocabulary vocabulary, String words) {
    List<Term> terms = terms(vocabulary);
    return terms.stream()
        .filter(term -> term.code().equals(words.strip()))
        .findFirst()
        .or(() -> terms.stream().filter(term -> term.answersTo(words)).findFirst());
  }

  /** What people call the codes in use, by code; where two share one the first counts. */
  default Map<String, String> labels(Vocabulary... vocabularies) {
    Map<String, String> labels = new HashMap<>();
    for (Vocabulary vocabulary : vocabularies) {
      terms(vocabulary).forEach(term -> labels.putIfAbsent(term.code(), term.label()));
    }
    return labels;
  }

  /** Adds a term; {@code false} if its code is taken. */
  boolean add(Vocabulary vocabulary, Term term, String by, Instant at);

  /** Changes a term; {@code false} if it is not at {@code rowVersion} any more. */
  boolean change(Vocabulary vocabulary, Term term, long rowVersion, String by, Instant at);
}
