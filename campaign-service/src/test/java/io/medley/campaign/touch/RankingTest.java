package io.medley.campaign.touch;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class RankingTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final HcpProfile HCP =
      new HcpProfile(
          HcpId.random(),
          "GB-1",
          "HCP-BCDF",
          "GB",
          "en-GB",
          ZoneId.of("Europe/London"),
          "CARDIOLOGY",
          "PRESCRIBER",
          1,
          Map.of(),
          false);

  @Test
  void shouldPreferWhatWasPlannedThenTheLocaleThenTheSlotThenTheUnseen() {
    ServableVersion planned = version(1, "en-US", "", "LIVE", null);
    ServableVersion locale = version(2, "en-GB", "announce", "LIVE", null);
    ServableVersion seen = version(3, "en-GB", "announce", "LIVE", null);
    ServableVersion other = version(4, "en-US", "", "LIVE", null);

    Ranking.Ranks ranks =
        rank(List.of(planned.versionId()), seen(seen), planned, locale, seen, other);

    assertThat(ranks.usable())
        .extracting(ranked -> ranked.version().versionId())
        .containsExactly(
            planned.versionId(), locale.versionId(), seen.versionId(), other.versionId());
    assertThat(ranks.usable())
        .allMatch(
            ranked ->
                ranked.total()
                    == ranked.score().parts().stream().mapToInt(Score.Part::points).sum());
  }

  @Test
  void shouldMoveOverToTheVersionThatTookThePlaceOfThePlannedOne() {
    ServableVersion planned = version(1, "en-GB", "announce", "SUPERSEDED", null);
    ServableVersion newer = newerVersionOf(planned, 7);
    ServableVersion other = version(2, "en-GB", "announce", "LIVE", null);

    Ranking.Ranks ranks =
        rank(List.of(planned.versionId()), HcpHistory.NONE, planned, other, newer);

    assertThat(ranks.usable())
        .extracting(ranked -> ranked.version().versionId())
        .containsExactly(newer.versionId(), other.versionId());
    assertThat(ranks.usable().getFirst().score().parts())
        .extracting(Score.Part::name)
        .contains("planned");
    assertThat(Ranking.stands(newer, planned)).isTrue();
    assertThat(Ranking.stands(newer, version(1, "en-GB", "announce", "WITHDRAWN", null)))
        .as("what was withdrawn is not followed by anything")
        .isFalse();
  }

  @Test
  void shouldDecideEqualScoresTheSameWayWhateverTheOrder() {
    ServableVersion first = version(1, "en-GB", "", "LIVE", null);
    ServableVersion second = version(2, "en-GB", "", "LIVE", null);

    assertThat(rank(List.of(), HcpHistory.NONE, first, second).usable())
        .isEqualTo(rank(List.of(), HcpHistory.NONE, second, first).usable());
  }

  @Test
  void shouldRuleOutWhatMayNotBeServedWithTheReason() {
    ServableVersion withdrawn = version(1, "en-GB", "", "WITHDRAWN", null);
    ServableVersion expired = version(2, "en-GB", "", "LIVE", NOW);
    ServableVersion german = version(3, "de-DE", "", "LIVE", null);
    UUID unheard = UUID.randomUUID();
    Map<UUID, ServableVersion> known = known(withdrawn, expired, german);
    Set<UUID> proposed = new LinkedHashSet<>(known.keySet());
    proposed.add(unheard);

    Ranking.Ranks ranks =
        Ranking.rank(proposed, known, Map.of(), HcpHistory.NONE, command(List.of()), HCP, NOW);

    assertThat(ranks.usable()).isEmpty();
    assertThat(
            ranks.ruledOut().stream()
                .collect(Collectors.toMap(Ranking.Ruled::versionId, Ranking.Ruled::reason)))
        .containsEntry(withdrawn.versionId(), "it is withdrawn")
        .containsEntry(expired.versionId(), "its approval ran out")
        .containsEntry(german.versionId(), "it is in de-DE")
        .containsEntry(unheard, "this service has not heard of it yet");
  }

  @Test
  void shouldNameThePlannedPieceThatFitsTheHcpWhateverItsState() {
    ServableVersion german = version(1, "de-DE", "", "LIVE", null);
    ServableVersion british = version(2, "en-GB", "", "WITHDRAWN", null);

    assertThat(
            Ranking.planned(
                known(german, british),
                command(List.of(german.versionId(), british.versionId())),
                HCP))
        .isEqualTo(british.versionId());
  }

  private static Ranking.Ranks rank(
      List<UUID> planned, HcpHistory history, ServableVersion... versions) {
    Map<UUID, ServableVersion> known = known(versions);
    return Ranking.rank(
        new LinkedHashSet<>(known.keySet()), known, Map.of(), history, command(planned), HCP, NOW);
  }

  private static HcpHistory seen(ServableVersion version) {
    return new HcpHistory(
        List.of(
            new HcpHistory.PastPiece(
                version.versionId(),
                version.assetId(),
                "EMAIL",
                "",
                Set.of(),
                NOW.minus(Duration.ofDays(1)),
                HcpHistory.Response.NONE,
                false,
                false)),
        List.of(),
        List.of(),
        List.of());
  }

  private static Map<UUID, ServableVersion> known(ServableVersion... versions) {
    return Stream.of(versions)
        .collect(Collectors.toMap(ServableVersion::versionId, Function.identity()));
  }

  private static TouchCommand command(List<UUID> planned) {
    return new TouchCommand(
        new SendKey(UUID.randomUUID(), "announce", 1),
        HCP.id(),
        UUID.randomUUID(),
        "zelvaro",
        "EMAIL",
        "announce",
        "HCP",
        new ContactPolicy(Map.of(), List.of(), Duration.ofDays(1)),
        false,
        planned);
  }

  private static ServableVersion newerVersionOf(ServableVersion older, int number) {
    ServableVersion newer = version(number, "en-GB", "announce", "LIVE", null);
    return new ServableVersion(
        newer.versionId(),
        older.assetId(),
        1,
        newer.state(),
        newer.contentHash(),
        newer.metadataHash(),
        newer.brandId(),
        newer.title(),
        newer.jobCode(),
        newer.materialType(),
        newer.markets(),
        newer.language(),
        newer.channels(),
        newer.audiences(),
        newer.slotHints(),
        null,
        null,
        newer.proof());
  }

  private static ServableVersion version(
      int number, String language, String slot, String state, @Nullable Instant validTo) {
    return new ServableVersion(
        new UUID(0, number),
        new UUID(1, number),
        1,
        state,
        "0".repeat(64),
        "0".repeat(64),
        "zelvaro",
        "Title " + number,
        "JOB-" + number,
        "EMAIL",
        Set.of("GB"),
        language,
        Set.of("EMAIL"),
        Set.of("HCP"),
        slot.isEmpty() ? Set.of() : Set.of(slot),
        null,
        validTo,
        JsonNodeFactory.instance.objectNode());
  }
}
