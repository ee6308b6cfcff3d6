package io.medley.platform.notification;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;

/** A setting that cannot be kept. */
public final class SettingsRefused extends Refusal {

  SettingsRefused(String why) {
    super(new ProblemType("notification-settings-refused", 400, "This cannot be kept"), why);
  }
}
