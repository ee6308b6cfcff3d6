package io.medley.seed.document;

import io.medley.seed.ProductMasterFile;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The numbered reference list of the sample pieces, in the product master's order. */
final class References {

  private References() {}

  /** "1. Title", "2. Title" … for the first {@code count} references. */
  static List<String> first(int count) {
    List<String> lines = new ArrayList<>();
    for (JsonNode reference : ProductMasterFile.read().path("references")) {
      if (lines.size() < count) {
        lines.add((lines.size() + 1) + ". " + reference.path("title").asString());
      }
    }
    return List.copyOf(lines);
  }
}
