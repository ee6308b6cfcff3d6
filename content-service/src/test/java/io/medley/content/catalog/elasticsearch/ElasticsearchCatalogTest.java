package io.medley.content.catalog.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.catalog.CatalogPage;
import org.junit.jupiter.api.Test;

class ElasticsearchCatalogTest {

  @Test
  void shouldSplitAMarkedTitleWithoutLosingAnything() {
    assertThat(ElasticsearchCatalog.split("\uE000Launch\uE001 of <b>the\uE000 year\uE001"))
        .containsExactly(
            new CatalogPage.Highlight("Launch", true),
            new CatalogPage.Highlight(" of <b>the", false),
            new CatalogPage.Highlight(" year", true));
    assertThat(ElasticsearchCatalog.split("plain"))
        .containsExactly(new CatalogPage.Highlight("plain", false));
  }
}
