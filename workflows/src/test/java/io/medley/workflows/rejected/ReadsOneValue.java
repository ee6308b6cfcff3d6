package io.medley.workflows.rejected;

import org.springframework.beans.factory.annotation.Value;

/** Reads a setting outside of a settings record. */
public class ReadsOneValue {

  @Value("${some.setting}")
  String setting = "";
}
