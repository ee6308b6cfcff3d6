package io.medley.content.vocabulary;

import java.util.List;
import java.util.Optional;

/** The words tags may take. */
public interface Vocabularies {

  /** The terms in use, in the order people expect them. */
  List<Term> terms(Vocabulary vocabulary);

  /** The term with exactly this code, in use or not. */
  Optional<Term> find(Vocabulary vocabulary, String code);
}
