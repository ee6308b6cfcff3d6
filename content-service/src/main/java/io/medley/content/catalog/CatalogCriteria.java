package io.medley.content.catalog;

/**
 * What somebody looks for. Empty text = no wish.
 *
 * @param text words to find in title, job code, key messages
 * @param agency whose work alone may be found; empty for everybody who is of no agency
 */
public record CatalogCriteria(
    String text,
    String market,
    String language,
    String channel,
    String audience,
    String brand,
    String materialType,
    String agency,
    int page) {

  /** Hits per page. */
  public static final int PAGE_SIZE = 20;

  public CatalogCriteria {
    page = Math.clamp(page, 0, 400);
  }
}
