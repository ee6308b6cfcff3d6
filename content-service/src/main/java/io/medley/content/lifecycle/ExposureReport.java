package io.medley.content.lifecycle;

import io.medley.content.asset.VersionId;
import io.medley.content.usage.VersionUsage;
import io.medley.content.usage.VersionUsage.Exposure;
import io.medley.content.usage.VersionUsages;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who may have seen a version, in counts per market, channel and day. Who they are stays with
 * campaign-service and is opened there, under its own authority.
 */
@Service
public class ExposureReport {

  private final Approvals approvals;
  private final Recalls recalls;
  private final VersionUsages usages;

  ExposureReport(Approvals approvals, Recalls recalls, VersionUsages usages) {
    this.approvals = approvals;
    this.recalls = recalls;
    this.usages = usages;
  }

  /**
   * The report.
   *
   * @param places sums per market and channel
   * @param recall its withdrawal or suspension, if there was one
   * @param reportedAt when campaign-service was last heard of; {@code null} = never
   */
  public record Report(
      Approval approval,
      VersionUsage usage,
      List<Place> places,
      @Nullable Recall recall,
      @Nullable Instant reportedAt) {
    public Report {
      places = List.copyOf(places);
    }
  }

  /** Sums of one market and channel; a person counts once a day. */
  public record Place(String market, String channel, long contacts, long inDoubt, long days) {}

  /** The report of a version that went live. */
  @Transactional(readOnly = true)
  public Report of(VersionId version) {
    Approval approval =
        approvals.find(version).orElseThrow(() -> new LifecycleRefusal.NeverLive(version));
    VersionUsage usage = Objects.requireNonNull(usages.of(List.of(version)).get(version));
    return new Report(
        approval,
        usage,
        places(usage),
        recalls.newest(version).orElse(null),
        usages.reported().at());
  }

  /** The days as a table, RFC 4180. */
  public static String csv(Report report) {
    StringBuilder csv =
        new StringBuilder("job_code,version,market,channel,day,people,contacts,in_doubt\r\n");
    for (Exposure day : report.usage().exposure()) {
      csv.append(
          "%s,%s,%s,%s,%s,%d,%d,%d\r\n"
              .formatted(
                  report.approval().jobCode(),
                  report.approval().versionNumber(),
                  day.market(),
                  day.channel(),
                  day.day(),
                  day.hcps(),
                  day.contacts(),
                  day.inDoubt()));
    }
    return csv.toString();
  }

  private static List<Place> places(VersionUsage usage) {
    Map<List<String>, Place> places = new LinkedHashMap<>();
    for (Exposure day : usage.exposure()) {
      places.merge(
          List.of(day.market(), day.channel()),
          new Place(day.market(), day.channel(), day.contacts(), day.inDoubt(), 1),
          (one, other) ->
              new Place(
                  one.market(),
                  one.channel(),
                  one.contacts() + other.contacts(),
                  one.inDoubt() + other.inDoubt(),
                  one.days() + other.days()));
    }
    return List.copyOf(places.values());
  }
}
