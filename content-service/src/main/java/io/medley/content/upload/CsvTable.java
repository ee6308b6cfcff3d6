package io.medley.content.upload;

import java.util.ArrayList;
import java.util.List;

/**
 * A table in CSV: separated by commas or semicolons (whichever the heading has more of), quoted
 * where needed, lines ending as they like.
 */
final class CsvTable {

  private CsvTable() {}

  /** Rows of cells; empty lines are left out. */
  static List<List<String>> read(String csv) {
    String text = csv.startsWith("\ufeff") ? csv.substring(1) : csv;
    int end = text.indexOf('\n');
    String heading = end < 0 ? text : text.substring(0, end);
    char separator =
        heading.chars().filter(c -> c == ';').count()
                > heading.chars().filter(c -> c == ',').count()
            ? ';'
            : ',';
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          cell.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"' && cell.toString().isBlank()) {
        cell.setLength(0);
        quoted = true;
      } else if (c == separator) {
        row.add(cell.toString().strip());
        cell.setLength(0);
      } else if (c == '\n' || c == '\r') {
        finish(rows, row, cell);
        row = new ArrayList<>();
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    finish(rows, row, cell);
    return rows;
  }

  private static void finish(List<List<String>> rows, List<String> row, StringBuilder cell) {
    row.add(cell.toString().strip());
    if (row.stream().anyMatch(value -> !value.isEmpty())) {
      rows.add(List.copyOf(row));
    }
  }
}
