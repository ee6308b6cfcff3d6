package io.medley.workflows.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.workflows.engine.Models;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.dmn.DmnEngine;
import org.camunda.dmn.parser.ParsedDmn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.jdk.javaapi.CollectionConverters;

/** The decision table, row by row and at its edges. */
class CoordinatorQcTableTest {

  private final DmnEngine dmn = new DmnEngine.Builder().build();
  private final ParsedDmn table = parsed();

  @ParameterizedTest
  @CsvSource({
    "false, false,  0, 0.0,  true,  0 of the 20",
    "false, false, 19, 1.0,  true,  19 of the 20",
    "false, false, 20, 0.9,  false, 90 %",
    "false, false, 20, 0.899, true, Only 89 %",
    "false, false, 400, 0.5, true,  Only 50 %",
    "false, false, 400, 1.0, false, 400 pieces",
    "true,  false,  0, 0.0,  false, approval with changes",
    "false, true,   0, 0.0,  false, coordinator of its markets"
  })
  void shouldDecide(
      boolean correction,
      boolean byCoordinator,
      long submissions,
      double share,
      String required,
      String because) {
    var answer =
        dmn.eval(
            table,
            Names.QC_DECISION,
            Map.of(
                "correction", correction,
                "byCoordinator", byCoordinator,
                "submissions", submissions,
                "firstPassShare", share));

    assertThat(answer.isRight()).as("%s", answer).isTrue();
    Map<String, String> row = new TreeMap<>();
    CollectionConverters.asJava((scala.collection.Map<?, ?>) answer.toOption().get().value())
        .forEach((name, value) -> row.put(name.toString(), value.toString()));
    assertThat(row).containsEntry("required", required);
    assertThat(row.get("because")).contains(because);
  }

  private ParsedDmn parsed() {
    String text =
        Models.all().stream()
            .filter(model -> model.name().equals("decisions/coordinator-qc.dmn"))
            .findFirst()
            .orElseThrow()
            .text();
    return dmn.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .toOption()
        .get();
  }
}
