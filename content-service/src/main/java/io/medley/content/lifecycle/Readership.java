package io.medley.content.lifecycle;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.Visibility;
import io.medley.platform.security.Actor;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Who may still read and who may download a version once it was published. Reviewers, coordinators
 * and its own agency read it whatever became of it: they have to know what was withdrawn and why.
 * Campaigns see its renditions only while it is live. Nobody downloads what was taken back.
 */
@Service
public class Readership {

  private final Approvals approvals;
  private final Recalls recalls;
  private final Visibility visibility;
  private final Clock clock;

  Readership(Approvals approvals, Recalls recalls, Visibility visibility, Clock clock) {
    this.approvals = approvals;
    this.recalls = recalls;
    this.visibility = visibility;
    this.clock = clock;
  }

  /**
   * Why this person may not look at the version's renditions; empty if they may. Whether they may
   * know of the version at all is asked of {@link Visibility} first.
   */
  public Optional<LifecycleRefusal.NotServed> againstReading(AssetVersion version, Actor actor) {
    if (!(visibility.of(actor) instanceof Visibility.Scope.InStates)) {
      return Optional.empty();
    }
    return standing(version).filter(standing -> !standing.shown()).map(this::refusal);
  }

  /** Why this person may not download the version's file; empty if they may. */
  public Optional<LifecycleRefusal.NotServed> againstDownloading(
      AssetVersion version, Actor actor) {
    boolean campaign = visibility.of(actor) instanceof Visibility.Scope.InStates;
    return standing(version)
        .filter(standing -> campaign ? !standing.servable() : standing.takenBack())
        .map(this::refusal);
  }

  /** What became of the version since its approval; empty if it never was published. */
  public Optional<Life> life(AssetVersion version) {
    return approvals
        .find(version.id())
        .map(
            approval ->
                new Life(approval, recalls.newest(version.id()).orElse(null), standing(approval)));
  }

  private Optional<Life> standing(AssetVersion version) {
    Optional<Life> life = life(version);
    // Approved by every lane and about to be published: not a campaign's to show yet.
    return life.isPresent() ? life : Optional.of(new Life(null, null, Standing.NOT_PUBLISHED));
  }

  private Standing standing(Approval approval) {
    return switch (approval.state()) {
      case LIVE ->
          approval.servableAt(clock.instant())
              ? Standing.LIVE
              : clock.instant().isBefore(approval.validFrom())
                  ? Standing.NOT_YET
                  : Standing.OUT_OF_DATE;
      case SUSPENDED -> Standing.HELD_BACK;
      case WITHDRAWING -> Standing.BEING_WITHDRAWN;
      case WITHDRAWN -> Standing.WITHDRAWN;
      case EXPIRED -> Standing.OUT_OF_DATE;
      case SUPERSEDED -> Standing.REPLACED;
    };
  }

  private LifecycleRefusal.NotServed refusal(Life life) {
    return new LifecycleRefusal.NotServed(life.standing(), life.reason());
  }

  /** Where a version stands after its approval, as people say it. */
  public enum Standing {
    NOT_PUBLISHED("is not published yet"),
    LIVE("is live"),
    NOT_YET("is approved, but its first day of use has not come"),
    HELD_BACK("is held back"),
    BEING_WITHDRAWN("is being withdrawn"),
    WITHDRAWN("was withdrawn"),
    OUT_OF_DATE("is out of date"),
    REPLACED("was replaced by a newer version");

    private final String words;

    Standing(String words) {
      this.words = words;
    }

    /** What follows "The piece". */
    public String words() {
      return words;
    }
  }

  /**
   * A version since its approval.
   *
   * @param approval {@code null} if it was never published
   * @param recall the newest withdrawal or suspension, if there was one
   */
  public record Life(
      @org.jspecify.annotations.Nullable Approval approval,
      @org.jspecify.annotations.Nullable Recall recall,
      Standing standing) {

    /** Whether it may be used at this instant. */
    public boolean servable() {
      return standing == Standing.LIVE;
    }

    /** Whether campaigns may look at it: also before its first day, to plan. */
    public boolean shown() {
      return servable() || standing == Standing.NOT_YET;
    }

    /** Whether it was taken back, for good or for a while. */
    public boolean takenBack() {
      return switch (standing) {
        case HELD_BACK, BEING_WITHDRAWN, WITHDRAWN -> true;
        case NOT_PUBLISHED, LIVE, NOT_YET, OUT_OF_DATE, REPLACED -> false;
      };
    }

    /** The reason that was given for taking it back; empty if it was not. */
    public String reason() {
      return takenBack() && recall != null ? recall.reason() : "";
    }
  }
}
