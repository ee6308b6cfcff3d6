package io.medley.campaign.hcp.file;

import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** A row of CSV. */
record CsvFields(CSVRecord record) implements HcpRow.Fields {

  @Override
  public @Nullable String get(String column) {
    return record.isSet(column) ? record.get(column) : null;
  }

  @Override
  public Set<String> columns() {
    return record.getParser().getHeaderMap().keySet();
  }
}
