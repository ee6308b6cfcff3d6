package io.medley.seed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who may do what among the demo people, one row per person or group, authority and market, as the
 * services take it.
 */
final class AuthorityGrants {

  private static final String RESOURCE = "/seed/authorities.json";

  private AuthorityGrants() {}

  static List<Map<String, String>> rows() {
    List<Map<String, String>> rows = new ArrayList<>();
    for (JsonNode person : read()) {
      String holder = person.has("group") ? "group" : "person";
      for (JsonNode authority : person.path("authorities")) {
        for (JsonNode market : person.path("markets")) {
          rows.add(
              Map.of(
                  holder,
                  person.path(holder).asString(),
                  "authority",
                  authority.asString(),
                  "market",
                  market.asString()));
        }
      }
    }
    return rows;
  }

  private static JsonNode read() {
    try (InputStream in =
        Objects.requireNonNull(
            AuthorityGrants.class.getResourceAsStream(RESOURCE),
            "The authorities are missing from the seed module")) {
      return JsonMapper.builder().build().readTree(in);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
