package io.medley.content.asset;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a draft may lie.
 *
 * @param remindAfter after this time without a change who made it is told
 * @param giveUpAfter after this time without a change it is given up
 */
@Validated
@ConfigurationProperties("medley.drafts")
public record DraftSettings(
    @DefaultValue("76d") @NotNull Duration remindAfter,
    @DefaultValue("90d") @NotNull Duration giveUpAfter) {

  /** A reminder after the end would remind nobody. */
  @AssertTrue(message = "remind-after must be positive and shorter than give-up-after")
  public boolean isInOrder() {
    return remindAfter.isPositive() && remindAfter.compareTo(giveUpAfter) < 0;
  }
}
