package io.medley.platform.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {

  private static final byte[] DATA = "what is signed".getBytes(StandardCharsets.UTF_8);

  @Test
  void shouldVerifyOnlyWhatWasSigned(@TempDir Path folder) throws Exception {
    KeyFolder keys = KeyFolder.open(folder);
    byte[] signature = keys.sign(DATA);

    assertThat(signature).hasSize(64);
    assertThat(keys.verify(keys.keyId(), DATA, signature)).isTrue();
    assertThat(keys.verify(keys.keyId(), new byte[] {1}, signature)).isFalse();
    assertThat(keys.verify("0".repeat(32), DATA, signature)).isFalse();
    assertThat(keys.verify("../etc/passwd", DATA, signature)).isFalse();
    signature[3] ^= 1;
    assertThat(keys.verify(keys.keyId(), DATA, signature)).isFalse();
    assertThat(keys.verify(keys.keyId(), DATA, new byte[0])).isFalse();
  }

  @Test
  void shouldKeepItsKeyAcrossRestartsAndOldOnesAcrossRotation(@TempDir Path folder)
      throws Exception {
    KeyFolder first = KeyFolder.open(folder);
    byte[] signature = first.sign(DATA);

    KeyFolder rotated = KeyFolder.rotate(folder);

    assertThat(rotated.keyId()).isNotEqualTo(first.keyId());
    assertThat(KeyFolder.open(folder).keyId()).isEqualTo(rotated.keyId());
    assertThat(rotated.verify(first.keyId(), DATA, signature)).isTrue();
    assertThat(rotated.verify(rotated.keyId(), DATA, rotated.sign(DATA))).isTrue();
  }

  @Test
  void shouldRefuseAPublicKeyPutInAnothersPlace(@TempDir Path folder) throws Exception {
    KeyFolder victim = KeyFolder.open(folder);
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    KeyFolder attacker = KeyFolder.open(elsewhere);
    Files.write(
        folder.resolve(victim.keyId() + ".public"),
        Files.readAllBytes(elsewhere.resolve(attacker.keyId() + ".public")));

    assertThat(victim.verify(victim.keyId(), DATA, attacker.sign(DATA))).isFalse();
  }

  @Test
  void shouldKeepPrivateKeysPrivate(@TempDir Path folder) throws Exception {
    KeyFolder.open(folder);

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".private")))
          .singleElement()
          .satisfies(
              file ->
                  assertThat(Files.getPosixFilePermissions(file))
                      .isEqualTo(PosixFilePermissions.fromString("rw-------")));
    }
  }

  @Test
  void shouldRecogniseItsSealsAfterRotationAndNoOthers(@TempDir Path folder, @TempDir Path other)
      throws Exception {
    KeyFolder first = KeyFolder.open(folder);
    byte[] seal = first.seal(DATA);
    KeyFolder rotated = KeyFolder.rotate(folder);

    assertThat(rotated.isSeal(first.keyId(), DATA, seal)).isTrue();
    assertThat(rotated.isSeal(rotated.keyId(), DATA, seal)).isFalse();
    assertThat(rotated.isSeal(first.keyId(), new byte[] {1}, seal)).isFalse();
    assertThat(rotated.isSeal(first.keyId(), DATA, new byte[0])).isFalse();
    assertThat(KeyFolder.open(other).isSeal(first.keyId(), DATA, seal)).isFalse();
  }
}
