package io.medley.content.review;

import io.medley.content.product.ProductMaster;
import io.medley.content.product.Products;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether a product carries a boxed warning, as the labels in force say. */
@Component
class BoxedWarnings {

  private final ProductMaster master;
  private final Clock clock;

  BoxedWarnings(ProductMaster master, Clock clock) {
    this.master = master;
    this.clock = clock;
  }

  boolean anyOf(String brandId, List<String> markets, String language) {
    Products products = master.current();
    LocalDate today = LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
    return markets.stream()
        .flatMap(market -> products.currentLabel(brandId, market, language, today).stream())
        .anyMatch(
            label -> {
              String warning = label.boxedWarning();
              return warning != null && !warning.isBlank();
            });
  }
}
