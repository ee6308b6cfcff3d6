package io.medley.campaign.touch;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.measure.Stage;
import io.medley.campaign.measure.StageEvidence;
import io.medley.campaign.touch.HcpHistory.PastPiece;
import io.medley.campaign.touch.HcpHistory.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuitabilityTest {

  private final Situation situation = new Situation();

  @ParameterizedTest
  @CsvSource({
    "dosing, DOSING, News, 1.0",
    "Dosing, dosing, News, 1.0",
    "renal dosing, EFFICACY, Renal dosing made plain, 0.7",
    "dosing, EFFICACY, Overdosing, 0",
    "access, EFFICACY, News, 0",
    "' ', EFFICACY, News, 0",
  })
  void shouldKnowWhatAPieceIsAboutByItsTagsAndByItsWords(
      String topic, String tag, String title, double about) {
    assertThat(Suitability.about(topic, facets(tag, "", List.of()), title)).isEqualTo(about);
  }

  @Test
  void shouldLetWhatWasAskedForDecideAmongWhatTheCampaignPlanned() {
    ServableVersion first = situation.version(1).about(facets("EFFICACY", "", List.of()));
    ServableVersion second = situation.version(2).about(facets("DOSING", "", List.of()));
    situation.history = asked("dosing");

    assertThat(score(second, 1).total()).isGreaterThan(score(first, 0).total());
    assertThat(part(score(second, 1), "topic").because())
        .isEqualTo("about dosing, which was asked for");
    situation.history = HcpHistory.NONE;
    assertThat(score(first, 0).total()).isGreaterThan(score(second, 1).total());
    assertThat(score(first, 0).parts()).extracting(Score.Part::name).doesNotContain("topic");
  }

  @Test
  void shouldAlwaysPreferWhatIsPlannedToWhatIsNot() {
    ServableVersion planned = situation.version(1).about(facets("EFFICACY", "ADVOCACY", List.of()));
    ServableVersion perfect = situation.version(2).about(facets("DOSING", "AWARENESS", List.of()));
    situation.history = asked("dosing");

    assertThat(score(planned, 200).total()).isGreaterThan(score(perfect, -1).total());
    assertThat(score(perfect, -1).parts().stream().mapToInt(Score.Part::weight).sum())
        .as("all parts but the plan")
        .isEqualTo(Suitability.WITHOUT_PLAN);
  }

  @ParameterizedTest
  @CsvSource({
    "CONTEMPLATION, CONSIDERATION, 1.0",
    "CONTEMPLATION, AWARENESS, 0.5",
    "CONTEMPLATION, ADVOCACY, 0",
    "CONTEMPLATION, ANY, 0.5",
    "MAINTENANCE, ADOPTION, 1.0",
    ", AWARENESS, 1.0",
  })
  void shouldFitThePieceToTheStageOnTheTopic(@Nullable Stage stage, String madeFor, double value) {
    situation.history =
        new HcpHistory(
            List.of(),
            List.of(),
            stage == null ? List.of() : List.of(evidence("DOSING", stage)),
            List.of("dosing"));
    ServableVersion version = situation.version(1).about(facets("DOSING", madeFor, List.of()));

    assertThat(part(score(version, -1), "stage").value()).isEqualTo(value);
  }

  @Test
  void shouldTakeTheStageOnTheTopicBeforeThatOnTheBrand() {
    situation.history =
        new HcpHistory(
            List.of(),
            List.of(),
            List.of(evidence("ACCESS", Stage.ADVOCACY), evidence("DOSING", Stage.AWARE)),
            List.of("dosing"));
    ServableVersion version = situation.version(1).about(facets("DOSING", "AWARENESS", List.of()));

    assertThat(part(score(version, -1), "stage").because()).startsWith("AWARE on DOSING");
    situation.history =
        new HcpHistory(List.of(), List.of(), situation.history.stages(), List.of("monitoring"));
    assertThat(part(score(version, -1), "stage").because())
        .as("nothing is known of it on that topic")
        .startsWith("ADVOCACY on ACCESS");
  }

  @Test
  void shouldTireOfAPieceAndOfItsClaimsAndForget() {
    ServableVersion version =
        situation.version(1).about(facets("DOSING", "", List.of("claim-1", "claim-2")));
    ServableVersion newer = situation.version(9);
    situation.history = seen(version, 30, "claim-1");

    assertThat(part(score(version, -1), "unseen").value()).isBetween(0.1, 0.2);
    assertThat(part(score(version, -1), "claims").because())
        .isEqualTo("1 of 2 claims not told lately");
    assertThat(part(score(newer, -1), "unseen").value()).isEqualTo(1);
    situation.history = seen(version, 200, "claim-1");
    assertThat(part(score(version, -1), "unseen").value()).isEqualTo(1);
    assertThat(part(score(version, -1), "claims").value()).isEqualTo(1);
  }

  @Test
  void shouldSayHowManyPointsEachPartGaveOfHowMany() {
    Score score = score(situation.version(1), -1);

    assertThat(score.parts())
        .allSatisfy(
            part -> {
              assertThat(part.points()).isEqualTo((int) Math.round(part.weight() * part.value()));
              assertThat(part.value()).isBetween(0.0, 1.0);
              assertThat(part.because()).isNotBlank();
            });
  }

  private Score score(ServableVersion version, int place) {
    return new Suitability(
            situation.command(), situation.hcp("GB"), situation.history, situation.now)
        .of(version, place);
  }

  private static Score.Part part(Score score, String name) {
    return score.parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private HcpHistory seen(ServableVersion version, long daysAgo, String claim) {
    return new HcpHistory(
        List.of(
            new PastPiece(
                version.versionId(),
                version.assetId(),
                "EMAIL",
                "EMAIL",
                Set.of(claim),
                situation.now.minus(Duration.ofDays(daysAgo)),
                Response.NONE,
                false,
                true)),
        List.of(),
        List.of(),
        List.of());
  }

  private static HcpHistory asked(String topic) {
    return new HcpHistory(List.of(), List.of(), List.of(), List.of(topic));
  }

  private StageEvidence evidence(String topic, Stage stage) {
    Instant at = situation.now.minus(Duration.ofDays(5));
    return new StageEvidence(
        UUID.randomUUID().toString(),
        situation.command().hcpId().value(),
        topic,
        stage,
        "TEST",
        true,
        at,
        "zelvaro");
  }

  static PieceFacets facets(String topic, String stage, List<String> claims) {
    return new PieceFacets(
        "PROMOTIONAL",
        List.of(topic),
        List.of(),
        List.of(),
        stage,
        List.of(),
        List.of(),
        "",
        claims,
        null);
  }
}
