package io.medley.content.asset;

import java.util.List;

/**
 * Some of what a query found.
 *
 * @param total how many there are in all
 */
public record LibraryPage(List<StoredVersion> versions, long total) {

  public LibraryPage {
    versions = List.copyOf(versions);
  }
}
