package io.medley.platform.notification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people were told, as each of them reads it. */
public interface Notifications {

  /** How many wait for this person. */
  int waiting(String person);

  /**
   * What a person was told, newest first.
   *
   * @param waitingOnly leaves out what was read or settled
   * @param before only what was told before; {@code null} = from the newest
   */
  List<Notification> of(String person, boolean waitingOnly, @Nullable Instant before, int limit);

  /** One of a person's notifications. */
  Optional<Notification> find(UUID id);

  /** Notes that the person opened it; repeating it changes nothing. */
  void read(UUID id, String person);

  /** Notes that the person has seen all of them. */
  void readAll(String person);
}
