package io.medley.validation;

import io.medley.validation.TestReports.Executed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the validation pack of a test run: requirement, risk, tests, evidence. Fails if a
 * requirement has no test, if a test did not run or if one did not pass.
 */
public final class ValidationPack {

  private static final String REQUIREMENTS = "/validation/requirements.yaml";
  private static final String STYLE = "platform/src/main/resources/static/medley/medley.css";

  private ValidationPack() {}

  /**
   * A requirement and what was found about it.
   *
   * @param verdict {@code PROVEN}, {@code NOT_RUN} or {@code FAILED}
   * @param notRun tests that are named and of which no report tells
   */
  record Proof(
      Requirement requirement, String verdict, List<Executed> evidence, List<String> notRun) {}

  /**
   * {@code ValidationPack CHECKOUT COMMIT}: writes {@code CHECKOUT/target/validation}; ends with 0
   * if every requirement is proven, else with 1.
   */
  public static void main(String[] arguments) throws IOException {
    Path checkout = Path.of(arguments[0]);
    String commit = arguments.length > 1 ? arguments[1] : "unknown";
    List<Proof> proofs;
    try {
      proofs = proofs(Requirement.read(resource()), TestReports.of(checkout));
    } catch (IllegalArgumentException incomplete) {
      System.out.println("The requirements are incomplete:\n" + incomplete.getMessage());
      System.exit(1);
      return;
    }
    Path folder = checkout.resolve("target/validation");
    write(folder, proofs, commit, Instant.now());
    Path style = checkout.resolve(STYLE);
    if (Files.exists(style)) {
      Files.copy(style, folder.resolve("medley.css"), StandardCopyOption.REPLACE_EXISTING);
    }
    long proven = proofs.stream().filter(proof -> proof.verdict().equals("PROVEN")).count();
    System.out.printf(
        "Validation pack: %d of %d requirements proven, %s%n",
        proven, proofs.size(), folder.resolve("index.html"));
    proofs.stream()
        .filter(proof -> !proof.verdict().equals("PROVEN"))
        .forEach(
            proof ->
                System.out.printf(
                    "  %s %s%s%n",
                    proof.requirement().id(),
                    proof.verdict(),
                    proof.notRun().isEmpty() ? "" : ": did not run " + proof.notRun()));
    System.exit(proven == proofs.size() ? 0 : 1);
  }

  static List<Proof> proofs(List<Requirement> requirements, List<Executed> executed) {
    List<Proof> proofs = new ArrayList<>();
    for (Requirement requirement : requirements) {
      List<Executed> evidence = new ArrayList<>();
      List<String> notRun = new ArrayList<>();
      for (String test : requirement.tests()) {
        List<Executed> fitting = executed.stream().filter(one -> one.is(test)).toList();
        if (fitting.stream().noneMatch(one -> !one.result().equals("SKIPPED"))) {
          notRun.add(test);
        }
        fitting.stream().filter(one -> !evidence.contains(one)).forEach(evidence::add);
      }
      boolean failed = evidence.stream().anyMatch(one -> one.result().equals("FAILED"));
      String verdict = failed ? "FAILED" : notRun.isEmpty() ? "PROVEN" : "NOT_RUN";
      proofs.add(new Proof(requirement, verdict, List.copyOf(evidence), List.copyOf(notRun)));
    }
    return proofs;
  }

  static void write(Path folder, List<Proof> proofs, String commit, Instant at) throws IOException {
    Files.createDirectories(folder);
    Map<String, Object> pack = new LinkedHashMap<>();
    pack.put("commit", commit);
    pack.put("at", at.toString());
    pack.put("proven", proofs.stream().allMatch(proof -> proof.verdict().equals("PROVEN")));
    pack.put("requirements", proofs);
    Files.writeString(
        folder.resolve("validation.json"),
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(pack),
        StandardCharsets.UTF_8);
    Files.writeString(
        folder.resolve("index.html"),
        ValidationPage.of(proofs, commit, at),
        StandardCharsets.UTF_8);
  }

  private static String resource() {
    try (InputStream in =
        Objects.requireNonNull(ValidationPack.class.getResourceAsStream(REQUIREMENTS))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
