package io.medley.platform.notification;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.UUID;

/** There is no such notification, or it was dropped. */
public final class NotificationUnknown extends Refusal {

  NotificationUnknown(UUID id) {
    super(
        new ProblemType("notification-unknown", 404, "This notification is no longer here"),
        "Notification %s was dropped or never existed. Your list shows what is there: /notifications"
            .formatted(id));
  }
}
