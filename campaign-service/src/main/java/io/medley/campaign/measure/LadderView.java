package io.medley.campaign.measure;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
   * @param topic what it is about; the brand's id for the brand over all its topics
   * @param brandId the brand; null if the topic belongs to none
   * @param hcps HCPs by stage now; those who know nothing of it are not counted
   * @param up HCPs on a higher rung than before
   * @param down HCPs on a lower rung than before
   */
  record Topic(String topic, @Nullable String brandId, Map<Stage, Long> hcps, long up, long down) {

    /** Copies the map. */
    public Topic {
      hcps = Map.copyOf(hcps);
    }

    /** Whether it is the brand over all its topics. */
    public boolean wholeBrand() {
      return topic.equals(brandId);
    }

    /** Net moves up. */
    public long net() {
      return up - down;
    }
  }
}
