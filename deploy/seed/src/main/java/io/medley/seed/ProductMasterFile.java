package io.medley.seed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The product master that is seeded: one fictional brand with its labels and registrations in three
 * markets.
 */
public final class ProductMasterFile {

  private static final String RESOURCE = "/seed/product-master.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ProductMasterFile() {}

  /** The whole product master as JSON. */
  public static JsonNode read() {
    try (InputStream in =
        Objects.requireNonNull(
            ProductMasterFile.class.getResourceAsStream(RESOURCE),
            "The product master is missing from the seed module")) {
      return JSON.readTree(in);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
