package io.medley.campaign.measure;

import io.medley.campaign.journey.StageOf;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Stages by the evidence of the ladder. */
@Component
class LadderStages implements StageOf {

  private final Ladders ladders;

  LadderStages(Ladders ladders) {
    this.ladders = ladders;
  }

  @Override
  public Optional<String> stage(UUID hcpId, String topic, Instant now) {
    Ladder.Rung rung =
        Ladder.at(
            ladders.of(hcpId).stream().filter(each -> each.topic().equals(topic)).toList(), now);
    return rung.because().map(evidence -> rung.stage().name());
  }
}
