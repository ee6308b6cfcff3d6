package io.medley.campaign.measure;

import io.medley.campaign.journey.StageOf;
import java.time.Instant;
import java.util.List;
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
  public Optional<String> stage(UUID hcpId, String brandId, List<String> topics, Instant now) {
    List<StageEvidence> ofBrand =
        ladders.of(hcpId).stream().filter(each -> brandId.equals(each.brandId())).toList();
    return topics.stream()
        .map(
            topic ->
                Ladder.at(
                    ofBrand.stream()
                        .filter(each -> each.topic().equals(StageEvidence.code(topic)))
                        .toList(),
                    now))
        .filter(rung -> rung.because().isPresent())
        .findFirst()
        .or(() -> Optional.of(Ladder.at(ofBrand, now)))
        .filter(rung -> rung.because().isPresent())
        .map(rung -> rung.stage().name());
  }
}
