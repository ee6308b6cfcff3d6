package io.medley.campaign.hcp.file;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A line of JSON: scalar members are columns, {@code tiers} stands for a column per brand. */
record JsonFields(JsonNode row) implements HcpRow.Fields {

  private static final String BRAND_TIER = "tier_";

  @Override
  public @Nullable String get(String column) {
    JsonNode value =
        column.startsWith(BRAND_TIER) && !row.has(column)
            ? row.path("tiers").path(column.substring(BRAND_TIER.length()))
            : row.path(column);
    return value.isValueNode() && !value.isNull() ? value.asString() : null;
  }

  @Override
  public Set<String> columns() {
    Set<String> columns = new LinkedHashSet<>(row.propertyNames());
    row.path("tiers").propertyNames().forEach(brand -> columns.add(BRAND_TIER + brand));
    return columns;
  }

  @Override
  public List<HcpRow.Fields> facts() {
    return list("facts");
  }

  @Override
  public List<HcpRow.Fields> affiliations() {
    return list("affiliations");
  }

  private List<HcpRow.Fields> list(String member) {
    List<HcpRow.Fields> entries = new ArrayList<>();
    row.path(member).forEach(entry -> entries.add(new JsonFields(entry)));
    return entries;
  }
}
