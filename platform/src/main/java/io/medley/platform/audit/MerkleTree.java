package io.medley.platform.audit;

import io.medley.platform.signing.Sha256;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Merkle tree hash of RFC 6962 section 2.1: leaves and nodes are hashed with different prefixes.
 */
final class MerkleTree {

  private MerkleTree() {}

  /** Root over the leaves, lower-case hex. */
  static String root(List<String> leaves) {
    if (leaves.isEmpty()) {
      return Sha256.hex(new byte[0]);
    }
    List<byte[]> level = new ArrayList<>(leaves.size());
    HexFormat hex = HexFormat.of();
    for (String leaf : leaves) {
      MessageDigest digest = Sha256.digest();
      digest.update((byte) 0);
      level.add(digest.digest(hex.parseHex(leaf)));
    }
    // Pairing neighbours and carrying an odd last one up gives RFC 6962's tree.
    while (level.size() > 1) {
      List<byte[]> above = new ArrayList<>((level.size() + 1) / 2);
      for (int i = 0; i + 1 < level.size(); i += 2) {
        MessageDigest digest = Sha256.digest();
        digest.update((byte) 1);
        digest.update(level.get(i));
        above.add(digest.digest(level.get(i + 1)));
      }
      if (level.size() % 2 == 1) {
        above.add(level.getLast());
      }
      level = above;
    }
    return hex.formatHex(level.getFirst());
  }
}
