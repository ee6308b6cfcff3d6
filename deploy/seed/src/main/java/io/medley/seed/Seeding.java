package io.medley.seed;

import io.medley.seed.http.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Gives a fresh stack its demo people's authority and the fictional product; adds what is missing,
 * takes nothing away.
 */
final class Seeding {

  private Seeding() {}

  /**
   * Grants in one service what the demo people lack.
   *
   * @return how many grants were added
   */
  static int authorities(Api administrator) {
    Set<Map<String, String>> grants = new LinkedHashSet<>();
    for (JsonNode grant : administrator.get("/api/authorities")) {
      grants.add(
          Map.of(
              "person",
              grant.path("person").asString(),
              "authority",
              grant.path("authority").asString(),
              "market",
              grant.path("market").asString()));
    }
    int before = grants.size();
    grants.addAll(AuthorityGrants.rows());
    if (grants.size() > before) {
      List<Map<String, String>> wanted = new ArrayList<>(grants);
      administrator.put("/api/authorities", wanted);
    }
    return grants.size() - before;
  }

  /** Imports the product master; what is already there as it is stays as it is. */
  static void productMaster(Api administrator) {
    administrator.put("/api/product-master", ProductMasterFile.read());
  }

  /**
   * Gives the references their files and imports the claims library; what is already there as it is
   * stays as it is.
   *
   * @return how many claims were new or changed
   */
  static int claims(Api administrator) {
    try {
      Path folder = Files.createTempDirectory("medley-references-");
      for (String reference : ClaimsFiles.REFERENCES) {
        Path file = ClaimsFiles.reference(reference, folder);
        administrator.upload("/api/references/" + reference + "/editions", file, Map.of());
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    JsonNode report = administrator.put("/api/claims/import", ClaimsFiles.claims());
    if (!report.path("rejected").isEmpty()) {
      throw new IllegalStateException("Claims were refused: " + report.path("rejected"));
    }
    return report.path("created").asInt() + report.path("changed").asInt();
  }
}
