package io.medley.content.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.asset.MetadataDetails.ImageRight;
import io.medley.content.asset.MetadataRequirements.Moment;
import io.medley.platform.problem.Lack;
import io.medley.platform.signing.CanonicalJson;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MetadataRequirementsTest {

  private static final LocalDate DAY = LocalDate.of(2026, 5, 1);

  @Test
  void shouldAskForEveryFieldOfAnOpenPiece() {
    assertThat(MetadataRequirements.open(AssetMetadata.open(), Moment.SUBMISSION))
        .extracting(Lack::field)
        .containsExactly(
            "title",
            "jobCode",
            "brandId",
            "details.productId",
            "indicationIds",
            "materialType",
            "details.subtype",
            "purpose",
            "countries",
            "language",
            "details.adaptation",
            "audiences",
            "channels",
            "details.keyMessageIds",
            "details.imageUse");
    assertThat(MetadataRequirements.open(AssetMetadata.open(), Moment.PUBLICATION))
        .extracting(Lack::field)
        .contains("validFrom", "validTo", "details.specialties", "details.journeyStage");
    assertThat(MetadataRequirements.completeness(AssetMetadata.open(), Moment.SUBMISSION))
        .isLessThan(0.2);
  }

  @Test
  void shouldLetACompletePieceThrough() {
    AssetMetadata complete = complete(details("MASTER", null, "NONE", List.of()));

    assertThat(MetadataRequirements.open(complete, Moment.PUBLICATION)).isEmpty();
    assertThat(MetadataRequirements.completeness(complete, Moment.PUBLICATION)).isEqualTo(1);
  }

  @Test
  void shouldAskForTheMasterOfATranslation() {
    assertThat(
            MetadataRequirements.open(
                complete(details("TRANSLATED", null, "NONE", List.of())), Moment.SUBMISSION))
        .extracting(Lack::field)
        .containsExactly("details.masterId");
    assertThat(
            MetadataRequirements.open(
                complete(details("TRANSLATED", UUID.randomUUID(), "NONE", List.of())),
                Moment.SUBMISSION))
        .isEmpty();
  }

  @Test
  void shouldAskForTheSourceOfEveryListedReference() {
    AssetMetadata one = complete(details("MASTER", null, "NONE", List.of()));
    AssetMetadata listed =
        new AssetMetadata(
            one.title(),
            one.jobCode(),
            one.brandId(),
            one.indicationIds(),
            one.materialType(),
            one.purpose(),
            one.countries(),
            one.language(),
            one.audiences(),
            one.channels(),
            one.keyMessages(),
            one.labelVersions(),
            one.safetyTexts(),
            one.validFrom(),
            one.validTo(),
            List.of(
                new AssetMetadata.ListedReference(1, "Known. 2025.", "known", 2),
                new AssetMetadata.ListedReference(2, "Nobody. 2024.", "")),
            one.details());

    assertThat(MetadataRequirements.open(listed, Moment.SUBMISSION))
        .singleElement()
        .satisfies(
            lack -> {
              assertThat(lack.field()).isEqualTo("references");
              assertThat(lack.message()).contains("2 “Nobody. 2024.”").doesNotContain("Known");
            });
  }

  @Test
  void shouldKeepTheHashOfWhatWasSignedBeforeEditionsWerePinned() {
    AssetMetadata.ListedReference before = new AssetMetadata.ListedReference(1, "Known.", "known");

    assertThat(CanonicalJson.text(before))
        .isEqualTo("{\"citation\":\"Known.\",\"marker\":1,\"referenceId\":\"known\"}");
  }

  @Test
  void shouldReadBackWhatIsStoredWithAndWithoutAnEdition() {
    JsonMapper json = JsonMapper.builder().build();
    for (AssetMetadata.ListedReference listed :
        List.of(
            new AssetMetadata.ListedReference(1, "Known.", "known"),
            new AssetMetadata.ListedReference(1, "Known.", "known", 3))) {
      assertThat(
              json.readValue(json.writeValueAsString(listed), AssetMetadata.ListedReference.class))
          .isEqualTo(listed);
    }
  }

  @Test
  void shouldAskForTheLicencesOfLicensedPictures() {
    assertThat(
            MetadataRequirements.open(
                complete(details("MASTER", null, "LICENSED", List.of())), Moment.SUBMISSION))
        .extracting(Lack::field)
        .containsExactly("details.imageRights");
    ImageRight right =
        new ImageRight("doctor.png", "Stillwater Pictures", List.of("GB"), DAY, false, "");
    assertThat(
            MetadataRequirements.open(
                complete(details("MASTER", null, "LICENSED", List.of(right))), Moment.SUBMISSION))
        .isEmpty();
  }

  @Test
  void shouldBindWhatMattersAndLeaveTheHashOfOlderPiecesAlone() {
    AssetId asset = AssetId.random();
    AssetMetadata plain = complete(MetadataDetails.none());
    AssetMetadata detailed = complete(details("MASTER", null, "NONE", List.of()));
    MetadataDetails toned =
        detailed
            .details()
            .described("FACTUAL", "", "", List.of("ALL"), List.of("ALL"), "ANY", "", "LOW");

    assertThat(MetadataHash.frozenFields(asset, "c", plain))
        .doesNotContainKeys("subtype", "imageUse");
    assertThat(MetadataHash.of(asset, "c", detailed))
        .isNotEqualTo(MetadataHash.of(asset, "c", plain))
        .isEqualTo(MetadataHash.of(asset, "c", detailed.withDetails(toned)));
  }

  static MetadataDetails details(
      String adaptation,
      @org.jspecify.annotations.Nullable UUID master,
      String imageUse,
      List<ImageRight> rights) {
    return new MetadataDetails(
        "MAILING",
        "zelvaro",
        adaptation,
        null,
        master,
        null,
        List.of(),
        List.of("EFFICACY"),
        "",
        "",
        "",
        List.of("ALL"),
        List.of("ALL"),
        "ANY",
        imageUse,
        rights,
        "",
        "");
  }

  static AssetMetadata complete(MetadataDetails details) {
    return new AssetMetadata(
            "Launch e-mail",
            "GB-ZEL-0001",
            "zelvaro",
            List.of("hypertension-adults"),
            "EMAIL",
            "PROMOTIONAL",
            List.of("GB"),
            "en-GB",
            List.of("HCP"),
            List.of("EMAIL"),
            List.of(),
            Map.of("GB", "2.1"),
            Map.of("GB", "isi@1"),
            DAY,
            DAY.plusYears(1),
            List.of())
        .withDetails(details);
  }
}
