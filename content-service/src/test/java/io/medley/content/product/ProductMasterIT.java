package io.medley.content.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.RunningContentService;
import io.medley.content.RunningContentService.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The product master by tables: errors row by row, history of every change, events. */
class ProductMasterIT {

  private static final RunningContentService SERVICE = RunningContentService.get();

  private final String brand = "brand-" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void shouldTakeGoodRowsAndNameEachBadOneWithLineAndColumn() {
    table("brands", "id,name,inn,company\n" + brand + ",Testora,testorin,Northwind (fictional)\n");
    table(
        "indications",
        "id,brand_id,name,statement_en-GB\n%s-a,%s,Something,treatment of something\n"
            .formatted(brand, brand));

    Answer report =
        table(
            "registrations",
            """
            brand_id,indication_id,market,number,from,to
            %1$s,%1$s-a,GB,PL 1,2026-01-01,
            %1$s,%1$s-a,gb,PL 2,2026-01-01,
            %1$s,%1$s-x,DE,PL 3,2026-01-01,
            nobody,%1$s-a,DE,PL 4,2026-01-01,
            %1$s,%1$s-a,DE,,2026-01-01,
            %1$s,%1$s-a,DE,PL 6,1.1.2026,
            %1$s,%1$s-a,DE,PL 7,2026-01-01,2025-01-01
            %1$s,%1$s-a,GB,PL 8,2026-01-01,
            %1$s,too,few
            """
                .formatted(brand));

    assertThat(report.status()).as(report.body().toString()).isEqualTo(200);
    assertThat(report.body().path("created").asInt()).isEqualTo(1);
    assertThat(report.body().path("rows").asInt()).isEqualTo(9);
    assertThat(report.body().path("errors"))
        .extracting(error -> error.path("line").asInt() + " " + error.path("column").asString())
        .containsExactly(
            "3 market",
            "4 indication_id",
            "5 brand_id",
            "6 number",
            "7 from",
            "8 to",
            "9 number",
            "10 ");
  }

  @Test
  void shouldWriteNothingInARehearsal() {
    Answer rehearsed =
        SERVICE.postText(
            "ada.admin",
            "/api/product-master/tables/brands?rehearse=true",
            "text/csv",
            "id,name,inn,company\n" + brand + ",Testora,testorin,Northwind (fictional)\n");

    assertThat(rehearsed.body().path("created").asInt()).isEqualTo(1);
    assertThat(SERVICE.get("ada.admin", "/api/product-master").body().path("brands").toString())
        .doesNotContain(brand);
  }

  @Test
  void shouldRefuseWhatIsNoTableAndWhoeverMayNotImport() {
    Answer header = table("brands", "id,name\nx,y\n");

    assertThat(header.status()).isEqualTo(422);
    assertThat(header.body().path("detail").asString()).contains("“inn”");
    assertThat(table("nonsense", "id\n").status()).isEqualTo(422);
    assertThat(
            SERVICE
                .postText(
                    "cora.coordinator",
                    "/api/product-master/tables/brands",
                    "text/csv",
                    "id,name,inn,company\n")
                .status())
        .isEqualTo(403);
    assertThat(
            SERVICE
                .get("anna.agency", "/api/product-master/facts?brand=zelvaro&market=GB")
                .status())
        .isEqualTo(403);
  }

  @Test
  void shouldKeepEveryChangeAndTellOfALostRegistration() throws Exception {
    table("brands", "id,name,inn,company\n" + brand + ",Testora,testorin,Northwind (fictional)\n");
    table("indications", "id,brand_id,name\n%s-a,%s,Something\n".formatted(brand, brand));
    String row =
        "brand_id,indication_id,market,number,from,to\n%1$s,%1$s-a,GB,PL 1,2020-01-01,%2$s\n";
    table("registrations", row.formatted(brand, ""));
    table("registrations", row.formatted(brand, "2020-12-31"));

    Answer history =
        SERVICE.get(
            "mia.marketer",
            "/api/product-master/records/registration?id=%1$s/GB/%1$s-a".formatted(brand));
    JsonNode facts =
        SERVICE
            .get("mia.marketer", "/api/product-master/facts?brand=" + brand + "&market=GB")
            .body();
    Answer events = SERVICE.get("cora.coordinator", "/api/claims/events?limit=500");

    assertThat(history.body()).hasSize(2);
    JsonNode change = history.body().get(0).path("changes").get(0);
    assertThat(change.path("field").asString()).isEqualTo("to");
    assertThat(change.path("after").asString()).isEqualTo("2020-12-31");
    assertThat(facts.path("inn").get(0).asString()).isEqualTo("testorin");
    assertThat(facts.path("markets").get(0).path("unregistered").get(0).asString())
        .isEqualTo(brand + "-a");
    assertThat(events.body())
        .anySatisfy(
            event -> {
              assertThat(event.path("kind").asString()).isEqualTo("REGISTRATION_LOST");
              assertThat(event.path("subject").asString())
                  .isEqualTo("registration/%1$s/GB/%1$s-a".formatted(brand));
            });
    assertThat(page("mia.marketer", "/products")).contains("Testora", "Not in force");
    assertThat(
            page(
                "mia.marketer",
                "/products/records?kind=registration&id=%1$s/GB/%1$s-a".formatted(brand)))
        .contains("Revision 2", "2020-12-31");
    assertThat(page("ada.admin", "/products/import")).contains("Rehearse");
  }

  private static Answer table(String table, String csv) {
    return SERVICE.postText("ada.admin", "/api/product-master/tables/" + table, "text/csv", csv);
  }

  private static String page(String person, String path) throws Exception {
    HttpResponse<String> response =
        SERVICE
            .browser(person)
            .send(
                HttpRequest.newBuilder(SERVICE.base().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return response.body();
  }
}
