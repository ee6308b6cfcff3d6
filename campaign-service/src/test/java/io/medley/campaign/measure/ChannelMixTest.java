package io.medley.campaign.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.medley.campaign.measure.ChannelMix.Count;
import io.medley.campaign.measure.ChannelMix.Group;
import io.medley.campaign.measure.ChannelMix.Share;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChannelMixTest {

  @Test
  void shouldPutEachGroupBesideWhatIsWantedInItsMarket() {
    List<ChannelMix> mixes =
        ChannelMix.of(
            List.of(
                new Count("zelvaro", "GB", 1, "EMAIL", 30),
                new Count("zelvaro", "GB", 1, "SMS", 10),
                new Count("zelvaro", "GB", 3, "EMAIL", 60),
                new Count("zelvaro", "DE", 1, "EMAIL", 5),
                new Count("adora", "GB", 2, "PORTAL", 1)),
            Map.of("GB", Map.of("EMAIL", 80, "REP_EMAIL", 10)));

    assertThat(mixes)
        .extracting(ChannelMix::brandId, ChannelMix::market)
        .containsExactly(tuple("adora", "GB"), tuple("zelvaro", "DE"), tuple("zelvaro", "GB"));
    ChannelMix british = mixes.getLast();
    assertThat(british.channels())
        .as("what is wanted and was never used is a channel, too")
        .containsExactly("EMAIL", "REP_EMAIL", "SMS");
    assertThat(british.groups())
        .containsExactly(
            new Group(0, 100, List.of(share(90, 80), share(0, 10), share(10, null))),
            new Group(1, 40, List.of(share(75, 80), share(0, 10), share(25, null))),
            new Group(3, 60, List.of(share(100, 80), share(0, 10), share(0, null))));
    assertThat(mixes.get(1).groups().getFirst().shares())
        .as("nothing is wanted there")
        .containsExactly(share(100, null));
  }

  @Test
  void shouldSayHowFarAShareIsFromWhatIsWanted() {
    assertThat(share(75, 80).drift()).isEqualTo(-5);
    assertThat(share(75, 80).far()).isFalse();
    assertThat(share(90, 80).far()).isTrue();
    assertThat(share(70, 80).far()).isTrue();
    assertThat(share(100, null).drift()).isZero();
  }

  private static Share share(long percent, @Nullable Integer wanted) {
    return new Share(percent, wanted);
  }
}
