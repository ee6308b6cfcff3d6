package io.medley.content.vocabulary.web;

import io.medley.content.vocabulary.Term;
import io.medley.content.vocabulary.Vocabularies;
import io.medley.content.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/vocabularies")
class VocabularyResource {

  private final Vocabularies vocabularies;

  VocabularyResource(Vocabularies vocabularies) {
    this.vocabularies = vocabularies;
  }

  @GetMapping
  Map<String, List<Term>> all() {
    Map<String, List<Term>> all = new LinkedHashMap<>();
    Arrays.stream(Vocabulary.values())
        .forEach(vocabulary -> all.put(vocabulary.key(), vocabularies.terms(vocabulary)));
    return all;
  }
}
