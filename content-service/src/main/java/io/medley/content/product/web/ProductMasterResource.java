package io.medley.content.product.web;

import io.medley.content.product.ProductMaster;
import io.medley.content.product.ProductMaster.ImportReport;
import io.medley.content.product.ProductMasterDocument;
import io.medley.platform.security.CurrentActor;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/product-master")
class ProductMasterResource {

  private final ProductMaster master;
  private final CurrentActor actor;

  ProductMasterResource(ProductMaster master, CurrentActor actor) {
    this.master = master;
    this.actor = actor;
  }

  @GetMapping
  ProductMasterDocument read() {
    ProductMasterController.requireOfTheHouse(actor.require());
    return master.current().content();
  }

  @PutMapping
  ImportReport put(@RequestBody @Valid ProductMasterDocument document) {
    return master.put(document, actor.require());
  }
}
