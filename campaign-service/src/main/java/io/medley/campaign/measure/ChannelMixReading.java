package io.medley.campaign.measure;

import io.medley.campaign.touch.ContactRules;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** By which channels brands contact HCPs, beside the house's rules of contact. */
@Service
public class ChannelMixReading {

  private final ChannelMix.Counting counting;
  private final ContactRules rules;
  private final Clock clock;

  ChannelMixReading(ChannelMix.Counting counting, ContactRules rules, Clock clock) {
    this.counting = counting;
    this.rules = rules;
    this.clock = clock;
  }

  /** Over the days the gate looks back, by brand and market. */
  @Transactional(readOnly = true)
  public List<ChannelMix> lately() {
    return ChannelMix.of(
        counting.since(clock.instant().minus(ContactRules.MIX_WINDOW)), rules.mix());
  }
}
