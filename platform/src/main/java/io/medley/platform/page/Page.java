package io.medley.platform.page;

import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** What the layout asks for; every template has it as {@code medley}. */
public final class Page {

  /**
   * One entry of the navigation.
   *
   * @param id matches the {@code active} parameter of the layout
   * @param label as printed
   * @param url absolute where the page lives in another service
   */
  public record Entry(String id, String label, String url) {}

  private final String service;
  private final MedleyUrls urls;
  private final CurrentActor currentActor;
  private final Clock clock;
  private final Waiting waiting;
  private final UnaryOperator<String> names;

  Page(
      String service,
      MedleyUrls urls,
      CurrentActor currentActor,
      Clock clock,
      Waiting waiting,
      UnaryOperator<String> names) {
    this.service = service;
    this.urls = urls;
    this.currentActor = currentActor;
    this.clock = clock;
    this.waiting = waiting;
    this.names = names;
  }

  /** Which service this is: {@code content} or {@code campaign}. */
  public String service() {
    return service;
  }

  /** How many notifications wait for the signed-in person; -1 if that cannot be said. */
  public int waiting() {
    Actor actor = actor();
    return actor == null ? -1 : waiting.of(actor.id());
  }

  /** The signed-in person, or null. */
  public @Nullable Actor actor() {
    return currentActor.find().orElse(null);
  }

  /** What the signed-in person can open, in both services; nothing for anonymous visitors. */
  public List<Entry> navigation() {
    Actor actor = actor();
    if (actor == null) {
      return List.of();
    }
    boolean marketing = any(actor, "MARKETER", "REP");
    boolean content = any(actor, "AGENCY", "COORDINATOR", "REVIEWER", "SIGNATORY", "ADMIN");
    List<Entry> entries = new ArrayList<>();
    add(entries, "home", "Home", marketing && !content ? "campaign" : "content", "/");
    if (any(actor, "AGENCY", "COORDINATOR")) {
      add(entries, "upload", "Upload", "content", "/upload");
    }
    if (any(actor, "AGENCY", "COORDINATOR", "MARKETER")) {
      add(entries, "briefs", "Briefs", "content", "/briefs");
    }
    if (any(actor, "AGENCY", "COORDINATOR", "REVIEWER", "SIGNATORY")) {
      add(entries, "library", "Library", "content", "/library");
    }
    if (any(actor, "COORDINATOR", "REVIEWER", "SIGNATORY")) {
      add(entries, "desk", "Review desk", "content", "/desk");
    }
    if (any(actor, "COORDINATOR", "REVIEWER", "SIGNATORY")) {
      add(entries, "lifecycle", "Lifecycle", "content", "/lifecycle");
    }
    if (any(actor, "COORDINATOR", "REVIEWER", "SIGNATORY", "MARKETER", "REP", "ADMIN")) {
      add(entries, "catalog", "Catalog", "content", "/catalog");
    }
    if (any(actor, "COORDINATOR", "REVIEWER", "SIGNATORY", "MARKETER", "ADMIN")) {
      add(entries, "claims", "Claims", "content", "/claims");
    }
    if (any(actor, "MARKETER", "ADMIN")) {
      add(entries, "campaigns", "Campaigns", "campaign", "/campaigns");
      add(entries, "templates", "Journeys", "campaign", "/templates");
      add(entries, "audiences", "Audiences", "campaign", "/audiences");
      add(entries, "events", "Events", "campaign", "/events");
    }
    if (any(actor, "MARKETER", "REP", "ADMIN")) {
      add(entries, "suggestions", "Suggestions", "campaign", "/suggestions");
      add(entries, "hcps", "HCPs", "campaign", "/hcps");
    }
    if (any(actor, "ADMIN")) {
      add(entries, "channels", "Channels", "campaign", "/channels");
      add(entries, "people", "People", "content", "/people");
    }
    return List.copyOf(entries);
  }

  /** Tools beside Medley that this person uses. */
  public List<Entry> tools() {
    Actor actor = actor();
    List<Entry> entries = new ArrayList<>();
    if (actor == null) {
      return entries;
    }
    if (any(actor, "REVIEWER", "SIGNATORY", "COORDINATOR")) {
      outside(entries, "tasklist", "Tasklist", urls.tasklist());
    }
    if (any(actor, "MARKETER", "ADMIN")) {
      outside(entries, "mail", "Mails", urls.mail());
    }
    return List.copyOf(entries);
  }

  /** The address of the person's home page. */
  public String home() {
    List<Entry> navigation = navigation();
    return navigation.isEmpty() ? "/" : navigation.getFirst().url();
  }

  /**
   * Absolute address of a path in a service.
   *
   * @param of {@code content} or {@code campaign}
   */
  public String url(String of, String path) {
    URI base = "content".equals(of) ? urls.content() : urls.campaign();
    return of.equals(service) || base == null ? path : base.toString().replaceAll("/$", "") + path;
  }

  /** Date and time in the reader's language, UTC; the browser moves it to the reader's zone. */
  public String time(Instant instant) {
    return ZonedDateTime.ofInstant(instant, ZoneId.of("UTC"))
            .format(
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                    .withLocale(locale()))
        + " UTC";
  }

  /** A day in the reader's language; a day of a market is the same day wherever it is read. */
  public String day(LocalDate day) {
    return day.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale()));
  }

  /** How far away an instant is, in words, e.g. "in 3 h" or "2 d ago". */
  public String distance(Instant instant) {
    Duration difference = Duration.between(clock.instant(), instant);
    Duration size = difference.abs();
    String words;
    if (size.toMinutes() < 1) {
      return "now";
    } else if (size.toHours() < 1) {
      words = size.toMinutes() + " min";
    } else if (size.toDays() < 2) {
      words = size.toHours() + " h";
    } else {
      words = size.toDays() + " d";
    }
    return difference.isNegative() ? words + " ago" : "in " + words;
  }

  /** The reader's language tag. */
  public String language() {
    return locale().toLanguageTag();
  }

  /**
   * Which of the five status colours a state has: {@code draft}, {@code work}, {@code needs},
   * {@code live} or {@code blocked}.
   */
  public String tone(@Nullable Object state) {
    return Tone.of(state);
  }

  /**
   * The printed name of a person, or what is kept of somebody who never signed in here; asked once
   * for each person a page names.
   *
   * @param id of the person; null is nobody
   */
  public String name(@Nullable String id) {
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    if (id == null || request == null) {
      return id == null ? "" : names.apply(id);
    }
    String attribute = Page.class.getName() + ".name." + id;
    Object known = request.getAttribute(attribute, RequestAttributes.SCOPE_REQUEST);
    if (known != null) {
      return known.toString();
    }
    String name = names.apply(id);
    request.setAttribute(attribute, name, RequestAttributes.SCOPE_REQUEST);
    return name;
  }

  /** A state as people read it: {@code IN_REVIEW} becomes "In review". */
  public String words(@Nullable Object state) {
    return Tone.words(state);
  }

  private void add(List<Entry> entries, String id, String label, String of, String path) {
    URI base = "content".equals(of) ? urls.content() : urls.campaign();
    if (of.equals(service) || base != null) {
      entries.add(new Entry(id, label, url(of, path)));
    }
  }

  private static void outside(List<Entry> entries, String id, String label, @Nullable URI url) {
    if (url != null) {
      entries.add(new Entry(id, label, url.toString()));
    }
  }

  private static boolean any(Actor actor, String... roles) {
    for (String role : roles) {
      if (actor.hasRole(role)) {
        return true;
      }
    }
    return false;
  }

  private static Locale locale() {
    return LocaleContextHolder.getLocale();
  }
}
