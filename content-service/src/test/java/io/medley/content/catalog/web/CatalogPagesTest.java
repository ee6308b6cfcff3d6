package io.medley.content.catalog.web;

import static io.medley.content.lifecycle.ApprovalFixtures.aLivePiece;
import static io.medley.content.lifecycle.ApprovalFixtures.approval;
import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.PageRendering;
import io.medley.content.catalog.CatalogCriteria;
import io.medley.content.catalog.CatalogPage;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.ApprovalState;
import io.medley.content.lifecycle.Recall;
import io.medley.platform.security.Actor;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class CatalogPagesTest {

  private static final Actor CORA =
      new Actor("cora.coordinator", "Cora Coordinator", Set.of("COORDINATOR"), null);

  @Test
  void shouldMarkWhatWasFoundAndKeepFiltersInTheAddress() throws Exception {
    CatalogCriteria criteria = new CatalogCriteria("launch", "GB", "", "", "", "", "", "", 0);
    CatalogPage found =
        new CatalogPage(
            1,
            List.of(
                new CatalogPage.Hit(
                    aLivePiece(),
                    List.of(
                        new CatalogPage.Highlight("Launch", true),
                        new CatalogPage.Highlight(" e-mail", false)))),
            List.of(
                new CatalogPage.Facet(
                    "market", "Market", List.of(new CatalogPage.Facet.Value("GB", 1))),
                new CatalogPage.Facet(
                    "channel", "Channel", List.of(new CatalogPage.Facet.Value("EMAIL", 1)))));

    Document page = PageRendering.page("catalog/search", CORA, search(criteria, found));

    assertThat(page.select("mark").text()).isEqualTo("Launch");
    assertThat(page.select(".facet a").eachAttr("href"))
        .containsExactly("/catalog?q=launch", "/catalog?q=launch&market=GB&channel=EMAIL");
    assertThat(page.select(".facet a").eachText()).containsExactly("United Kingdom 1", "EMAIL 1");
    assertThat(page.select(".empty")).isEmpty();
  }

  @Test
  void shouldSayWhatToDoWhenNothingIsThere() throws Exception {
    CatalogCriteria criteria = new CatalogCriteria("", "", "", "", "", "", "", "", 0);

    Document page =
        PageRendering.page(
            "catalog/search", CORA, search(criteria, new CatalogPage(0, List.of(), List.of())));

    assertThat(page.select(".empty")).hasSize(1);
    assertThat(page.select(".empty").text()).contains("The catalog is empty");
  }

  @Test
  void shouldOfferToTakeALivePieceBackToThoseWhoMay() throws Exception {
    Map<String, Object> model = piece(aLivePiece());
    assertThat(PageRendering.page("catalog/piece", CORA, model).select("button.danger")).hasSize(1);

    model.put("mayWithdraw", false);
    assertThat(PageRendering.page("catalog/piece", CORA, model).select("button.danger")).isEmpty();
  }

  @Test
  void shouldTellHowAWithdrawalStands() throws Exception {
    Approval piece = approval(ApprovalState.WITHDRAWN);
    Instant at = Instant.parse("2026-06-01T00:00:00Z");
    Map<String, Object> model = piece(piece);
    model.put("servable", false);
    model.put(
        "recall",
        new Recall.Outcome(
            new Recall(
                piece.version(),
                2,
                Recall.Kind.WITHDRAW,
                "Wrong dose",
                "cora.coordinator",
                at,
                UUID.randomUUID(),
                7L,
                at.plusSeconds(1),
                0),
            List.of(new Recall.Acknowledgement("campaign", Recall.How.PASSED, 0))));

    Document page = PageRendering.page("catalog/piece", CORA, model);

    assertThat(page.body().text())
        .contains("Wrong dose", "every sender answered", "campaign: acknowledged")
        .doesNotContain("Download");
    assertThat(page.select("button.danger")).isEmpty();
  }

  private static Map<String, Object> search(CatalogCriteria criteria, CatalogPage found) {
    Map<String, Object> model = new HashMap<>();
    model.put("found", found);
    model.put("criteria", criteria);
    model.put("facets", CatalogLinks.facets(found, criteria, Map.of("GB", "United Kingdom")));
    model.put("filtered", !criteria.text().isBlank());
    return model;
  }

  private static Map<String, Object> piece(Approval approval) {
    Map<String, Object> model = new HashMap<>();
    model.put("piece", approval);
    model.put("servable", true);
    model.put("mayOpen", true);
    model.put("proof", List.of());
    model.put("mayWithdraw", true);
    model.put("others", List.of(approval));
    return model;
  }
}
