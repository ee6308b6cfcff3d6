package io.medley.campaign.launch.web;

import io.medley.campaign.launch.Criterion;
import io.medley.campaign.launch.LaunchPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a campaign enters the world, as a browser's fields; hence the setters. */
class LaunchForm {

  private int pilotPercent;
  private int pilotDays = 1;
  private int waves = 1;
  private int waveDays = 1;
  private String pilotTerritories = "";
  private Map<Criterion.Measure, String> criteria = new EnumMap<>(Criterion.Measure.class);

  static LaunchForm of(LaunchPlan plan) {
    LaunchForm form = new LaunchForm();
    form.pilotPercent = plan.pilotPercent();
    form.pilotDays = plan.pilotDays();
    form.waves = plan.waves();
    form.waveDays = plan.waveDays();
    form.pilotTerritories = String.join(", ", plan.pilotTerritories());
    plan.criteria()
        .forEach(criterion -> form.criteria.put(criterion.measure(), plain(criterion.percent())));
    return form;
  }

  private static String plain(double percent) {
    return percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
  }

  /** What has to be reached and what must not be exceeded follows from the measure. */
  static Criterion.Bound bound(Criterion.Measure measure) {
    return switch (measure) {
      case CONTACTED, OPENED, CLICKED -> Criterion.Bound.AT_LEAST;
      case UNSUBSCRIBED, NOT_MADE -> Criterion.Bound.AT_MOST;
    };
  }

  /**
   * The plan.
   *
   * @throws IllegalArgumentException in one sentence, if a share cannot be read
   */
  LaunchPlan plan() {
    List<Criterion> written = new ArrayList<>();
    criteria.forEach(
        (measure, percent) -> {
          if (percent != null && !percent.isBlank()) {
            written.add(new Criterion(measure, bound(measure), number(percent)));
          }
        });
    List<String> territories =
        Arrays.stream(pilotTerritories.split(",", -1))
            .map(String::strip)
            .filter(code -> !code.isEmpty())
            .distinct()
            .toList();
    return new LaunchPlan(pilotPercent, pilotDays, waves, waveDays, written, territories);
  }

  private static double number(String percent) {
    try {
      return Double.parseDouble(percent.strip().replace(',', '.'));
    } catch (NumberFormatException unreadable) {
      throw new IllegalArgumentException(
          "\"%s\" is no share; write a number of percent.".formatted(percent), unreadable);
    }
  }

  public int getPilotPercent() {
    return pilotPercent;
  }

  public void setPilotPercent(int pilotPercent) {
    this.pilotPercent = pilotPercent;
  }

  public int getPilotDays() {
    return pilotDays;
  }

  public void setPilotDays(int pilotDays) {
    this.pilotDays = pilotDays;
  }

  public int getWaves() {
    return waves;
  }

  public void setWaves(int waves) {
    this.waves = waves;
  }

  public int getWaveDays() {
    return waveDays;
  }

  public void setWaveDays(int waveDays) {
    this.waveDays = waveDays;
  }

  public String getPilotTerritories() {
    return pilotTerritories;
  }

  public void setPilotTerritories(String pilotTerritories) {
    this.pilotTerritories = pilotTerritories;
  }

  public Map<Criterion.Measure, String> getCriteria() {
    return criteria;
  }

  public void setCriteria(Map<Criterion.Measure, String> criteria) {
    this.criteria = criteria;
  }

  /** The share written for a measure; null if it is no criterion. */
  public @Nullable String percent(Criterion.Measure measure) {
    return criteria.get(measure);
  }

  /** "at least" or "at most". */
  public String boundWords(Criterion.Measure measure) {
    return bound(measure) == Criterion.Bound.AT_LEAST ? "at least" : "at most";
  }
}
