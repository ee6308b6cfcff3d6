package io.medley.local.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.UUID;

/** The provider's RSA key, made once and kept in a file only its owner reads. */
final class SigningKey {

  private SigningKey() {}

  static RSAKey kept(Path file) {
    try {
      if (Files.exists(file)) {
        return RSAKey.parse(Files.readString(file));
      }
      RSAKey made =
          new RSAKeyGenerator(2048)
              .keyUse(KeyUse.SIGNATURE)
              .keyID(UUID.randomUUID().toString())
              .generate();
      Path next = file.resolveSibling(file.getFileName() + ".next");
      Files.deleteIfExists(next);
      Files.createFile(
          next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(next, made.toJSONString());
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      return made;
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException("The signing key in " + file + " cannot be read or made.", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
