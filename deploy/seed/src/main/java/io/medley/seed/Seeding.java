package io.medley.seed;

import io.medley.seed.http.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Gives a fresh stack its demo people's authority and the fictional product; adds what is missing,
 * takes nothing away.
 */
final class Seeding {

  private static final String COURSE = "SOP-MLR-01 Review and approval";

  private Seeding() {}

  /**
   * Grants in one service what the demo people lack.
   *
   * @return how many grants were added
   */
  static int authorities(Api administrator) {
    Set<Map<String, String>> grants = new LinkedHashSet<>();
    for (JsonNode grant : administrator.get("/api/authorities")) {
      String holder = grant.has("group") ? "group" : "person";
      grants.add(
          Map.of(
              holder,
              grant.path(holder).asString(),
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

  /** Requires the review training for every lane and records it for everybody who signs one. */
  static void training(Api administrator) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Set<String> lanes = new TreeSet<>();
    Set<String> people = new TreeSet<>();
    for (Map<String, String> grant : AuthorityGrants.rows()) {
      String authority = grant.getOrDefault("authority", "");
      if (authority.startsWith("LANE_") && grant.containsKey("person")) {
        lanes.add(authority);
        people.add(grant.getOrDefault("person", ""));
      }
    }
    administrator.post(
        "/api/training",
        people.stream()
            .map(
                person ->
                    Map.of(
                        "person",
                        person,
                        "course",
                        COURSE,
                        "completedOn",
                        today.withDayOfYear(1).toString(),
                        "expiresOn",
                        today.withDayOfYear(1).plusYears(2).toString(),
                        "evidence",
                        "Learning record " + person))
            .toList());
    administrator.put(
        "/api/training/requirements",
        lanes.stream().map(lane -> Map.of("authority", lane, "course", COURSE)).toList());
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
