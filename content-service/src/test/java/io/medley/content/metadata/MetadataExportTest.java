package io.medley.content.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.asset.MetadataDetails.ImageRight;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every field that another standard has a name for is told in that standard's words. */
class MetadataExportTest {

  private static final UUID ASSET = UUID.randomUUID();
  private static final UUID VERSION = UUID.randomUUID();
  private static final UUID BASE = UUID.randomUUID();
  private static final UUID MASTER = UUID.randomUUID();
  private static final UUID VARIANT = UUID.randomUUID();
  private static final Instant CREATED = Instant.parse("2026-05-01T10:00:00Z");
  private static final LocalDate FROM = LocalDate.of(2026, 6, 1);
  private static final LocalDate TO = LocalDate.of(2027, 5, 31);

  @Test
  void shouldTellTheFifteenElementsOfDublinCore() {
    Map<String, Object> told = MetadataExport.dublinCore(document());

    assertThat(told)
        .containsKeys(
            "dc:title",
            "dc:creator",
            "dc:subject",
            "dc:description",
            "dc:publisher",
            "dc:contributor",
            "dc:date",
            "dc:type",
            "dc:format",
            "dc:identifier",
            "dc:source",
            "dc:language",
            "dc:relation",
            "dc:coverage",
            "dc:rights")
        .containsEntry("dcterms:audience", List.of("HCP", "CARDIOLOGY", "INNOVATORS"))
        .containsEntry("dcterms:references", List.of("Ahlqvist M. ZEAL-1."))
        .containsEntry("dcterms:valid", "2026-06-01/2027-05-31");
    assertThat(told.get("dc:identifier")).isEqualTo(List.of("urn:uuid:" + VERSION, "GB-ZEL-0001"));
    assertThat(told.get("dc:subject"))
        .isEqualTo(
            List.of(
                "Essential hypertension in adults",
                "ICD-10 I10",
                "EFFICACY",
                "SOBER",
                "ORDER",
                "INFORM"));
    assertThat(told.get("dc:relation"))
        .isEqualTo(
            List.of(
                "urn:uuid:" + BASE,
                "urn:uuid:" + MASTER,
                "urn:uuid:" + VARIANT,
                "urn:medley:module:opening"));
    assertThat(told.get("dc:contributor")).isEqualTo(List.of("Max Medical"));
  }

  @Test
  void shouldTellPrismWithItsUsageRights() {
    assertThat(MetadataExport.prism(document()))
        .containsEntry("prism:productCode", "GB-ZEL-0001")
        .containsEntry("prism:versionIdentifier", "1.0")
        .containsEntry("prism:contentType", "EMAIL")
        .containsEntry("prism:genre", "EMAIL_HCP")
        .containsEntry("prism:platform", List.of("EMAIL"))
        .containsEntry("prism:location", List.of("GB"))
        .containsEntry("prism:creationDate", CREATED.toString())
        .containsEntry("prism:modificationDate", CREATED.plusSeconds(60).toString())
        .containsEntry("prism:onSaleDate", "2026-06-01")
        .containsEntry("prism:expirationDate", "2027-05-31")
        .containsEntry("prism:isTranslationOf", "urn:uuid:" + MASTER)
        .containsEntry("prism:isVersionOf", "urn:uuid:" + VARIANT)
        .containsEntry("pur:expirationDate", "2027-05-31")
        .containsEntry("pur:optionEndDate", "2026-12-31")
        .containsEntry("pur:rightsAgent", List.of("Stillwater Pictures"));
  }

  @Test
  void shouldTellSchemaOrg() {
    Map<String, Object> told = MetadataExport.schemaOrg(document());

    assertThat(told)
        .containsEntry("@type", "CreativeWork")
        .containsEntry("identifier", "GB-ZEL-0001")
        .containsEntry("inLanguage", "en-GB")
        .containsEntry("expires", "2027-05-31")
        .containsEntry("additionalType", "EMAIL_HCP")
        .containsEntry("creativeWorkStatus", "LIVE")
        .containsEntry("publisher", Map.of("@type", "Organization", "identifier", "northlight"))
        .containsEntry("hasPart", List.of(Map.of("@type", "CreativeWork", "identifier", "opening")))
        .containsEntry(
            "citation",
            List.of(
                Map.of("@type", "CreativeWork", "name", "Ahlqvist M. ZEAL-1."),
                Map.of("@type", "Claim", "identifier", "zel-c-001@2")))
        .containsKeys("about", "audience", "spatialCoverage", "keywords", "isBasedOn", "sha256");
  }

  @Test
  void shouldSayInXmpWhoseThePicturesAre() {
    assertThat(Xmp.packet(document()))
        .contains("doctor.png: Stillwater Pictures, GB until 2026-12-31")
        .contains("<prism:expirationDate>2027-05-31</prism:expirationDate>");
  }

  private static MetadataDocument document() {
    return new MetadataDocument(
        new MetadataDocument.Identity(
            ASSET,
            VERSION,
            "1.0",
            "Launch e-mail",
            "GB-ZEL-0001",
            "ab".repeat(32),
            "cd".repeat(32),
            BASE,
            MASTER,
            VARIANT,
            List.of("opening")),
        new MetadataDocument.Kind(
            "EMAIL", "EMAIL_HCP", "text/html", List.of("EMAIL"), "PROMOTIONAL"),
        new MetadataDocument.Product(
            "zelvaro",
            "Zelvaro",
            "zelvaro",
            List.of("zelvarostat"),
            "cardiovascular",
            List.of(
                new MetadataDocument.Indication(
                    "hypertension-adults", "Essential hypertension in adults", "I10"))),
        new MetadataDocument.Audience(
            List.of("HCP"), List.of("CARDIOLOGY"), List.of("INNOVATORS"), "ANY"),
        new MetadataDocument.Market(List.of("GB"), "en-GB", "TRANSLATED"),
        new MetadataDocument.Message(
            List.of("EFFICACY"),
            List.of("once a day"),
            "SOBER",
            "ORDER",
            "INFORM",
            List.of(
                new MetadataDocument.Claim(
                    "zel-c-001", 2, "EXACT", 1, 0, 9, "words", List.of("zeal-1")),
                new MetadataDocument.Claim("", 0, "NONE", 1, 10, 19, "other", List.of())),
            List.of(
                new MetadataDocument.Reference(
                    1, "zeal-1", "3", "Ahlqvist M. ZEAL-1.", 5, "quote", null, false))),
        List.of(),
        new MetadataDocument.Review(
            "T1",
            List.of(),
            List.of(
                new MetadataDocument.Lane(
                    "MEDICAL",
                    "CLOSED",
                    "APPROVE",
                    "max.medical",
                    "Max Medical",
                    CREATED,
                    UUID.randomUUID())),
            List.of(),
            null),
        List.of(),
        new MetadataDocument.Validity(FROM, TO, TO.minusDays(90), "LIVE", null, null, true),
        new MetadataDocument.Rights(
            "LICENSED",
            List.of(
                new ImageRight(
                    "doctor.png",
                    "Stillwater Pictures",
                    List.of("GB"),
                    LocalDate.of(2026, 12, 31),
                    false,
                    ""))),
        new MetadataDocument.Operations(
            "mia.marketer", "northlight", "anna.agency", "", 1, CREATED, CREATED.plusSeconds(60)),
        new MetadataDocument.TagQuality(1, null, List.of()),
        new MetadataDocument.Usage(0, null, 0));
  }
}
