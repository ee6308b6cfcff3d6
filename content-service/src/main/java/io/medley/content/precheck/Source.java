package io.medley.content.precheck;

import io.medley.content.product.ProductMasterDocument.Reference;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A source that may be cited, as it stands now.
 *
 * @param title the citation as it is printed
 * @param dataOnFile whether it is unpublished data that the company keeps
 * @param retracted whether nothing may rest on it any more
 * @param licenceEnd last day on which it may be handed out, {@code null} without one
 */
public record Source(
    String id,
    String title,
    boolean dataOnFile,
    boolean retracted,
    @Nullable LocalDate licenceEnd) {

  /** A source of the product master, which does not tell data on file from publications. */
  static Source of(Reference reference) {
    return new Source(
        reference.id(), reference.title(), false, reference.retracted(), reference.licenceEnd());
  }
}
