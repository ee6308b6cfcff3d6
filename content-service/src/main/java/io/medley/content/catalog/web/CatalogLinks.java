package io.medley.content.catalog.web;

import io.medley.content.catalog.CatalogCriteria;
import io.medley.content.catalog.CatalogPage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;

/** Filters live in the address, so that a search can be shared and Back works. */
final class CatalogLinks {

  private CatalogLinks() {}

  record FacetLinks(String title, List<ValueLink> values) {}

  record ValueLink(String value, String label, long count, String href, boolean chosen) {}

  /** Facets with their links; {@code words} says how people call a code. */
  static List<FacetLinks> facets(
      CatalogPage found, CatalogCriteria criteria, Map<String, String> words) {
    Map<String, String> chosen = wishes(criteria);
    return found.facets().stream()
        .filter(facet -> !facet.values().isEmpty())
        .map(
            facet ->
                new FacetLinks(
                    facet.title(),
                    facet.values().stream()
                        .map(
                            value -> {
                              boolean is = value.value().equals(chosen.get(facet.name()));
                              return new ValueLink(
                                  value.value(),
                                  words.getOrDefault(
                                      facet.name().equals("type")
                                          ? "type:" + value.value()
                                          : value.value(),
                                      value.value()),
                                  value.count(),
                                  link(criteria, facet.name(), is ? "" : value.value()),
                                  is);
                            })
                        .toList()))
        .toList();
  }

  static String page(CatalogCriteria criteria, int page) {
    return link(criteria, "page", page == 0 ? "" : Integer.toString(page));
  }

  /** The wishes as the part of the address after the question mark. */
  static String query(CatalogCriteria criteria) {
    String link = link(criteria, "page", "");
    int mark = link.indexOf('?');
    return mark < 0 ? "" : link.substring(mark + 1);
  }

  private static String link(CatalogCriteria criteria, String name, String value) {
    Map<String, String> wishes = wishes(criteria);
    wishes.put(name, value);
    UriComponentsBuilder link = UriComponentsBuilder.fromPath("/catalog");
    wishes.forEach(
        (key, wish) -> {
          if (!wish.isBlank()) {
            link.queryParam(key, "{" + key + "}");
          }
        });
    return link.encode().buildAndExpand(wishes).toUriString();
  }

  private static Map<String, String> wishes(CatalogCriteria criteria) {
    Map<String, String> wishes = new LinkedHashMap<>();
    wishes.put("q", criteria.text());
    wishes.put("market", criteria.market());
    wishes.put("language", criteria.language());
    wishes.put("channel", criteria.channel());
    wishes.put("audience", criteria.audience());
    wishes.put("brand", criteria.brand());
    wishes.put("type", criteria.materialType());
    return wishes;
  }
}
