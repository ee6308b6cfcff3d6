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

  /**
   * One step from a leaf to the root.
   *
   * @param side where the neighbour stands: {@code left} or {@code right}
   * @param hash the neighbour's hash, lower-case hex
   */
  record Step(String side, String hash) {}

  /** Root over the leaves, lower-case hex. */
  static String root(List<String> leaves) {
    if (leaves.isEmpty()) {
      return Sha256.hex(new byte[0]);
    }
    List<byte[]> level = hashed(leaves);
    while (level.size() > 1) {
      level = above(level);
    }
    return HexFormat.of().formatHex(level.getFirst());
  }

  /** The neighbours that lead from one leaf to the root (RFC 6962 section 2.1.1). */
  static List<Step> path(List<String> leaves, int index) {
    List<Step> path = new ArrayList<>();
    List<byte[]> level = hashed(leaves);
    int place = index;
    while (level.size() > 1) {
      int neighbour = place % 2 == 0 ? place + 1 : place - 1;
      if (neighbour < level.size()) {
        path.add(
            new Step(
                neighbour < place ? "left" : "right",
                HexFormat.of().formatHex(level.get(neighbour))));
      }
      level = above(level);
      place /= 2;
    }
    return path;
  }

  /** The root that a leaf and its path give, lower-case hex. */
  static String root(String leaf, List<Step> path) {
    HexFormat hex = HexFormat.of();
    byte[] hash = leafHash(hex.parseHex(leaf));
    for (Step step : path) {
      byte[] neighbour = hex.parseHex(step.hash());
      hash = step.side().equals("left") ? node(neighbour, hash) : node(hash, neighbour);
    }
    return hex.formatHex(hash);
  }

  private static List<byte[]> hashed(List<String> leaves) {
    HexFormat hex = HexFormat.of();
    List<byte[]> level = new ArrayList<>(leaves.size());
    for (String leaf : leaves) {
      level.add(leafHash(hex.parseHex(leaf)));
    }
    return level;
  }

  /** Pairing neighbours and carrying an odd last one up gives RFC 6962's tree. */
  private static List<byte[]> above(List<byte[]> level) {
    List<byte[]> above = new ArrayList<>((level.size() + 1) / 2);
    for (int i = 0; i + 1 < level.size(); i += 2) {
      above.add(node(level.get(i), level.get(i + 1)));
    }
    if (level.size() % 2 == 1) {
      above.add(level.getLast());
    }
    return above;
  }

  private static byte[] leafHash(byte[] leaf) {
    MessageDigest digest = Sha256.digest();
    digest.update((byte) 0);
    return digest.digest(leaf);
  }

  private static byte[] node(byte[] left, byte[] right) {
    MessageDigest digest = Sha256.digest();
    digest.update((byte) 1);
    digest.update(left);
    return digest.digest(right);
  }
}
