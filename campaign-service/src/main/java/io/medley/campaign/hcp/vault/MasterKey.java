package io.medley.campaign.hcp.vault;

import io.medley.platform.signing.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that wraps every HCP's data key: 32 bytes in a file of the keys folder that only the
 * service's user may read. Made on first use; of several processes starting at once one makes it
 * and all use it. Who loses the file loses every personal value: it belongs in the backup, apart
 * from the database's.
 */
record MasterKey(String id, SecretKey key) {

  private static final String FILE = "personal-values.key";
  private static final int BYTES = 32;

  static MasterKey in(Path folder) {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(FILE);
      if (!Files.exists(file)) {
        make(folder, file);
      }
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length != BYTES) {
        throw new IllegalStateException(
            "%s must hold %d bytes, it holds %d".formatted(file, BYTES, bytes.length));
      }
      return new MasterKey(Sha256.hex(bytes).substring(0, 16), new SecretKeySpec(bytes, "AES"));
    } catch (IOException broken) {
      throw new UncheckedIOException("The keys folder " + folder + " cannot be used", broken);
    }
  }

  private static void make(Path folder, Path file) throws IOException {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    Path draft =
        Files.createTempFile(
            folder,
            "personal-values",
            ".draft",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        channel.write(java.nio.ByteBuffer.wrap(bytes));
        channel.force(true);
      }
      // A hard link appears at once with all its bytes, and only if nobody else's is there.
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException another) {
      // Another process made it first: that one is used.
      return;
    } finally {
      Files.delete(draft);
    }
  }
}
