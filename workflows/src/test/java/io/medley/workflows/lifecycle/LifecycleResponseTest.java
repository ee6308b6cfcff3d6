package io.medley.workflows.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.workflows.engine.Models;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.camunda.dmn.DmnEngine;
import org.camunda.dmn.parser.ParsedDmn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.jdk.javaapi.CollectionConverters;

/** What changes mean for an approved version, against the rules in prose. */
class LifecycleResponseTest {

  private static final Set<String> HARMLESS = Set.of("CLAIM_REINSTATED", "MODULE_REINSTATED");

  private final DmnEngine dmn = new DmnEngine.Builder().build();
  private final ParsedDmn table = parsed();

  @ParameterizedTest
  @CsvSource({
    "REGISTRATION_LOST, false, 0, SUSPEND, 2",
    "CLAIM_WITHDRAWN, true, 0, SUSPEND, 2",
    "CLAIM_WITHDRAWN, false, 0, REVIEW, 5",
    "CLAIM_SUSPENDED, true, 0, SUSPEND, 2",
    "CLAIM_EXPIRED, true, 0, SUSPEND, 2",
    "CLAIM_EXPIRED, false, 0, REVIEW, 10",
    "CLAIM_UPDATED, true, 0, REVIEW, 20",
    "CLAIM_REINSTATED, true, 0, NOTE, 0",
    "REFERENCE_RETRACTED, true, 0, SUSPEND, 2",
    "REFERENCE_RETRACTED, false, 0, REVIEW, 5",
    "REFERENCE_LICENCE_ENDED, false, 0, REVIEW, 20",
    "LABEL_UPDATED, true, 0, SUSPEND, 5",
    "LABEL_UPDATED, false, 0, REVIEW, 30",
    "RULE_PACK_UPDATED, false, 0, NOTE, 0",
    "RULE_PACK_UPDATED, false, 1, REVIEW, 10",
    "MODULE_WITHDRAWN, true, 0, SUSPEND, 2",
    "MODULE_SUSPENDED, true, 0, SUSPEND, 2",
    "MODULE_WITHDRAWN, false, 0, REVIEW, 5",
    "MODULE_SUSPENDED, false, 0, REVIEW, 5",
    "MODULE_UPDATED, true, 0, REVIEW, 5",
    "MODULE_UPDATED, false, 0, REVIEW, 20",
    "MODULE_REINSTATED, true, 0, NOTE, 0",
    "MASTER_WITHDRAWN, true, 0, SUSPEND, 2",
    "MASTER_WITHDRAWN, false, 0, REVIEW, 2",
    "MASTER_SUSPENDED, false, 0, REVIEW, 2",
    "MASTER_SUPERSEDED, false, 0, REVIEW, 20",
    "SOMETHING_NEW, false, 0, REVIEW, 10"
  })
  void shouldDecide(String kind, boolean safety, int blocks, String response, int days) {
    Map<String, String> decided = decide(kind, safety, blocks);

    assertThat(decided.get("response")).isEqualTo(response);
    assertThat(decided).containsEntry("days", String.valueOf(days));
    assertThat(decided.get("because")).isNotBlank();
  }

  @Test
  void shouldNeverLeaveAnAnswerOpenOrATaskWithoutADate() {
    for (String kind :
        List.of(
            "CLAIM_WITHDRAWN",
            "LABEL_UPDATED",
            "CLAIM_REINSTATED",
            "MODULE_UPDATED",
            "MODULE_REINSTATED",
            "?")) {
      for (boolean safety : List.of(true, false)) {
        for (int blocks : List.of(0, 3)) {
          Map<String, String> decided = decide(kind, safety, blocks);
          boolean noted = "NOTE".equals(decided.get("response"));
          assertThat(noted).isEqualTo(HARMLESS.contains(kind));
          assertThat("0".equals(decided.get("days"))).isEqualTo(noted);
        }
      }
    }
  }

  private Map<String, String> decide(String kind, boolean safety, int blocks) {
    var answer =
        dmn.eval(
            table,
            Names.RESPONSE_DECISION,
            Map.of("kind", kind, "safety", safety, "newBlocks", blocks));
    assertThat(answer.isRight()).as("%s", answer).isTrue();
    Map<String, String> row = new TreeMap<>();
    CollectionConverters.asJava((scala.collection.Map<?, ?>) answer.toOption().get().value())
        .forEach((name, value) -> row.put(name.toString(), value.toString()));
    return row;
  }

  private ParsedDmn parsed() {
    String text =
        Models.all().stream()
            .filter(model -> model.name().equals("decisions/lifecycle-response.dmn"))
            .findFirst()
            .orElseThrow()
            .text();
    return dmn.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .toOption()
        .get();
  }
}
