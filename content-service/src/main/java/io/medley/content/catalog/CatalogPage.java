package io.medley.content.catalog;

import io.medley.content.lifecycle.Approval;
import java.util.List;

/**
 * What was found.
 *
 * @param total how many the search found in all
 * @param facets values to narrow by, most frequent first
 */
public record CatalogPage(long total, List<Hit> hits, List<Facet> facets) {

  public CatalogPage {
    hits = List.copyOf(hits);
    facets = List.copyOf(facets);
  }

  /**
   * A piece that is live as the store says now.
   *
   * @param highlights the words found, in plain text pieces that alternate between plain and found
   * @param excerpt where the piece's own words say it, in the same form; empty if they do not
   */
  public record Hit(Approval approval, List<Highlight> highlights, List<Highlight> excerpt) {
    public Hit {
      highlights = List.copyOf(highlights);
      excerpt = List.copyOf(excerpt);
    }

    /** A hit by its title. */
    public Hit(Approval approval, List<Highlight> highlights) {
      this(approval, highlights, List.of());
    }
  }

  /** A stretch of title or text, found or not. */
  public record Highlight(String text, boolean found) {}

  /** One dimension. */
  public record Facet(String name, String title, List<Value> values) {
    public Facet {
      values = List.copyOf(values);
    }

    /** A value and how many pieces have it. */
    public record Value(String value, long count) {}
  }
}
