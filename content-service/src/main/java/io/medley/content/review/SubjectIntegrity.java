package io.medley.content.review;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.MetadataHash;
import io.medley.content.signing.SigningRefusal;
import io.medley.platform.signing.Sha256;
import io.medley.platform.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/**
 * Proves that what is about to be signed is what is stored: the bytes and the tags are hashed
 * again, not believed.
 */
@Component
class SubjectIntegrity {

  private final ObjectStore store;

  SubjectIntegrity(ObjectStore store) {
    this.store = store;
  }

  /** Must not be called inside a transaction: it reads the whole file. */
  void requireIntact(AssetVersion version) {
    String metadataHash =
        MetadataHash.of(version.asset(), version.contentHash(), version.metadata());
    if (!metadataHash.equals(version.metadataHash())
        || !version.contentHash().equals(hash(version.contentHash()))) {
      throw new SigningRefusal.SubjectChanged();
    }
  }

  private String hash(String address) {
    MessageDigest digest = Sha256.digest();
    try (InputStream bytes = store.open(address);
        OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      bytes.transferTo(sink);
    } catch (IOException outage) {
      throw new UncheckedIOException(outage);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
