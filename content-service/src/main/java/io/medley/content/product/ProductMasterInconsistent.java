package io.medley.content.product;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.List;
import java.util.Map;

/** An import names records that exist nowhere. */
public final class ProductMasterInconsistent extends Refusal {

  private static final ProblemType TYPE =
      new ProblemType(
          "product-master-inconsistent", 422, "The product master does not fit together");
  private final List<String> missing;

  public ProductMasterInconsistent(List<String> missing) {
    super(
        TYPE,
        "These records are named but exist neither here nor in the import: "
            + String.join("; ", missing)
            + ".");
    this.missing = List.copyOf(missing);
  }

  @Override
  public Map<String, Object> details() {
    return Map.of("missing", missing);
  }
}
