package io.medley.content.market;

import io.medley.content.signing.Lane;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one market demands.
 *
 * @param market ISO 3166 alpha-2; {@code *} for markets without a pack of their own
 * @param version raised with every change; stored with what was decided by it
 * @param title as people say it in a sentence
 * @param basis the rules of the market this pack follows
 * @param zone in which the market's days begin and end
 * @param lanes which lanes look, per tier {@code T0 T1 T2 T3}
 * @param onTrigger which lanes look besides, when something in the piece calls for them
 * @param mayShare pairs of lanes one person may sign both of; every other pair wants two people
 * @param noAdministrativeTier purposes whose changes are never only administrative (T0)
 * @param workingDays how long a lane may take, per tier
 * @param holidays days that are no working days, with their names
 * @param clearedBeforeUse whether the authority clears material before its first use
 * @param recertificationMonths longest validity of an approval
 * @param objectionWorkingDays how long signers may object after conditions were verified
 * @param conditionsWorkingDays how long the agency may take to meet conditions
 * @param roundsBeforeMeeting the round after which a meeting is held before another return
 * @param steps what happens between the seal and going live, in order
 */
public record MarketPack(
    String market,
    String version,
    String title,
    String basis,
    ZoneId zone,
    String language,
    Map<String, List<Lane>> lanes,
    List<OnTrigger> onTrigger,
    Set<Set<Lane>> mayShare,
    Set<String> noAdministrativeTier,
    FinalSignatory finalSignatory,
    Map<String, Integer> workingDays,
    Map<LocalDate, String> holidays,
    boolean clearedBeforeUse,
    int recertificationMonths,
    int objectionWorkingDays,
    int conditionsWorkingDays,
    int roundsBeforeMeeting,
    List<Step> steps) {

  /** The lanes something in a piece can call for. */
  public static final Set<Lane> CALLED =
      Collections.unmodifiableSet(
          EnumSet.of(
              Lane.MEDICAL, Lane.LEGAL, Lane.REGULATORY, Lane.PHARMACOVIGILANCE, Lane.PRIVACY));

  /** The tiers a pack speaks of, the deepest review first. */
  public static final List<String> TIERS = List.of("T1", "T2", "T3", "T0");

  public MarketPack {
    lanes = Map.copyOf(lanes);
    onTrigger = List.copyOf(onTrigger);
    mayShare = Set.copyOf(mayShare);
    noAdministrativeTier = Set.copyOf(noAdministrativeTier);
    workingDays = Map.copyOf(workingDays);
    holidays = Collections.unmodifiableMap(new TreeMap<>(holidays));
    steps = List.copyOf(steps);
  }

  /** The lanes of a tier. */
  public List<Lane> lanes(String tier) {
    return lanes.getOrDefault(tier, List.of());
  }

  /** Working days a lane may take; an unknown tier gets the longest time. */
  public int workingDays(String tier) {
    return workingDays.getOrDefault(tier, workingDays.getOrDefault("T1", 10));
  }

  /** Whether this day is worked on: Monday to Friday, no holiday. */
  public boolean worksOn(LocalDate day) {
    return switch (day.getDayOfWeek()) {
      case SATURDAY, SUNDAY -> false;
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> !holidays.containsKey(day);
    };
  }

  /** The triggers that open a lane in a tier. */
  public Set<String> triggers(String tier, Lane lane) {
    return onTrigger.stream()
        .filter(one -> one.lane() == lane && one.tiers().contains(tier))
        .flatMap(one -> one.triggers().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * A lane that looks besides those of the tier.
   *
   * @param lane one of {@link #CALLED}
   * @param tiers in which tiers it is called
   * @param triggers what calls it; each alone suffices
   */
  public record OnTrigger(Lane lane, Set<String> tiers, Set<String> triggers) {
    public OnTrigger {
      tiers = Set.copyOf(tiers);
      triggers = Set.copyOf(triggers);
    }
  }

  /**
   * Who signs last in this market.
   *
   * @param who the qualification the market asks for
   * @param signsFinalForm whether after changes only a fresh signature on the final form counts
   * @param basis rule that asks for it
   */
  public record FinalSignatory(String title, String who, boolean signsFinalForm, String basis) {}

  /**
   * Something that has to be recorded after approval and before the piece may be used.
   *
   * @param key unique over all packs; names the record
   * @param asks what the person is asked to do, in one or two sentences
   * @param state where the version waits meanwhile: {@code FINAL_FORM} or {@code
   *     SUBMISSION_PENDING}
   * @param lane whose authority may record it
   * @param onlyForChannels empty = for every channel
   * @param onlyForPurposes empty = for every purpose
   * @param record what is written down, e.g. the certificate's number
   * @param mayBeRefused whether the answer can be no; then the piece goes back to the agency
   * @param tacitAfterDays calendar days of silence that count as consent; null if silence never
   *     does
   * @param tacitAfterStep the step whose record the silence is counted from
   * @param authority who is told or asked, in its own name; null if nobody is
   * @param submissionType what the authority calls such a submission, e.g. its form; null likewise
   */
  public record Step(
      String key,
      String title,
      String asks,
      State state,
      Lane lane,
      Set<String> onlyForChannels,
      Set<String> onlyForPurposes,
      int workingDays,
      String record,
      boolean mayBeRefused,
      @Nullable Integer tacitAfterDays,
      @Nullable String tacitAfterStep,
      @Nullable String authority,
      @Nullable String submissionType,
      String basis) {

    public Step {
      onlyForChannels = Set.copyOf(onlyForChannels);
      onlyForPurposes = Set.copyOf(onlyForPurposes);
    }

    /** Whether a piece with this purpose and these channels needs the step. */
    public boolean concerns(String purpose, java.util.Collection<String> channels) {
      return (onlyForPurposes.isEmpty() || onlyForPurposes.contains(purpose))
          && (onlyForChannels.isEmpty() || channels.stream().anyMatch(onlyForChannels::contains));
    }

    /** Where a version waits for a step. */
    public enum State {
      /** The form that will be used is looked at once more. */
      FINAL_FORM,
      /** An authority is told or asked. */
      SUBMISSION_PENDING
    }
  }
}
