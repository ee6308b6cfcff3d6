package io.medley.content.product.web;

import io.medley.content.product.ProductMaster;
import io.medley.content.product.Products;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.AuthorityMissing;
import io.medley.platform.security.CurrentActor;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The product master to read; it is changed by import. */
@Controller
class ProductMasterController {

  private final ProductMaster master;
  private final CurrentActor actor;
  private final Clock clock;

  ProductMasterController(ProductMaster master, CurrentActor actor, Clock clock) {
    this.master = master;
    this.actor = actor;
    this.clock = clock;
  }

  @GetMapping("/products")
  String products(Model model) {
    requireOfTheHouse(actor.require());
    Products products = master.current();
    model.addAttribute("products", products);
    model.addAttribute("history", master.history(30));
    model.addAttribute("today", LocalDate.now(clock));
    return "product/products";
  }

  /** Agencies are told what their pieces need by the checks; the master itself is the house's. */
  static void requireOfTheHouse(Actor person) {
    if (person.agency() != null) {
      throw new AuthorityMissing(person.id(), Authority.COORDINATE, Authorities.EVERY_MARKET);
    }
  }
}
