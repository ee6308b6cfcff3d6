package io.medley.content.wrong.product;

import org.springframework.beans.factory.annotation.Value;

/** Wrong on purpose: a setting that nobody validates. */
public final class ProductWithAValue {

  /** A setting without a type of its own. */
  @Value("${a.setting:x}")
  public String setting = "";
}
