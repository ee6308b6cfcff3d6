package io.medley.content.claim;

import io.medley.content.claim.LibraryEvent.Kind;
import io.medley.content.product.ProductChangeListener;
import io.medley.content.product.ProductMasterDocument.Brand;
import io.medley.content.product.ProductMasterDocument.Label;
import io.medley.content.product.ProductMasterDocument.Registration;
import io.medley.content.product.Products;
import io.medley.platform.security.Actor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Labels replaced and registrations lost, told with the pieces they concern. */
@Component
class MasterEvents implements ProductChangeListener {

  private final LibraryEvents events;
  private final Telling telling;
  private final Clock clock;

  MasterEvents(LibraryEvents events, Telling telling, Clock clock) {
    this.events = events;
    this.telling = telling;
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

  private void labelled(
      String brand, String market, String language, Products before, Products after, Actor by) {
    LocalDate today = LocalDate.now(clock);
    Optional<Label> old = before.currentLabel(brand, market, language, today);
    Optional<Label> now = after.currentLabel(brand, market, language, today);
    if (old.isEmpty() || now.isEmpty() || old.equals(now)) {
      return;
    }
    boolean safety =
        !old.get().isi().equals(now.get().isi())
            || !String.valueOf(old.get().boxedWarning())
                .equals(String.valueOf(now.get().boxedWarning()));
    telling.tell(
        Kind.LABEL_UPDATED,
        "label",
        brand + "/" + market + "/" + language,
        old.get().version().equals(now.get().version())
            ? "The texts of label %s were corrected".formatted(now.get().version())
            : "Label %s replaces %s".formatted(now.get().version(), old.get().version()),
        safety,
        by,
        events.made(brand, market, List.of()));
  }

  private static String id(Registration registration) {
    return String.join(
        "/", registration.brandId(), registration.market(), registration.indicationId());
  }
}
