package io.medley.platform.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.medley.platform.audit.AuditReport.Finding;
import io.medley.platform.audit.AuditReport.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckRunDigestTest {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final JsonNode NONE = MAPPER.createArrayNode();

  private static final JsonNode FIRST = finding("C14", 2, "The statement lacks");
  private static final JsonNode SECOND = finding("C24", 1, "“best”");
  private static final JsonNode THIRD = finding("C25", 3, "safe");

  private final byte[] signed = CheckRunDigest.of(run("GB 1", FIRST, SECOND, THIRD), NONE);

  @Test
  void shouldFindNothingInTheRunThatWasSigned() {
    assertThat(differences(run("GB 1", FIRST, SECOND, THIRD))).isEmpty();
  }

  @Test
  void shouldLocateAnEditedADeletedAndAnInsertedFinding() {
    JsonNode edited = finding("C24", 1, "fine");
    assertThat(differences(run("GB 1", FIRST, edited, THIRD)))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.kind()).isEqualTo(Kind.EDITED);
              assertThat(found.place()).isEqualTo("check run r-1, finding 2 (C24, page 1)");
            });
    assertThat(differences(run("GB 1", FIRST, THIRD)))
        .extracting(Finding::kind, Finding::place)
        .containsExactly(tuple(Kind.DELETED, "check run r-1, finding 2 (C24, page 1)"));
    assertThat(differences(run("GB 1", FIRST, SECOND, finding("C26", 9, "no side effects"), THIRD)))
        .extracting(Finding::kind, Finding::place)
        .containsExactly(tuple(Kind.INSERTED, "check run r-1, finding 3 (C26, page 9)"));
    assertThat(differences(run("GB 1", SECOND, FIRST, THIRD)))
        .extracting(Finding::kind)
        .containsExactly(Kind.REORDERED);
    assertThat(differences(run("GB 1", FIRST, SECOND, SECOND, THIRD)))
        .as("the same finding twice")
        .extracting(Finding::kind)
        .containsExactly(Kind.INSERTED);
  }

  @Test
  void shouldLocateAnotherPackInputOrVerdictAndARunThatIsGone() {
    assertThat(differences(run("GB 2", FIRST, SECOND, THIRD)))
        .extracting(Finding::place)
        .containsExactly("check run r-1, packVersion");
    assertThat(CheckRunDigest.differences(signed, null, NONE))
        .extracting(Finding::kind)
        .containsExactly(Kind.DELETED);
  }

  @Test
  void shouldHoldDecisionsThatWereSignedAndAllowLaterOnes() {
    JsonNode one = decisions(decision("d-1", "k", "As agreed"));
    JsonNode changed = decisions(decision("d-1", "k", "Other"));
    JsonNode two = decisions(decision("d-1", "k", "As agreed"), decision("d-2", "l", "Later"));
    JsonNode run = run("GB 1", FIRST);
    byte[] with = CheckRunDigest.of(run, one);

    assertThat(CheckRunDigest.differences(with, run, two)).isEmpty();
    assertThat(CheckRunDigest.differences(with, run, changed))
        .extracting(Finding::kind, Finding::place)
        .containsExactly(tuple(Kind.EDITED, "check run r-1, decision d-1"));
    assertThat(CheckRunDigest.differences(with, run, NONE))
        .extracting(Finding::kind)
        .containsExactly(Kind.DELETED);
    assertThat(CheckRunDigest.ofSameRun(with, CheckRunDigest.of(run, two))).isTrue();
    assertThat(CheckRunDigest.ofSameRun(with, signed)).isFalse();
  }

  private List<Finding> differences(JsonNode run) {
    return CheckRunDigest.differences(signed, run, NONE);
  }

  private static JsonNode run(String packs, JsonNode... findings) {
    return MAPPER.valueToTree(
        Map.of("id", "r-1", "packVersion", packs, "findings", new ArrayList<>(List.of(findings))));
  }

  private static JsonNode decisions(JsonNode... decisions) {
    return MAPPER.valueToTree(List.of(decisions));
  }

  private static JsonNode finding(String rule, int page, String message) {
    return MAPPER.valueToTree(Map.of("ruleId", rule, "page", page, "message", message));
  }

  private static JsonNode decision(String id, String findingKey, String reason) {
    return MAPPER.valueToTree(Map.of("id", id, "findingKey", findingKey, "reason", reason));
  }
}
