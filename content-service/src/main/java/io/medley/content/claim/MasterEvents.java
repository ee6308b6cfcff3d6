package io.medley.content.claim;

import io.medley.content.claim.LibraryEvent.Kind;
import io.medley.content.market.MarketPacks;
import io.medley.content.product.ProductChangeListener;
import io.medley.content.product.ProductMasterDocument.Brand;
import io.medley.content.product.ProductMasterDocument.Label;
import io.medley.content.product.ProductMasterDocument.Registration;
import io.medley.content.product.Products;
import io.medley.platform.security.Actor;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Labels replaced and registrations lost, told with the pieces they concern. */
@Component
class MasterEvents implements ProductChangeListener {

  private final LibraryEvents events;
  private final LabelsInForce labels;
  private final Telling telling;
  private final MarketPacks packs;
  private final Clock clock;

  MasterEvents(
      LibraryEvents events, LabelsInForce labels, Telling telling, MarketPacks packs, Clock clock) {
    this.events = events;
    this.labels = labels;
    this.telling = telling;
    this.packs = packs;
    this.clock = clock;
  }

  @Override
  public void changed(Products before, Products after, Actor by) {
    LocalDate today = LocalDate.now(clock);
    for (Brand brand : before.brands()) {
      before.registrations(brand.id()).stream()
          .filter(registration -> registration.holdsOn(today))
          .filter(registration -> !holds(after, registration, today))
          .forEach(registration -> lost(registration, by));
      before.labels(brand.id()).stream()
          .map(label -> List.of(label.market(), label.language()))
          .distinct()
          .forEach(place -> labelled(brand.id(), place.get(0), place.get(1), before, after, by));
    }
    inForce(after);
  }

  /** Registrations whose last day has passed since anybody was told. */
  void tellOfEnded(Products products, Actor by) {
    LocalDate today = LocalDate.now(clock);
    for (Brand brand : products.brands()) {
      for (Registration registration : products.registrations(brand.id())) {
        LocalDate to = registration.to();
        if (to != null
            && to.isBefore(today)
            && events.of("registration/" + id(registration)).stream()
                .noneMatch(event -> event.kind() == Kind.REGISTRATION_LOST)) {
          lost(registration, by);
        }
      }
    }
  }

  private static boolean holds(Products products, Registration wanted, LocalDate day) {
    return products.registrations(wanted.brandId()).stream()
        .anyMatch(
            registration ->
                registration.market().equals(wanted.market())
                    && registration.indicationId().equals(wanted.indicationId())
                    && registration.holdsOn(day));
  }

  private void lost(Registration registration, Actor by) {
    telling.tell(
        Kind.REGISTRATION_LOST,
        "registration",
        id(registration),
        "%s is not registered in %s for %s any more (%s)"
            .formatted(
                registration.brandId(),
                registration.market(),
                registration.indicationId(),
                registration.number()),
        true,
        by,
        events.made(
            registration.brandId(), registration.market(), List.of(registration.indicationId())));
  }

  /** Labels whose first day has come since anybody was told, by the clock of their market. */
  void tellOfLabels(Supplier<Products> master, Actor by) {
    List<LabelsInForce.Dated> due =
        // Nowhere on earth is it a later day.
        labels.due(LocalDate.now(clock.withZone(ZoneOffset.ofHours(14)))).stream()
            .filter(label -> !label.from().isAfter(today(label.market())))
            .toList();
    if (due.isEmpty()) {
      return;
    }
    Products products = master.get();
    for (LabelsInForce.Dated label : due) {
      if (labels.came(label, clock.instant())) {
        Optional<Label> now =
            products.currentLabel(
                label.brandId(), label.market(), label.language(), today(label.market()));
        Optional<Label> old =
            products.currentLabel(
                label.brandId(), label.market(), label.language(), label.from().minusDays(1));
        boolean inForce =
            now.filter(
                    current ->
                        current.version().equals(label.version())
                            && current.language().equals(label.language()))
                .isPresent();
        if (inForce && old.isPresent() && !old.equals(now)) {
          replaced(label.brandId(), label.language(), old.get(), now.get(), by);
        }
      }
    }
  }

  private void labelled(
      String brand, String market, String language, Products before, Products after, Actor by) {
    Optional<Label> old = before.currentLabel(brand, market, language, today(market));
    Optional<Label> now = after.currentLabel(brand, market, language, today(market));
    if (old.isPresent() && now.isPresent() && !old.equals(now)) {
      replaced(brand, language, old.get(), now.get(), by);
    }
  }

  /** What is in force after an import was told with it, or never counted. */
  private void inForce(Products after) {
    for (Brand brand : after.brands()) {
      for (Label label : after.labels(brand.id())) {
        if (!label.effectiveFrom().isAfter(today(label.market()))) {
          labels.came(
              new LabelsInForce.Dated(
                  brand.id(),
                  label.market(),
                  label.language(),
                  label.version(),
                  label.effectiveFrom()),
              clock.instant());
        }
      }
    }
  }

  private void replaced(String brand, String language, Label old, Label now, Actor by) {
    boolean corrected = old.version().equals(now.version());
    boolean safety =
        !old.isi().equals(now.isi())
            || !String.valueOf(old.boxedWarning()).equals(String.valueOf(now.boxedWarning()));
    telling.tell(
        Kind.LABEL_UPDATED,
        "label",
        brand + "/" + now.market() + "/" + language,
        corrected
            ? "The texts of label %s were corrected".formatted(now.version())
            : "Label %s replaces %s".formatted(now.version(), old.version()),
        safety,
        by,
        corrected
            ? events.made(brand, now.market(), List.of())
            : labels.madeAgainstOthers(brand, now.market(), now.version()));
  }

  private LocalDate today(String market) {
    return LocalDate.now(clock.withZone(packs.zone(market)));
  }

  private static String id(Registration registration) {
    return String.join(
        "/", registration.brandId(), registration.market(), registration.indicationId());
  }
}
