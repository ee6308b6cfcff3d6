package io.medley.campaign.rejected;

import org.springframework.beans.factory.annotation.Value;

/** Reads a setting past its record. */
public final class ReadsOneValue {

  /** The setting. */
  @Value("${medley.smtp.host:}")
  public String host = "";
}
