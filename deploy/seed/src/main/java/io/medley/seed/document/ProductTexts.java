package io.medley.seed.document;

import io.medley.seed.ProductMasterFile;
import tools.jackson.databind.JsonNode;

/**
 * What a piece for one market must carry, as the product master states it: documents quote these
 * texts and never keep their own copy of them.
 */
record ProductTexts(
    String brand,
    String inn,
    String company,
    String indication,
    String language,
    String safetyInformation,
    String prescribingInformation,
    String prescribingInformationUrl,
    String adverseEventStatement,
    boolean additionalMonitoring) {

  /** The texts of one brand in one market; the brand must have a label there. */
  static ProductTexts of(String brandId, String market) {
    JsonNode master = ProductMasterFile.read();
    JsonNode brand = find(master.path("brands"), "id", brandId, "", "");
    JsonNode label = find(master.path("labels"), "brandId", brandId, "market", market);
    JsonNode indication = find(master.path("indications"), "brandId", brandId, "", "");
    String language = label.path("language").asString();
    return new ProductTexts(
        brand.path("name").asString(),
        brand.path("inn").asString(),
        brand.path("company").asString(),
        indication.path("statements").path(language).asString(),
        language,
        label.path("isi").asString(),
        label.path("pi").asString(),
        label.path("piUrl").asString(),
        label.path("aeStatement").asString(),
        label.path("additionalMonitoring").asBoolean());
  }

  /**
   * The brand with the black triangle where the market wants it, and the generic name beside it.
   */
  String brandWithInn() {
    return markedBrand() + " (" + inn + ")";
  }

  /** The brand, followed by the black triangle where the product is under additional monitoring. */
  String markedBrand() {
    return additionalMonitoring ? brand + "\u25BC" : brand;
  }

  private static JsonNode find(
      JsonNode rows, String field, String value, String secondField, String secondValue) {
    for (JsonNode row : rows) {
      if (row.path(field).asString().equals(value)
          && (secondField.isEmpty() || row.path(secondField).asString().equals(secondValue))) {
        return row;
      }
    }
    throw new IllegalStateException(
        "The product master has no entry with " + field + " " + value + " " + secondValue);
  }
}
