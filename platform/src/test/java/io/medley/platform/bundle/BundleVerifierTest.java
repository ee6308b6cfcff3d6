package io.medley.platform.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.medley.platform.audit.AuditExcerpt;
import io.medley.platform.signing.CanonicalJson;
import io.medley.platform.signing.KeyFolder;
import io.medley.platform.signing.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A small signed bundle, attacked at each of its bytes. */
class BundleVerifierTest {

  /** As long as the flipped bit's value, so that flipping it in a length makes the name empty. */
  private static final String NAME_OF_32 = "check-runs/a-run-32-letters.json";

  @TempDir Path folder;

  @Test
  void shouldFindNothingInABundleAsItWasWritten() throws Exception {
    BundleReport report = BundleVerifier.verify(write("good.zip", bundle()));

    assertThat(report.findings()).isEmpty();
    assertThat(report.signatures()).containsExactly("Max Medical, 2026-01-01T00:00:00Z: Approval");
    assertThat(NAME_OF_32).hasSize(32);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x01, 0x20, 0x80})
  void shouldFindEveryFlippedBitAndSayWhere(int bit) throws Exception {
    byte[] good = bundle();

    for (int place = 0; place < good.length; place++) {
      byte[] bad = good.clone();
      bad[place] ^= (byte) bit;

      BundleReport report = BundleVerifier.verify(write("bad.zip", bad));

      assertThat(report.findings())
          .as("byte %d of %d", place, good.length)
          .isNotEmpty()
          .allMatch(finding -> !finding.place().isBlank() && !finding.explanation().isBlank());
    }
  }

  @Test
  void shouldFollowACarriedVerdictFromItsFileToThisOne() throws Exception {
    BundleReport report = BundleVerifier.verify(write("carried.zip", sealed(this::nothing)));

    assertThat(report.findings()).isEmpty();
    assertThat(report.signatures())
        .contains(
            "Lena Legal, 2025-12-01T00:00:00Z: Approval (carried over from an earlier version)",
            "Rhea Regulatory, 2026-01-02T00:00:00Z: Submitted");
  }

  /** Each bundle is signed as a whole: what is wrong is wrong in what it says. */
  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments("carries another file", "record", "fromContentHash", "0".repeat(64)),
        arguments("leads to another file", "record", "toContentHash", "0".repeat(64)),
        arguments("carries another lane", "record", "lane", "MEDICAL"),
        arguments("carries another signature", "record", "signature", "sig-7"),
        arguments("is another record than the seal's", "record", "carry", "carry-7"),
        arguments("did not approve", "verdict", "verdict", "AMEND_RETURN"),
        arguments("nobody's name", "verdict", "printedName", ""),
        arguments("decides about another file", "decision", "contentHash", "0".repeat(64)),
        arguments("decides in nobody's name", "decision", "printedName", " "));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void shouldNameWhatDoesNotHoldTogether(String name, String what, String member, String value)
      throws Exception {
    byte[] bundle =
        sealed(
            (which, said) -> which.equals(what) ? Map.entry(member, value) : nothing(which, said));

    assertThat(BundleVerifier.verify(write("wrong.zip", bundle)).findings()).isNotEmpty();
  }

  private Map.@Nullable Entry<String, String> nothing(String which, Map<String, Object> said) {
    return null;
  }

  /** Changes one member of a statement before it is signed. */
  private interface Change {
    Map.@Nullable Entry<String, String> of(String which, Map<String, Object> said);
  }

  /**
   * A second version, one lane carried over from the first, a decision beside the lanes, sealed.
   */
  private byte[] sealed(Change change) throws IOException {
    KeyFolder keys = KeyFolder.open(folder.resolve("keys"));
    byte[] piece = "Take it in the morning.".getBytes(StandardCharsets.UTF_8);
    byte[] metadata = CanonicalJson.of(Map.of("title", "Morning"));
    String content = Sha256.hex(piece);
    String tags = Sha256.hex(metadata);
    BundleWriter writer =
        new BundleWriter()
            .add("piece/piece.txt", piece)
            .add(BundleVerifier.METADATA, metadata)
            .add(BundleVerifier.AUDIT, new AuditExcerpt(List.of(), List.of()).toBytes());
    signed(
        writer,
        keys,
        BundleVerifier.CARRIED + "legal" + BundleVerifier.VERDICT,
        changed(
            change, "verdict", person("Lena Legal", "2025-12-01T00:00:00Z", "Approval", "1", "2")));
    writer.add(
        BundleVerifier.CARRIED + "legal" + BundleVerifier.VERDICT + "/about.json",
        CanonicalJson.of(Map.of("signature", "sig-1")));
    signed(
        writer,
        keys,
        BundleVerifier.CARRIED + "legal" + BundleVerifier.RECORD,
        changed(
            change,
            "record",
            Map.of(
                "carry", "carry-1",
                "lane", "LEGAL",
                "kind", "UNTOUCHED",
                "signature", "sig-1",
                "fromContentHash", "1",
                "fromMetadataHash", "2",
                "toContentHash", content,
                "toMetadataHash", tags)));
    signed(
        writer,
        keys,
        BundleVerifier.DECISIONS + "01-market-step",
        changed(
            change,
            "decision",
            person("Rhea Regulatory", "2026-01-02T00:00:00Z", "Submitted", content, tags)));
    signed(
        writer,
        keys,
        "seal",
        Map.of(
            "contentHash",
            content,
            "metadataHash",
            tags,
            "signatures",
            List.of("sig-1"),
            "carries",
            List.of("carry-1")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(Map.of("piece", "Morning"), keys, keys, out);
    return out.toByteArray();
  }

  private static Map<String, Object> person(
      String name, String time, String meaning, String content, String tags) {
    return Map.of(
        "printedName", name,
        "person", name,
        "time", time,
        "meaning", meaning,
        "lane", "LEGAL",
        "verdict", "APPROVE",
        "contentHash", content,
        "metadataHash", tags);
  }

  private static Map<String, Object> changed(
      Change change, String which, Map<String, Object> said) {
    Map<String, Object> changed = new TreeMap<>(said);
    Map.Entry<String, String> one = change.of(which, said);
    if (one != null) {
      changed.put(one.getKey(), one.getValue());
    }
    return changed;
  }

  private static void signed(
      BundleWriter writer, KeyFolder keys, String place, Map<String, Object> said) {
    byte[] statement = CanonicalJson.of(said);
    writer
        .add(place + "/statement.json", statement)
        .add(place + "/signature.bin", keys.sign(statement))
        .add(place + "/key.txt", keys.keyId());
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private byte[] bundle() throws IOException {
    KeyFolder keys = KeyFolder.open(folder.resolve("keys"));
    byte[] piece = "Take it in the morning.".getBytes(StandardCharsets.UTF_8);
    byte[] metadata = CanonicalJson.of(Map.of("title", "Morning"));
    Map<String, String> statement =
        new TreeMap<>(
            Map.of(
                "contentHash", Sha256.hex(piece),
                "metadataHash", Sha256.hex(metadata),
                "checkRun", "a-run-32-letters",
                "verdict", "APPROVE",
                "person", "max.medical",
                "printedName", "Max Medical",
                "time", "2026-01-01T00:00:00Z",
                "meaning", "Approval"));
    byte[] said = CanonicalJson.of(statement);
    BundleWriter writer =
        new BundleWriter()
            .add("piece/piece.txt", piece)
            .add(BundleVerifier.METADATA, metadata)
            .add(NAME_OF_32, "{}")
            .add(BundleVerifier.AUDIT, new AuditExcerpt(List.of(), List.of()).toBytes())
            .add("signatures/1/statement.json", said)
            .add("signatures/1/signature.bin", keys.sign(said))
            .add("signatures/1/key.txt", keys.keyId());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(Map.of("piece", "Morning"), keys, keys, out);
    return out.toByteArray();
  }
}
