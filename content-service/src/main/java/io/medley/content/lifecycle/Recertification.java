package io.medley.content.lifecycle;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Certifying a version for a further term. The version stays servable and keeps its state
 * meanwhile.
 *
 * @param baseline what the last signature saw
 * @param current what the checks of this recertification saw
 * @param delta what differs between the two; all a signatory has to read
 * @param validToLimit latest end the markets, rights, references and claims allow
 * @param validToAfter the new end, once certified
 */
public record Recertification(
    UUID id,
    VersionId version,
    String requestedBy,
    Instant requestedAt,
    State state,
    @Nullable UUID checkRun,
    @Nullable Snapshot baseline,
    @Nullable Snapshot current,
    List<Difference> delta,
    Instant validToBefore,
    @Nullable Instant validToLimit,
    @Nullable Instant validToAfter,
    @Nullable Instant closedAt) {

  public Recertification {
    delta = List.copyOf(delta);
  }

  /** Where it stands. */
  public enum State {
    /** Asked for; the checks run. */
    ASKED,
    /** Waits for its signature. */
    OPEN,
    CERTIFIED,
    REFUSED,
    /** The version expired, was superseded or withdrawn meanwhile. */
    ENDED
  }

  /**
   * What a signature saw.
   *
   * @param packVersion names and versions of the rule packs
   * @param findings what the checks found, by the finding's key
   * @param labels label version by market
   */
  public record Snapshot(
      Instant at, String packVersion, Map<String, Found> findings, Map<String, String> labels) {

    public Snapshot {
      findings = java.util.Collections.unmodifiableMap(new TreeMap<>(findings));
      labels = java.util.Collections.unmodifiableMap(new TreeMap<>(labels));
    }
  }

  /** A finding in short. */
  public record Found(String rule, String severity, String message) {}

  /**
   * One thing that is not as it was.
   *
   * @param area what kind of thing
   * @param what the thing
   * @param before as the last signature saw it; may be empty
   * @param now as it is
   * @param blocks whether it stops the certification
   */
  public record Difference(Area area, String what, String before, String now, boolean blocks) {}

  /** What may differ. */
  public enum Area {
    LABEL("Label"),
    CLAIM("Claim"),
    REFERENCE("Reference"),
    REGISTRATION("Registration"),
    MASTER("Master"),
    RULE_PACK("Rules"),
    NEW_FINDING("New finding"),
    GONE_FINDING("No longer found");

    private final String title;

    Area(String title) {
      this.title = title;
    }

    /** As the page says it. */
    public String title() {
      return title;
    }
  }
}
