package io.medley.platform.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Ed25519 keys in a folder: {@code <id>.private} (PKCS 8), {@code <id>.public} (X.509), {@code
 * current} (the id that signs). A key's id is derived from its public half. Rotation adds a pair
 * and moves {@code current}; the old ones stay for ever, or old signatures could not be verified
 * and old seals not be recognised.
 */
public final class KeyFolder implements Signer, Sealer, SignatureVerifier, PublicKeys {

  private static final String ALGORITHM = "Ed25519";
  private static final String MAC = "HmacSHA256";
  private static final String SEALING = "medley seal 1";

  private final Path folder;
  private final String keyId;
  private final PrivateKey privateKey;

  /** Public halves by id; an id names its bytes, so what was read once stays right. */
  private final Map<String, byte[]> read = new ConcurrentHashMap<>();

  /** Secrets for seals, by the id of the key they are derived from. */
  private final Map<String, SecretKey> sealing = new ConcurrentHashMap<>();

  private KeyFolder(Path folder, String keyId, PrivateKey privateKey) {
    this.folder = folder;
    this.keyId = keyId;
    this.privateKey = privateKey;
  }

  /** Opens the folder; creates it and a first key if there is none. Instances may race. */
  public static KeyFolder open(Path folder) throws IOException {
    return locked(
        folder,
        () -> {
          if (!Files.exists(folder.resolve("current"))) {
            create(folder);
          }
          return load(folder);
        });
  }

  /** Makes a new key the signing one; earlier public keys stay. Other instances see it on start. */
  public static KeyFolder rotate(Path folder) throws IOException {
    return locked(
        folder,
        () -> {
          create(folder);
          return load(folder);
        });
  }

  @Override
  public String keyId() {
    return keyId;
  }

  @Override
  public byte[] sign(byte[] data) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(data);
      return signature.sign();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("Cannot sign with key " + keyId, broken);
    }
  }

  @Override
  public boolean verify(String id, byte[] data, byte[] signed) {
    return publicKey(id).filter(key -> PublicKeys.verify(key, data, signed)).isPresent();
  }

  @Override
  public Optional<byte[]> publicKey(String id) {
    byte[] known = read.get(id);
    if (known != null) {
      return Optional.of(known.clone());
    }
    if (!id.matches("[0-9a-f]{32}") || !Files.exists(folder.resolve(id + ".public"))) {
      return Optional.empty();
    }
    try {
      byte[] encoded = Files.readAllBytes(folder.resolve(id + ".public"));
      if (!id.equals(PublicKeys.idOf(encoded))) {
        return Optional.empty();
      }
      read.put(id, encoded);
      return Optional.of(encoded.clone());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public byte[] seal(byte[] data) {
    return mac(
        sealingKey(keyId)
            .orElseThrow(() -> new IllegalStateException("The key " + keyId + " is gone")),
        data);
  }

  @Override
  public boolean isSeal(String id, byte[] data, byte[] seal) {
    return sealingKey(id)
        .filter(secret -> MessageDigest.isEqual(mac(secret, data), seal))
        .isPresent();
  }

  private Optional<SecretKey> sealingKey(String id) {
    SecretKey known = sealing.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    Path half = folder.resolve(id + ".private");
    if (!id.matches("[0-9a-f]{32}") || !Files.exists(half)) {
      return Optional.empty();
    }
    try {
      SecretKey secret =
          KDF.getInstance("HKDF-SHA256")
              .deriveKey(
                  MAC,
                  HKDFParameterSpec.ofExtract()
                      .addIKM(Files.readAllBytes(half))
                      .thenExpand(SEALING.getBytes(StandardCharsets.US_ASCII), 32));
      sealing.put(id, secret);
      return Optional.of(secret);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("Java has HKDF since 25", impossible);
    }
  }

  private static byte[] mac(SecretKey secret, byte[] data) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(secret);
      return mac.doFinal(data);
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("Every Java has " + MAC, impossible);
    }
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  private static <T> T locked(Path folder, Work<T> work) throws IOException {
    Files.createDirectories(folder);
    synchronized (KeyFolder.class) {
      try (FileChannel lock =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        lock.lock();
        return work.run();
      }
    }
  }

  private static void create(Path folder) throws IOException {
    KeyPair pair = generate();
    String id = PublicKeys.idOf(pair.getPublic().getEncoded());
    write(folder, id + ".public", pair.getPublic().getEncoded(), "rw-r--r--");
    write(folder, id + ".private", pair.getPrivate().getEncoded(), "rw-------");
    write(folder, "current", id.getBytes(StandardCharsets.US_ASCII), "rw-r--r--");
  }

  private static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("Java has Ed25519 since 15", impossible);
    }
  }

  private static KeyFolder load(Path folder) throws IOException {
    String id = Files.readString(folder.resolve("current"), StandardCharsets.US_ASCII).strip();
    byte[] encoded = Files.readAllBytes(folder.resolve(id + ".private"));
    try {
      PrivateKey key =
          KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      return new KeyFolder(folder, id, key);
    } catch (GeneralSecurityException broken) {
      throw new IOException("The key " + id + " in " + folder + " cannot be read", broken);
    }
  }

  private static void write(Path folder, String name, byte[] bytes, String permissions)
      throws IOException {
    Path temporary = folder.resolve(name + ".new");
    Files.deleteIfExists(temporary);
    Files.createFile(
        temporary,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
    try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      ByteBuffer remaining = ByteBuffer.wrap(bytes);
      while (remaining.hasRemaining()) {
        file.write(remaining);
      }
      file.force(true);
    }
    Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }
}
