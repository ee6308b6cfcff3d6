package io.medley.campaign.journey;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A room that knows something of an HCP's timeline. Every bean of this type is asked. */
public interface TimelineSource {

  /** Its lines about the HCP, in any order. */
  List<Line> of(HcpId hcp);

  /**
   * A line before the names of campaigns are known.
   *
   * @param campaignId null if it belongs to none
   * @param brandId null if it belongs to none, or to the campaign's
   * @param what state, answer or event, as a code
   * @param reason coded reason; null without one
   * @param why one sentence; empty where there is nothing to add
   * @param until until when something lasts; null if nothing does
   * @param anchor id of the line on the page, so that others can link to it
   * @param facts what decided it or belongs to it, as it was then
   */
  record Line(
      Instant at,
      TimelineEntry.Kind kind,
      @Nullable UUID campaignId,
      @Nullable String brandId,
      @Nullable String stepId,
      String what,
      @Nullable String reason,
      String why,
      @Nullable Instant until,
      @Nullable String anchor,
      List<HcpTimeline.Fact> facts) {

    /** Copies the list. */
    public Line {
      facts = List.copyOf(facts);
    }
  }
}
