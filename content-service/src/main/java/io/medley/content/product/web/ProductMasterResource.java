package io.medley.content.product.web;

import io.medley.content.product.ImportUnreadable;
import io.medley.content.product.ProductFacts;
import io.medley.content.product.ProductImport;
import io.medley.content.product.ProductMaster;
import io.medley.content.product.ProductMaster.ImportReport;
import io.medley.content.product.ProductMasterDocument;
import io.medley.content.product.ProductMasterInconsistent;
import io.medley.content.product.RecordHistory;
import io.medley.platform.security.CurrentActor;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/product-master")
class ProductMasterResource {

  private final ProductMaster master;
  private final ProductImport tables;
  private final RecordHistory history;
  private final CurrentActor actor;
  private final Clock clock;

  ProductMasterResource(
      ProductMaster master,
      ProductImport tables,
      RecordHistory history,
      CurrentActor actor,
      Clock clock) {
    this.master = master;
    this.tables = tables;
    this.history = history;
    this.actor = actor;
    this.clock = clock;
  }

  @GetMapping
  ProductMasterDocument read() {
    ProductMasterController.requireOfTheHouse(actor.require());
    return master.current().content();
  }

  /** What is known of a brand for markets on a day: fields that are never typed. */
  @GetMapping("/facts")
  ProductFacts facts(
      @RequestParam String brand,
      @RequestParam List<String> market,
      @RequestParam(defaultValue = "") String language,
      @RequestParam(defaultValue = "") List<String> indication,
      @RequestParam(required = false) @Nullable LocalDate on) {
    ProductMasterController.requireOfTheHouse(actor.require());
    return master
        .current()
        .facts(brand, market, language, indication, on == null ? LocalDate.now(clock) : on)
        .orElseThrow(() -> new ProductMasterInconsistent(List.of("brand " + brand)));
  }

  /** Everything a record ever said; {@code id} as the history lists it. */
  @GetMapping("/records/{kind}")
  List<RecordHistory.Revision> record(@PathVariable String kind, @RequestParam String id) {
    ProductMasterController.requireOfTheHouse(actor.require());
    return history.of(kind, id);
  }

  /** A table of the master as CSV, with errors row by row. */
  @PostMapping(path = "/tables/{table}", consumes = "text/csv")
  ProductImport.Report table(
      @PathVariable String table,
      @RequestParam(defaultValue = "false") boolean rehearse,
      @RequestBody String csv) {
    return tables.take(table(table), csv, rehearse, actor.require());
  }

  private static ProductImport.Table table(String name) {
    return Arrays.stream(ProductImport.Table.values())
        .filter(table -> table.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ImportUnreadable(
                    "There is no table “%s”; there are brands, indications, labels, registrations and glyphs."
                        .formatted(name)));
  }

  @PutMapping
  ImportReport put(@RequestBody @Valid ProductMasterDocument document) {
    return master.put(document, actor.require());
  }
}
