package io.medley.content.claim;

import io.medley.content.asset.VersionId;
import io.medley.content.claim.LibraryEvent.Kind;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.outbox.Outbox;
import io.medley.platform.security.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Writes down what happened to the library, and tells it: the event, its audit entry and its outbox
 * message commit together with the change itself.
 */
@Component
public class Telling {

  private final LibraryEvents events;
  private final AuditTrail audit;
  private final Outbox outbox;
  private final List<LibraryEventListener> listeners;
  private final Clock clock;

  Telling(
      LibraryEvents events,
      AuditTrail audit,
      Outbox outbox,
      List<LibraryEventListener> listeners,
      Clock clock) {
    this.events = events;
    this.audit = audit;
    this.outbox = outbox;
    this.listeners = List.copyOf(listeners);
    this.clock = clock;
  }

  /**
   * Tells what happened, in the caller's transaction.
   *
   * @param type what it happened to, for example {@code claim} or {@code module}
   * @param safety whether what uses it is to be suspended at once
   * @param versions the versions of pieces it concerns
   */
  public void tell(
      Kind kind,
      String type,
      String id,
      String reason,
      boolean safety,
      Actor by,
      List<VersionId> versions) {
    Instant now = clock.instant();
    String subject = type + "/" + id;
    LibraryEvent event =
        new LibraryEvent(UUID.randomUUID(), kind, subject, reason, by.id(), now, safety, versions);
    events.add(event);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("event", event.id().toString());
    facts.put("reason", reason);
    facts.put("safety", safety);
    facts.put("versions", versions.stream().map(VersionId::toString).sorted().toList());
    audit.append(
        new AuditEvent(
            type, id, kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), by, facts));
    Map<String, Object> message = new LinkedHashMap<>(facts);
    message.put("kind", kind.name());
    message.put("subject", subject);
    message.put("by", by.id());
    message.put("at", now.toString());
    outbox.append(event.id(), LibraryEvents.TOPIC, subject, message);
    listeners.forEach(listener -> listener.told(event));
  }
}
