package io.medley.content.lifecycle.web;

import io.medley.content.product.ProductMaster;
import io.medley.content.product.ProductMasterDocument.Brand;
import io.medley.content.product.ProductMasterDocument.Label;
import io.medley.content.product.Products;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What senders attach to what they send: labels in force, and those that come into force. */
@RestController
class LabelFeedApi {

  private final ProductMaster master;
  private final FeedScope scope;
  private final Clock clock;

  LabelFeedApi(ProductMaster master, FeedScope scope, Clock clock) {
    this.master = master;
    this.scope = scope;
    this.clock = clock;
  }

  /**
   * A label's texts.
   *
   * @param safetyText id and version of the safety information
   * @param prescribingText id and version of the prescribing information
   * @param boxedWarning its words; empty if there is none
   */
  record LabelText(
      String brandId,
      String brandName,
      String market,
      String language,
      String labelVersion,
      LocalDate effectiveFrom,
      String safetyText,
      String isi,
      String prescribingText,
      String piUrl,
      boolean additionalMonitoring,
      String boxedWarning,
      String aeStatement) {}

  private record Place(String brandId, String market, String language) {
    static final Comparator<Place> ORDER =
        Comparator.comparing(Place::brandId)
            .thenComparing(Place::market)
            .thenComparing(Place::language);
  }

  @GetMapping("/api/feed/labels")
  List<LabelText> labels() {
    scope.require();
    Products products = master.current();
    LocalDate today = LocalDate.now(clock);
    Map<String, String> names =
        products.content().brands().stream()
            .collect(Collectors.toMap(Brand::id, Brand::name, (one, other) -> one));
    Map<Place, List<Label>> byPlace =
        products.content().labels().stream()
            .sorted(Comparator.comparing(Label::effectiveFrom))
            .collect(
                Collectors.groupingBy(
                    label -> new Place(label.brandId(), label.market(), label.language()),
                    () -> new TreeMap<>(Place.ORDER),
                    Collectors.toList()));
    List<LabelText> texts = new ArrayList<>();
    byPlace
        .values()
        .forEach(
            labels ->
                labels.subList(firstInForce(labels, today), labels.size()).stream()
                    .map(label -> text(label, names))
                    .forEach(texts::add));
    return texts;
  }

  /** Place of the label in force on the day; of the first if none is in force yet. */
  private static int firstInForce(List<Label> oldestFirst, LocalDate today) {
    int at = 0;
    for (int i = 0; i < oldestFirst.size(); i++) {
      if (!oldestFirst.get(i).effectiveFrom().isAfter(today)) {
        at = i;
      }
    }
    return at;
  }

  private static LabelText text(Label label, Map<String, String> names) {
    return new LabelText(
        label.brandId(),
        names.getOrDefault(label.brandId(), label.brandId()),
        label.market(),
        label.language(),
        label.version(),
        label.effectiveFrom(),
        label.safetyText(),
        label.isi(),
        label.piId() + "@" + label.piVersion(),
        label.piUrl(),
        label.additionalMonitoring(),
        Objects.requireNonNullElse(label.boxedWarning(), ""),
        label.aeStatement());
  }
}
