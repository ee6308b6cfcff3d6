package io.medley.content.product.web;

import io.medley.content.product.ImportUnreadable;
import io.medley.content.product.ProductImport;
import io.medley.content.product.ProductMaster;
import io.medley.content.product.ProductMasterDocument.Brand;
import io.medley.content.product.ProductMasterDocument.Indication;
import io.medley.content.product.ProductMasterDocument.Label;
import io.medley.content.product.ProductMasterDocument.Registration;
import io.medley.content.product.ProductMasterInconsistent;
import io.medley.content.product.Products;
import io.medley.content.product.RecordHistory;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import io.medley.platform.security.CurrentActor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The product master to read; it is changed by import. */
@Controller
class ProductMasterController {

  private final ProductMaster master;
  private final RecordHistory records;
  private final ProductImport imports;
  private final Authorities authorities;
  private final CurrentActor actor;
  private final Clock clock;

  ProductMasterController(
      ProductMaster master,
      RecordHistory records,
      ProductImport imports,
      Authorities authorities,
      CurrentActor actor,
      Clock clock) {
    this.master = master;
    this.records = records;
    this.imports = imports;
    this.authorities = authorities;
    this.actor = actor;
    this.clock = clock;
  }

  @GetMapping("/products")
  String products(Model model) {
    requireOfTheHouse(actor.require());
    Products products = master.current();
    LocalDate today = LocalDate.now(clock);
    Map<String, List<MatrixRow>> matrix = matrix(products, today);
    Map<String, List<String>> markets = new LinkedHashMap<>();
    products.brands().forEach(brand -> markets.put(brand.id(), markets(products, brand.id())));
    model.addAttribute("products", products);
    model.addAttribute("matrix", matrix);
    model.addAttribute("markets", markets);
    model.addAttribute("current", current(products, today));
    model.addAttribute(
        "mayImport", !authorities.markets(actor.require().id(), Authority.ADMINISTER).isEmpty());
    model.addAttribute("history", master.history(30));
    model.addAttribute("today", today);
    return "product/products";
  }

  /** A label or registration of a brand in a market, as the matrix shows it. */
  public record Cell(String market, @Nullable Registration registration, boolean holds) {}

  /** One indication over all markets. */
  public record MatrixRow(Indication indication, List<Cell> cells) {}

  /** Every change of one record. */
  @GetMapping("/products/records")
  String record(@RequestParam String kind, @RequestParam String id, Model model) {
    requireOfTheHouse(actor.require());
    model.addAttribute("kind", kind);
    model.addAttribute("id", id);
    model.addAttribute("revisions", records.of(kind, id));
    return "product/record";
  }

  @GetMapping("/products/import")
  String importing(Model model) {
    authorities.requireAnywhere(actor.require(), Authority.ADMINISTER);
    model.addAttribute("tables", ProductImport.Table.values());
    return "product/import";
  }

  /** A table as a file; a rehearsal changes nothing and lists what would be wrong. */
  @PostMapping("/products/import")
  String importing(
      @RequestParam ProductImport.Table table,
      @RequestParam MultipartFile file,
      @RequestParam(defaultValue = "false") boolean rehearse,
      Model model)
      throws IOException {
    Actor person = actor.require();
    model.addAttribute("tables", ProductImport.Table.values());
    model.addAttribute("table", table);
    try {
      model.addAttribute(
          "report",
          imports.take(
              table, new String(file.getBytes(), StandardCharsets.UTF_8), rehearse, person));
    } catch (ImportUnreadable | ProductMasterInconsistent refusal) {
      model.addAttribute("refusal", refusal.getMessage());
    }
    return "product/import";
  }

  /** Labels in force today. */
  private static Set<Label> current(Products products, LocalDate today) {
    return products.brands().stream()
        .flatMap(brand -> products.labels(brand.id()).stream())
        .filter(
            label ->
                products
                    .currentLabel(label.brandId(), label.market(), label.language(), today)
                    .filter(label::equals)
                    .isPresent())
        .collect(Collectors.toSet());
  }

  private Map<String, List<MatrixRow>> matrix(Products products, LocalDate today) {
    Map<String, List<MatrixRow>> matrix = new LinkedHashMap<>();
    for (Brand brand : products.brands()) {
      List<String> markets = markets(products, brand.id());
      matrix.put(
          brand.id(),
          products.indications(brand.id()).stream()
              .map(
                  indication ->
                      new MatrixRow(
                          indication,
                          markets.stream()
                              .map(
                                  market ->
                                      cell(products, brand.id(), indication.id(), market, today))
                              .toList()))
              .toList());
    }
    return matrix;
  }

  private static List<String> markets(Products products, String brand) {
    return Stream.concat(
            products.registrations(brand).stream().map(Registration::market),
            products.labels(brand).stream().map(Label::market))
        .distinct()
        .sorted()
        .toList();
  }

  private static Cell cell(
      Products products, String brand, String indication, String market, LocalDate today) {
    Optional<Registration> registration =
        products.registrations(brand).stream()
            .filter(candidate -> candidate.market().equals(market))
            .filter(candidate -> candidate.indicationId().equals(indication))
            .findFirst();
    return new Cell(
        market,
        registration.orElse(null),
        registration.filter(candidate -> candidate.holdsOn(today)).isPresent());
  }

  /** Agencies are told what their pieces need by the checks; the master itself is the house's. */
  static void requireOfTheHouse(Actor person) {
    if (person.agency() != null) {
      throw new AuthorityMissing(person.id(), Authority.COORDINATE, Authorities.EVERY_MARKET);
    }
  }
}
