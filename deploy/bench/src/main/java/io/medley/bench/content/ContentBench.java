package io.medley.bench.content;

import io.medley.bench.Booted;
import io.medley.bench.Figure;
import io.medley.bench.Measuring;
import io.medley.bench.Protocol;
import io.medley.bench.Wanted;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures the content service; every ratio beside its baseline, in one boot. */
public final class ContentBench implements AutoCloseable {

  /** What can be measured by itself, in the order in which it is measured. */
  public static final List<String> PARTS =
      List.of(
          "search",
          "P6a",
          "P6b",
          "P6c",
          "where-used",
          "P12",
          "pre-check",
          "claims",
          "rules",
          "P8",
          "P7");

  private final int documents;
  private final Wanted wanted;
  private final Booted service;
  private final Stock stock;
  private final Measuring measuring;
  private final List<Figure> figures = new ArrayList<>();

  private ContentBench(
      Protocol protocol, int documents, Wanted wanted, PrintStream out, Booted service) {
    this.documents = documents;
    this.wanted = wanted;
    this.service = service;
    this.stock = new Stock(service);
    this.measuring =
        new Measuring(
            service,
            protocol,
            figure -> {
              figures.add(figure);
              out.println(figure.line());
              out.flush();
            });
  }

  /**
   * Starts servers and service.
   *
   * @param documents pieces in the catalog while it is measured
   * @param wanted the parts to measure
   */
  public static ContentBench start(Protocol protocol, int documents, Wanted wanted, PrintStream out)
      throws IOException {
    out.println("Starting servers; nothing is measured yet.");
    return new ContentBench(protocol, documents, wanted, out, Booted.withoutEngine());
  }

  /** Measures everything. */
  public List<Figure> run() throws Exception {
    SelectionFigures selection = new SelectionFigures(measuring);
    CheckFigures checks = new CheckFigures(measuring);
    Map<String, Wanted.Part> parts = new LinkedHashMap<>();
    parts.put("search", () -> new SearchFigures(measuring, stock).measure(documents));
    parts.put("P6a", () -> stocked(selection::inProcess));
    parts.put("P6b", () -> stocked(selection::overHttp));
    parts.put("P6c", () -> stocked(selection::remembered));
    parts.put("where-used", () -> stocked(new WhereUsedFigures(measuring, stock)::measure));
    parts.put("P12", new AuditFigures(measuring)::measure);
    parts.put("pre-check", checks::preChecks);
    parts.put("claims", checks::claims);
    parts.put("rules", checks::rules);
    parts.put("P8", new UploadFigures(measuring)::measure);
    // Last: it empties the tables between its arms.
    parts.put("P7", new IngestFigures(measuring)::measure);
    wanted.measure(parts);
    return List.copyOf(figures);
  }

  private void stocked(Wanted.Part part) throws Exception {
    if (stock.pieces() < documents) {
      stock.growTo(documents);
    }
    part.measure();
  }

  @Override
  public void close() {
    service.close();
  }
}
