package io.medley.platform.bundle;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
