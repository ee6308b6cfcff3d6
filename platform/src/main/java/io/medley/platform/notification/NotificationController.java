package io.medley.platform.notification;

import io.medley.platform.page.Page;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** The bell, the list, and how a person wants to be told. */
@Controller
class NotificationController {

  private static final int PAGE = 50;
  private static final int LATEST = 8;

  private final Notifications notifications;
  private final SettingsKeeping settings;
  private final AddressBook addresses;
  private final CurrentActor actor;
  private final Page page;

  NotificationController(
      Notifications notifications,
      SettingsKeeping settings,
      AddressBook addresses,
      CurrentActor actor,
      Page page) {
    this.notifications = notifications;
    this.settings = settings;
    this.addresses = addresses;
    this.actor = actor;
    this.page = page;
  }

  @GetMapping("/notifications")
  String list(
      @RequestParam(defaultValue = "waiting") String show,
      @RequestParam(required = false) @Nullable Instant before,
      Model model) {
    Actor person = actor.require();
    boolean waitingOnly = !show.equals("all");
    List<Notification> found =
        new ArrayList<>(notifications.of(person.id(), waitingOnly, before, PAGE + 1));
    boolean more = found.size() > PAGE;
    if (more) {
      found.removeLast();
    }
    model.addAttribute("notifications", found);
    model.addAttribute("show", waitingOnly ? "waiting" : "all");
    model.addAttribute("older", more ? found.getLast().toldAt() : null);
    model.addAttribute("waiting", notifications.waiting(person.id()));
    return "medley/notifications";
  }

  /** What the bell opens: the latest that wait. */
  @GetMapping("/notifications/latest")
  String latest(Model model) {
    model.addAttribute("latest", notifications.of(actor.require().id(), true, null, LATEST));
    return "medley/bell :: latest";
  }

  /** The bell's number; nothing if it is still what the page shows. */
  @GetMapping("/notifications/count")
  Object count(@RequestParam(defaultValue = "-1") int seen, Model model) {
    int waiting = notifications.waiting(actor.require().id());
    if (waiting == seen) {
      return ResponseEntity.status(HttpStatus.NO_CONTENT).build();
    }
    model.addAttribute("waiting", waiting);
    return "medley/bell :: count";
  }

  /** Where mails and the list lead: notes that it was read and goes on to the thing itself. */
  @GetMapping("/notifications/{id}")
  RedirectView open(@PathVariable UUID id) {
    Actor person = actor.require();
    Notification notification = ownOf(person, id);
    notifications.read(id, person.id());
    RedirectView target = new RedirectView(notification.link(), true);
    target.setExposeModelAttributes(false);
    return target;
  }

  @PostMapping("/notifications/read")
  String readAll() {
    notifications.readAll(actor.require().id());
    return "redirect:/notifications";
  }

  @PostMapping("/notifications/{id}/read")
  String read(@PathVariable UUID id, @RequestParam(defaultValue = "waiting") String show) {
    notifications.read(id, actor.require().id());
    return "redirect:/notifications?show=" + (show.equals("all") ? "all" : "waiting");
  }

  @PostMapping("/notifications/{id}/mute")
  String mute(@PathVariable UUID id, RedirectAttributes flash) {
    Actor person = actor.require();
    Notification notification = ownOf(person, id);
    settings.mute(person.id(), notification.subject());
    flash.addFlashAttribute(
        "notice",
        "You hear nothing more of “%s”. Your settings bring it back."
            .formatted(notification.subject().title()));
    return "redirect:/notifications";
  }

  @GetMapping("/notifications/settings")
  String settings(Model model) {
    Actor person = actor.require();
    model.addAttribute("settings", settings.of(person.id()));
    model.addAttribute("address", addresses.find(person.id()).orElse(null));
    model.addAttribute("kinds", NotificationKind.values());
    model.addAttribute("deliveries", Delivery.values());
    model.addAttribute("zones", ZoneId.getAvailableZoneIds().stream().sorted().toList());
    model.addAttribute("service", page.service());
    return "medley/notification-settings";
  }

  @PostMapping("/notifications/settings")
  String keep(
      @RequestParam int digestHour,
      @RequestParam String zone,
      @RequestParam Map<String, String> fields,
      RedirectAttributes flash) {
    Map<NotificationKind, Delivery> chosen = new EnumMap<>(NotificationKind.class);
    for (NotificationKind kind : NotificationKind.values()) {
      String wanted = fields.get("kind." + kind.name());
      if (wanted != null) {
        chosen.put(kind, delivery(wanted));
      }
    }
    settings.keep(actor.require().id(), hour(digestHour), zone(zone), chosen);
    flash.addFlashAttribute("notice", "Kept. It holds for everything from now on.");
    return "redirect:/notifications/settings";
  }

  @PostMapping("/notifications/settings/unmute")
  String unmute(@RequestParam String subject, RedirectAttributes flash) {
    settings.unmute(actor.require().id(), subject);
    flash.addFlashAttribute("notice", "You hear of it again from now on.");
    return "redirect:/notifications/settings";
  }

  static int hour(int hour) {
    if (hour < 0 || hour > 23) {
      throw new SettingsRefused("The digest's hour is 0 to 23, not " + hour + ".");
    }
    return hour;
  }

  static ZoneId zone(String zone) {
    try {
      return ZoneId.of(zone.strip());
    } catch (DateTimeException unknown) {
      throw new SettingsRefused(
          "“%s” is no time zone. Choose one from the list, e.g. Europe/London.".formatted(zone));
    }
  }

  static Delivery delivery(String name) {
    for (Delivery delivery : Delivery.values()) {
      if (delivery.name().equals(name)) {
        return delivery;
      }
    }
    throw new SettingsRefused(
        "“%s” is no way to be told. Known: AT_ONCE, DAILY, PAGE, MUTED.".formatted(name));
  }

  /** Somebody else's notification does not exist for this person. */
  private Notification ownOf(Actor person, UUID id) {
    return notifications
        .find(id)
        .filter(found -> found.person().equals(person.id()))
        .orElseThrow(() -> new NotificationUnknown(id));
  }
}
