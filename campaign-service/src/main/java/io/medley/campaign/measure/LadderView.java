package io.medley.campaign.measure;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How many HCPs stand on which rung, and how many moved. Reads only. */
public interface LadderView {

  /**
   * By topic.
   *
   * @param before the instant moves are counted from
   */
  List<Topic> of(Instant now, Instant before);

  /**
   * One topic.
   *
   * @param hcps HCPs by stage now; those who know nothing of it are not counted
   * @param up HCPs on a higher rung than before
   * @param down HCPs on a lower rung than before
   */
  record Topic(String topic, Map<Stage, Long> hcps, long up, long down) {

    /** Copies the map. */
    public Topic {
      hcps = Map.copyOf(hcps);
    }

    /** Net moves up. */
    public long net() {
      return up - down;
    }
  }
}
