package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How much HCPs like the channels, for people: the same estimate the gate goes by. */
@Component
public class HcpLikings {

  private static final UUID NO_ENROLMENT = new UUID(0, 0);

  private final Sends sends;

  HcpLikings(Sends sends) {
    this.sends = sends;
  }

  /** Liking of one channel. */
  public record OfChannel(String channel, Liking liking) {}

  /** Every channel something is known about, imported or observed, by name. */
  public List<OfChannel> of(HcpProfile hcp, Instant now) {
    HcpHistory history = history(hcp.id(), now);
    Set<String> channels = new TreeSet<>(hcp.affinities().keySet());
    history.pieces().stream()
        .filter(piece -> !piece.ghost())
        .forEach(piece -> channels.add(piece.channel()));
    if (!history.meetings().isEmpty()) {
      channels.add("REP");
    }
    return channels.stream()
        .map(
            channel ->
                new OfChannel(
                    channel,
                    Liking.ofChannel(channel, history, hcp.affinities().get(channel), now)))
        .toList();
  }

  private HcpHistory history(HcpId hcp, Instant now) {
    return sends.history(hcp, NO_ENROLMENT, now.minus(HcpHistory.MEMORY));
  }
}
