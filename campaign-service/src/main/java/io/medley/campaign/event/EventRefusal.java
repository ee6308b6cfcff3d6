package io.medley.campaign.event;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.Collection;

/** What is refused to those who tell of events. */
public abstract sealed class EventRefusal extends Refusal {

  private EventRefusal(ProblemType type, String message) {
    super(type, message);
  }

  /** The event cannot be used as it is told. */
  public static final class EventUnusable extends EventRefusal {
    private static final ProblemType TYPE =
        new ProblemType("event-unusable", 422, "The event cannot be used");

    public EventUnusable(String message) {
      super(TYPE, message);
    }
  }

  /** No journey waits for such an event or begins with it. */
  public static final class TypeUnknown extends EventRefusal {
    private static final ProblemType TYPE =
        new ProblemType("event-type-unknown", 422, "No journey knows this event");

    public TypeUnknown(String type, Collection<String> known) {
      super(
          TYPE,
          "No journey waits for \"%s\" or begins with it; journeys know %s."
              .formatted(type, String.join(", ", known)));
    }
  }

  /** The event is noticed by the house itself. */
  public static final class NoticedByItself extends EventRefusal {
    private static final ProblemType TYPE =
        new ProblemType("event-noticed-by-itself", 422, "The house notices this event itself");

    public NoticedByItself(String type, String how) {
      super(TYPE, "\"%s\" is not told from outside: %s".formatted(type, how));
    }
  }

  /** The id was used for something else. */
  public static final class IdUsedBefore extends EventRefusal {
    private static final ProblemType TYPE =
        new ProblemType("event-id-used-before", 409, "The id was used for another event");

    public IdUsedBefore(String source, String id) {
      super(
          TYPE,
          "%s told something else under the id \"%s\"; give a new event an id of its own."
              .formatted(source, id));
    }
  }

  /** The file cannot be read. */
  public static final class FileUnreadable extends EventRefusal {
    private static final ProblemType TYPE =
        new ProblemType("attendance-unreadable", 422, "The file cannot be read");

    public FileUnreadable(String message) {
      super(TYPE, message);
    }
  }
}
