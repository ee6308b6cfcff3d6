package io.medley.campaign.campaign;

import io.medley.platform.signing.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two to four contents of one slot tried against each other. Who gets which arm is decided by a
 * hash of campaign, slot and HCP alone, so it is the same after every restart, redeploy and import.
 *
 * @param arms the first one is what the others are compared with
 */
public record Experiment(List<Arm> arms) {

  private static final int MOST_ARMS = 4;
  private static final int LEAST_SHARE = 5;
  private static final int LONGEST_LABEL = 40;

  /**
   * One arm.
   *
   * @param label as people call it
   * @param share of the HCPs, in percent
   * @param versions pieces of the arm, best first; one per language is enough
   */
  public record Arm(String label, int share, List<UUID> versions) {

    /** Copies the list. */
    public Arm(@Nullable String label, int share, @Nullable List<UUID> versions) {
      this.label = label == null ? "" : label;
      this.share = share;
      this.versions = versions == null ? List.of() : List.copyOf(versions);
    }
  }

  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException in one sentence, if nothing could be learned from it
   */
  public Experiment {
    arms = List.copyOf(arms);
    if (arms.size() < 2 || arms.size() > MOST_ARMS) {
      throw new IllegalArgumentException("Try two to four arms against each other.");
    }
    Set<UUID> seen = new HashSet<>();
    Set<String> labels = new HashSet<>();
    for (Arm arm : arms) {
      if (arm.label().isBlank()
          || arm.label().length() > LONGEST_LABEL
          || !labels.add(arm.label())) {
        throw new IllegalArgumentException(
            "Give every arm a name of its own, of at most %d characters.".formatted(LONGEST_LABEL));
      }
      if (arm.versions().isEmpty()) {
        throw new IllegalArgumentException("Arm \"%s\" has no piece.".formatted(arm.label()));
      }
      if (arm.share() < LEAST_SHARE) {
        throw new IllegalArgumentException(
            "Every arm gets at least %d %% of the HCPs.".formatted(LEAST_SHARE));
      }
      for (UUID version : arm.versions()) {
        if (!seen.add(version)) {
          throw new IllegalArgumentException("A piece belongs to one arm only.");
        }
      }
    }
    if (arms.stream().mapToInt(Arm::share).sum() != 100) {
      throw new IllegalArgumentException("The shares of the arms make 100 %.");
    }
  }

  /**
   * The arm of an HCP, from 0.
   *
   * @param campaign the campaign; the same in all its versions, so a new version moves nobody
   */
  public int armOf(UUID campaign, String slot, UUID hcp) {
    byte[] hash =
        Sha256.of(("arm|" + campaign + "|" + slot + "|" + hcp).getBytes(StandardCharsets.UTF_8));
    long bucket = Integer.toUnsignedLong(ByteBuffer.wrap(hash).getInt()) % 100;
    int until = 0;
    for (int i = 0; i < arms.size(); i++) {
      until += arms.get(i).share();
      if (bucket < until) {
        return i;
      }
    }
    throw new IllegalStateException("The shares make 100 %");
  }

  /** Its arms in words that are the same after every start. */
  List<String> facts() {
    List<String> facts = new ArrayList<>();
    arms.forEach(arm -> facts.add(arm.label() + " " + arm.share() + " " + arm.versions()));
    return facts;
  }
}
