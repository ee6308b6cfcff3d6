package io.medley.platform.notification;

import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The list and the settings for programs, and the address book for provisioning. */
@RestController
class NotificationApi {

  private static final int MOST = 200;

  private final Notifications notifications;
  private final SettingsKeeping settings;
  private final AddressBook addresses;
  private final Authorities authorities;
  private final CurrentActor actor;

  NotificationApi(
      Notifications notifications,
      SettingsKeeping settings,
      AddressBook addresses,
      Authorities authorities,
      CurrentActor actor) {
    this.notifications = notifications;
    this.settings = settings;
    this.addresses = addresses;
    this.authorities = authorities;
    this.actor = actor;
  }

  record Told(
      UUID id,
      NotificationKind kind,
      String subject,
      String title,
      String text,
      String link,
      @Nullable Instant dueAt,
      Instant toldAt,
      @Nullable Instant readAt,
      @Nullable Instant settledAt) {
    static Told of(Notification one) {
      return new Told(
          one.id(),
          one.kind(),
          one.subject().key(),
          one.subject().title(),
          one.text(),
          one.link(),
          one.dueAt(),
          one.toldAt(),
          one.readAt(),
          one.settledAt());
    }
  }

  record SettingsBody(
      int digestHour, @NotBlank String zone, @NotNull Map<NotificationKind, Delivery> kinds) {}

  record AddressBody(
      @NotBlank String person,
      @NotBlank String printedName,
      @NotBlank @Email String email,
      @Nullable String agency) {}

  @GetMapping("/api/notifications")
  List<Told> list(
      @RequestParam(defaultValue = "true") boolean waiting,
      @RequestParam(required = false) @Nullable Instant before) {
    return notifications.of(actor.require().id(), waiting, before, MOST).stream()
        .map(Told::of)
        .toList();
  }

  @PostMapping("/api/notifications/{id}/read")
  ResponseEntity<Void> read(@PathVariable UUID id) {
    notifications.read(id, actor.require().id());
    return ResponseEntity.noContent().build();
  }

  @GetMapping("/api/notification-settings")
  SettingsBody settings() {
    NotificationSettings of = settings.of(actor.require().id());
    Map<NotificationKind, Delivery> kinds = new TreeMap<>();
    for (NotificationKind kind : NotificationKind.values()) {
      kinds.put(kind, of.of(kind));
    }
    return new SettingsBody(of.digestHour(), of.zone().getId(), kinds);
  }

  @PutMapping("/api/notification-settings")
  SettingsBody keep(@RequestBody @Valid SettingsBody wanted) {
    settings.keep(
        actor.require().id(),
        NotificationController.hour(wanted.digestHour()),
        NotificationController.zone(wanted.zone()),
        wanted.kinds());
    return settings();
  }

  /** Puts in people who have not signed in yet; needs the authority to administer. */
  @PutMapping("/api/notification-addresses")
  ResponseEntity<Void> learn(@RequestBody @Valid List<@Valid AddressBody> people) {
    Actor by = actor.require();
    authorities.require(by, Authority.ADMINISTER, Authorities.EVERY_MARKET);
    for (AddressBody body : people) {
      addresses.learn(
          new AddressBook.Entry(
              body.person(),
              body.printedName(),
              body.email(),
              body.agency() == null ? "" : body.agency()));
    }
    return ResponseEntity.noContent().build();
  }
}
