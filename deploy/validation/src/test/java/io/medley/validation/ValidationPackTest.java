package io.medley.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationPackTest {

  private static final String ONE =
      """
      - id: REQ-SIG-01
        text: A signature holds.
        source: 21 CFR 11.70
        risk: HIGH
        harm: A verdict could be forged.
        tests: [FirstIT, "SecondTest#shouldHold"]
      """;

  @TempDir private Path checkout;

  @Test
  void shouldProveARequirementWhoseTestsAllPassed() throws IOException {
    report("first", "FirstIT", "shouldSign(Lane)[1]", "");
    report("deploy/second", "SecondTest", "shouldHold", "");
    report("deploy/other", "SecondTest", "shouldDoSomethingElse", "<failure/>");

    ValidationPack.Proof proof = proof();

    assertThat(proof.verdict()).isEqualTo("PROVEN");
    assertThat(proof.evidence())
        .extracting(TestReports.Executed::module)
        .containsExactly("first", "deploy/second");
    ValidationPack.write(checkout, List.of(proof), "abc1234", Instant.EPOCH);
    assertThat(Files.readString(checkout.resolve("index.html")))
        .contains("REQ-SIG-01", "abc1234", "shouldSign(Lane)[1]", "21 CFR 11.70");
    assertThat(Files.readString(checkout.resolve("validation.json"))).contains("\"proven\" : true");
  }

  @Test
  void shouldNotTakeASkippedOrMissingTestForProof() throws IOException {
    report("first", "FirstIT", "shouldSign", "");
    assertThat(proof().verdict()).isEqualTo("NOT_RUN");
    assertThat(proof().notRun()).containsExactly("SecondTest#shouldHold");

    report("second", "SecondTest", "shouldHold", "<skipped/>");
    assertThat(proof().verdict()).isEqualTo("NOT_RUN");
  }

  @Test
  void shouldFailWithATestThatFailed() throws IOException {
    report("first", "FirstIT", "shouldSign", "<error/>");
    report("second", "SecondTest", "shouldHold", "");

    assertThat(proof().verdict()).isEqualTo("FAILED");
  }

  @Test
  void shouldRefuseARequirementThatIsIncompleteOrUntested() {
    assertThatThrownBy(() -> Requirement.read(ONE + ONE)).hasMessageContaining("twice");
    assertThatThrownBy(() -> Requirement.read(ONE.replaceAll("tests: .*", "tests: []")))
        .hasMessageContaining("REQ-SIG-01 has no test");
    assertThatThrownBy(() -> Requirement.read(ONE.replace("HIGH", "SOME")))
        .hasMessageContaining("risk");
  }

  @Test
  void shouldHaveACompleteListOfRequirements() throws IOException {
    String yaml;
    try (var in =
        Objects.requireNonNull(
            ValidationPack.class.getResourceAsStream("/validation/requirements.yaml"))) {
      yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    assertThat(Requirement.read(yaml)).hasSizeGreaterThan(30);
  }

  private ValidationPack.Proof proof() throws IOException {
    return ValidationPack.proofs(Requirement.read(ONE), TestReports.of(checkout)).getFirst();
  }

  private void report(String module, String test, String name, String inside) throws IOException {
    String kind = test.endsWith("IT") ? "failsafe" : "surefire";
    Path folder =
        Files.createDirectories(checkout.resolve(module + "/target/" + kind + "-reports"));
    Files.writeString(
        folder.resolve("TEST-" + test + ".xml"),
        """
            <testsuite name="x"><testcase name="%s" classname="%s" time="0.5">%s</testcase></testsuite>
            """
            .formatted(name, "io.medley." + test, inside));
  }
}
