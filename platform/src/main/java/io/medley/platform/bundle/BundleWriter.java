package io.medley.platform.bundle;

import io.medley.platform.signing.CanonicalJson;
import io.medley.platform.signing.PublicKeys;
import io.medley.platform.signing.Sha256;
import io.medley.platform.signing.Signer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** Collects the files of a bundle, names them in a signed manifest and writes the zip. */
public final class BundleWriter {

  /** What the manifest says about the bundle's form. */
  public static final String FORMAT = "medley-inspection-bundle/1";

  static final String MANIFEST = "manifest.json";
  static final String MANIFEST_SIGNATURE = "manifest.sig";
  static final String MANIFEST_KEY = "manifest.key";
  static final String KEYS = "keys/";

  private final SortedMap<String, BundleArchive.Content> files = new TreeMap<>();

  /** One file the manifest names. */
  record Listed(String path, String sha256, long size) {}

  /**
   * Adds a file.
   *
   * @param path within the bundle; letters, digits, dots, dashes, underscores and slashes
   * @throws IllegalArgumentException if the path is something else or is taken
   */
  public BundleWriter add(String path, byte[] bytes) {
    return add(path, () -> new ByteArrayInputStream(bytes));
  }

  /** Adds a text in UTF-8. */
  public BundleWriter add(String path, String text) {
    return add(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a file whose bytes are read when they are needed, several times. */
  public BundleWriter add(String path, Callable<InputStream> bytes) {
    if (!path.matches("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*") || files.containsKey(path)) {
      throw new IllegalArgumentException("No path for one more file of a bundle: " + path);
    }
    files.put(path, () -> opened(bytes));
    return this;
  }

  /** Adds a public key as PEM, once. */
  public BundleWriter addKey(String keyId, PublicKeys keys) {
    String path = KEYS + keyId + ".pem";
    if (!files.containsKey(path)) {
      byte[] encoded =
          keys.publicKey(keyId)
              .orElseThrow(
                  () -> new IllegalStateException("The public key " + keyId + " is not here"));
      add(path, pem(encoded));
    }
    return this;
  }

  /**
   * Writes manifest, its signature and all files.
   *
   * @param subject what the bundle is about, expressible in canonical JSON
   */
  public void write(Map<String, ?> subject, Signer signer, PublicKeys keys, OutputStream out)
      throws IOException {
    addKey(signer.keyId(), keys);
    List<Listed> listed = new ArrayList<>();
    for (Map.Entry<String, BundleArchive.Content> file : files.entrySet()) {
      listed.add(listed(file.getKey(), file.getValue()));
    }
    byte[] manifest =
        CanonicalJson.of(Map.of("format", FORMAT, "subject", subject, "files", listed));
    byte[] signature = signer.sign(manifest);
    List<BundleArchive.Item> items = new ArrayList<>();
    items.add(item(MANIFEST, manifest));
    items.add(item(MANIFEST_SIGNATURE, signature));
    items.add(item(MANIFEST_KEY, signer.keyId().getBytes(StandardCharsets.US_ASCII)));
    files.forEach((path, content) -> items.add(new BundleArchive.Item(path, content)));
    BundleArchive.write(items, out);
  }

  static Listed listed(String path, BundleArchive.Content content) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream bytes = new DigestInputStream(content.open(), digest)) {
      long size = bytes.transferTo(OutputStream.nullOutputStream());
      return new Listed(path, HexFormat.of().formatHex(digest.digest()), size);
    }
  }

  private static String pem(byte[] encoded) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
        + "\n-----END PUBLIC KEY-----\n";
  }

  private static BundleArchive.Item item(String path, byte[] bytes) {
    return new BundleArchive.Item(path, () -> new ByteArrayInputStream(bytes));
  }

  private static InputStream opened(Callable<InputStream> bytes) throws IOException {
    try {
      return bytes.call();
    } catch (IOException | RuntimeException broken) {
      throw broken;
    } catch (Exception broken) {
      throw new IOException(broken);
    }
  }
}
