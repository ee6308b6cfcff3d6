package io.medley.content.claim;

import io.medley.content.asset.AssetId;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.asset.Visibility;
import io.medley.content.asset.Visibility.Scope;
import io.medley.content.usage.VersionUsage;
import io.medley.content.usage.VersionUsages;
import io.medley.platform.security.Actor;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where a claim or a reference is used: claim to piece to campaign to journey, with how many people
 * were served. One local question; who they are stays with campaign-service.
 */
@Service
public class WhereUsed {

  private final Uses uses;
  private final VersionUsages usages;
  private final Visibility visibility;

  WhereUsed(Uses uses, VersionUsages usages, Visibility visibility) {
    this.uses = uses;
    this.usages = usages;
    this.visibility = visibility;
  }

  /**
   * The answer.
   *
   * @param total over all uses this person may see, not only those on this page
   * @param reportedAt when campaign-service was last heard of; {@code null} = never
   */
  public record Answer(Total total, List<Use> uses, @Nullable Instant reportedAt) {
    public Answer {
      uses = List.copyOf(uses);
    }
  }

  /**
   * Sums.
   *
   * @param live versions that may be served now
   * @param contacts hand-overs, exact
   * @param hcpsAtMost people; who was served two of the versions is counted twice
   */
  public record Total(
      long versions, long assets, long live, long campaigns, long contacts, long hcpsAtMost) {}

  /** A version that uses it. */
  public record Use(
      VersionId version,
      AssetId asset,
      String number,
      VersionState state,
      String title,
      String jobCode,
      String agency,
      List<String> countries,
      String language,
      List<String> through,
      VersionUsage usage) {
    public Use {
      countries = List.copyOf(countries);
      through = List.copyOf(through);
    }
  }

  /** What is asked about. */
  public sealed interface Subject {
    /** A claim, in any of its versions. */
    record OfClaim(String claimId) implements Subject {}

    /** A reference: pieces that list it, and pieces that use a claim resting on it. */
    record OfReference(String referenceId) implements Subject {}

    /** A module: pieces assembled from it, in any of its versions. */
    record OfModule(String moduleId) implements Subject {}
  }

  /** Rows of uses. */
  public interface Uses {

    /**
     * Versions that use it, live ones first.
     *
     * @param states only in these; {@code null} = in any
     */
    List<Use> page(Subject subject, @Nullable Set<VersionState> states, int offset, int limit);

    /** Sums over all of them. */
    Total total(Subject subject, @Nullable Set<VersionState> states);

    /** In how many versions each of these claims stands. */
    Map<String, Long> versions(Collection<String> claimIds);
  }

  /**
   * Answers.
   *
   * @param limit most uses to list
   */
  @Transactional(readOnly = true)
  public Answer of(Subject subject, int offset, int limit, Actor by) {
    ClaimReading.requireOfTheHouse(by);
    Set<VersionState> states =
        switch (visibility.of(by)) {
          case Scope.Everything all -> null;
          case Scope.InStates some -> some.states();
          case Scope.OwnAgency own -> Set.of();
          case Scope.Nothing none -> Set.of();
        };
    List<Use> page = uses.page(subject, states, offset, limit);
    Map<VersionId, VersionUsage> known = usages.of(page.stream().map(Use::version).toList());
    return new Answer(
        uses.total(subject, states),
        page.stream()
            .map(
                use ->
                    new Use(
                        use.version(),
                        use.asset(),
                        use.number(),
                        use.state(),
                        use.title(),
                        use.jobCode(),
                        use.agency(),
                        use.countries(),
                        use.language(),
                        use.through(),
                        Optional.ofNullable(known.get(use.version())).orElse(use.usage())))
            .toList(),
        usages.reported().at());
  }

  /** In how many versions each of these claims stands, whoever asks. */
  @Transactional(readOnly = true)
  public Map<String, Long> versions(Collection<String> claimIds) {
    return uses.versions(claimIds);
  }
}
