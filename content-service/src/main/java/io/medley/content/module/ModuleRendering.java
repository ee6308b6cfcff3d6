package io.medley.content.module;

import io.medley.platform.problem.Lack;
import io.medley.platform.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** How modules look, and what they say to the rules. */
@Component
class ModuleRendering {

  private static final int MOST_ROWS = 200;

  private final ObjectStore store;

  ModuleRendering(ObjectStore store) {
    this.store = store;
  }

  /** A module as HTML. Nothing of its words is mark-up, except a template's own. */
  String html(ModuleVersion module) {
    return switch (module.kind()) {
      case TEXT, CLAIM ->
          module
              .content()
              .strip()
              .lines()
              .filter(line -> !line.isBlank())
              .map(line -> "<p>" + HtmlUtils.htmlEscape(line.strip(), "UTF-8") + "</p>")
              .collect(Collectors.joining("\n"));
      case IMAGE ->
          "<p><img alt=\"%s\" src=\"data:%s;base64,%s\"></p>"
              .formatted(
                  HtmlUtils.htmlEscape(module.content().strip(), "UTF-8"),
                  module.imageType(),
                  picture(Objects.requireNonNull(module.imageHash())));
      case DATA -> table(module.content());
      case TEMPLATE -> module.content();
    };
  }

  /** What a module says: the words a reader sees. */
  String text(ModuleVersion module) {
    return switch (module.kind()) {
      case TEXT, CLAIM, TEMPLATE -> module.content().strip();
      case IMAGE -> "";
      case DATA ->
          rows(module.content()).stream()
              .map(row -> String.join(" ", row))
              .collect(Collectors.joining("\n"));
    };
  }

  /** A text with its places filled in. */
  static String fill(String text, Map<String, String> byPlace) {
    String filled = text;
    for (Map.Entry<String, String> place : byPlace.entrySet()) {
      filled = filled.replace(ModuleVersion.token(place.getKey()), place.getValue());
    }
    return filled;
  }

  /** What is wrong with a table. */
  static Optional<Lack> dataLack(String csv) {
    List<List<String>> rows;
    try {
      rows = rows(csv);
    } catch (UncheckedIOException | IllegalStateException unreadable) {
      return Optional.of(
          new Lack("content", "The table is no CSV: check its quotation marks and commas."));
    }
    if (rows.size() < 2 || rows.size() > MOST_ROWS) {
      return Optional.of(
          new Lack("content", "A table has a line of headings and 1 to 199 rows below it."));
    }
    for (int i = 1; i < rows.size(); i++) {
      if (rows.get(i).size() != rows.getFirst().size()) {
        return Optional.of(
            new Lack(
                "content",
                "Row %d has %d values; the headings are %d."
                    .formatted(i + 1, rows.get(i).size(), rows.getFirst().size())));
      }
    }
    return Optional.empty();
  }

  private static String table(String csv) {
    List<List<String>> rows = rows(csv);
    StringBuilder html = new StringBuilder("<table>");
    for (int i = 0; i < rows.size(); i++) {
      String cell = i == 0 ? "th" : "td";
      html.append("<tr>");
      for (String value : rows.get(i)) {
        html.append('<')
            .append(cell)
            .append('>')
            .append(HtmlUtils.htmlEscape(value, "UTF-8"))
            .append("</")
            .append(cell)
            .append('>');
      }
      html.append("</tr>");
    }
    return html.append("</table>").toString();
  }

  private static List<List<String>> rows(String csv) {
    try (CSVParser parser =
        CSVParser.parse(
            new StringReader(csv.strip()),
            CSVFormat.RFC4180.builder().setTrim(true).setIgnoreEmptyLines(true).get())) {
      return parser.stream().map(CSVRecord::toList).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private String picture(String hash) {
    try (InputStream in = store.open(hash)) {
      return Base64.getEncoder().encodeToString(in.readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
