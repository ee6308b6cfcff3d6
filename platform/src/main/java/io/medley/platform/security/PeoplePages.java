package io.medley.platform.security;

import io.medley.platform.problem.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * People and authority: who may do what where, whether that was looked at, who is trained, who acts
 * for whom. Administrators see and change everybody; everybody sees themselves and may delegate.
 */
@Controller
@RequestMapping("/people")
class PeoplePages {

  private static final int SOON_DAYS = 60;
  private static final int DECISIONS = 50;

  private final Authorities authorities;
  private final AccessReviews reviews;
  private final Delegations delegations;
  private final Training training;
  private final People people;
  private final CurrentActor currentActor;
  private final Clock clock;

  PeoplePages(
      Authorities authorities,
      AccessReviews reviews,
      Delegations delegations,
      Training training,
      People people,
      CurrentActor currentActor,
      Clock clock) {
    this.authorities = authorities;
    this.reviews = reviews;
    this.delegations = delegations;
    this.training = training;
    this.people = people;
    this.currentActor = currentActor;
    this.clock = clock;
  }

  /**
   * A holder with what they hold.
   *
   * @param markets by the authority's name for people, the markets
   * @param overdue how many of their grants nobody looked at in time
   * @param gaps trainings they lack for what they hold
   */
  record HolderRow(
      Holder holder,
      String name,
      Map<String, Set<String>> markets,
      long overdue,
      List<String> gaps,
      boolean absent) {}

  /** A training record and how it stands. */
  record TrainingRow(Training.Completed record, String name, String tone, String words) {}

  @GetMapping
  String everybody(@RequestParam(defaultValue = "authority") String tab, Model model) {
    requireAdministrator();
    Instant now = clock.instant();
    List<AccessReviews.Due> due = reviews.due();
    model.addAttribute("tab", tab);
    model.addAttribute("due", due);
    model.addAttribute("overdue", due.stream().filter(one -> one.overdueAt(now)).count());
    model.addAttribute("now", now);
    model.addAttribute("names", names());
    switch (tab) {
      case "review" -> model.addAttribute("decisions", reviews.newest(DECISIONS));
      case "training" -> {
        model.addAttribute("requirements", training.requirements());
        model.addAttribute("records", records(training.newest()));
      }
      case "delegations" -> model.addAttribute("delegations", delegations.from(now));
      default -> {
        model.addAttribute("holders", holders(due, now));
        model.addAttribute("groups", groups());
      }
    }
    choices(model);
    return "medley/people";
  }

  @GetMapping("/me")
  String me() {
    return "redirect:/people/" + currentActor.require().id();
  }

  @GetMapping("/{id}")
  String one(@PathVariable String id, Model model) {
    Actor actor = currentActor.require();
    boolean administers = administers(actor);
    if (!actor.id().equals(id) && !administers) {
      throw new AuthorityMissing(actor.id(), Authority.ADMINISTER, Authorities.EVERY_MARKET);
    }
    Holder holder = holder(id);
    Instant now = clock.instant();
    Optional<People.Person> person =
        holder.kind() == Holder.Kind.PERSON ? people.find(id) : Optional.empty();
    model.addAttribute("holder", holder);
    model.addAttribute("person", person.orElse(null));
    model.addAttribute("name", name(holder));
    model.addAttribute("administers", administers);
    model.addAttribute("mine", actor.id().equals(id));
    model.addAttribute("now", now);
    model.addAttribute(
        "due",
        reviews.due().stream()
            .filter(due -> countsFor(due.granted().grant().holder(), holder, person))
            .sorted(
                Comparator.comparing((AccessReviews.Due due) -> due.granted().grant().authority()))
            .toList());
    model.addAttribute("records", records(training.of(id)));
    model.addAttribute("gaps", gaps(id, now));
    model.addAttribute("delegations", delegations.of(id));
    model.addAttribute("names", names());
    model.addAttribute("delegable", delegable(id));
    model.addAttribute(
        "members",
        people.all().stream().filter(one -> one.groups().contains(holder.name())).toList());
    choices(model);
    return "medley/person";
  }

  @PostMapping("/grants")
  String grant(
      @RequestParam Holder.Kind kind,
      @RequestParam String holder,
      @RequestParam Authority authority,
      @RequestParam String market,
      RedirectAttributes flash) {
    Actor actor = currentActor.require();
    String name = holder.strip();
    String where = market.strip().toUpperCase(Locale.ROOT);
    return done(
        flash,
        "redirect:/people/" + new Holder(kind, name).id(),
        "Granted.",
        () -> {
          if (name.isEmpty() || !where.matches("\\*|[A-Z]{2}")) {
            throw new AccessReviewRefused(
                "Name the person or group, and the market by two letters or * for every market.");
          }
          authorities.grant(new Authorities.Grant(new Holder(kind, name), authority, where), actor);
        });
  }

  @PostMapping("/decisions")
  String decide(
      @RequestParam Holder.Kind kind,
      @RequestParam String holder,
      @RequestParam Authority authority,
      @RequestParam String market,
      @RequestParam AccessReviews.Decision decision,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String back,
      RedirectAttributes flash) {
    Actor actor = currentActor.require();
    Holder whose = new Holder(kind, holder);
    return done(
        flash,
        back.equals("review") ? "redirect:/people?tab=review" : "redirect:/people/" + whose.id(),
        decision == AccessReviews.Decision.CONFIRMED ? "Confirmed." : "Revoked.",
        () ->
            reviews.decide(
                new Authorities.Grant(whose, authority, market), decision, reason, actor));
  }

  @PostMapping("/requirements")
  String require(
      @RequestParam Authority authority,
      @RequestParam String course,
      @RequestParam(defaultValue = "false") boolean removed,
      RedirectAttributes flash) {
    Actor actor = currentActor.require();
    return done(
        flash,
        "redirect:/people?tab=training",
        removed ? "No longer required." : "Required from now on.",
        () -> {
          Set<Training.Requirement> wanted = new LinkedHashSet<>(training.requirements());
          Training.Requirement one = new Training.Requirement(authority, course.strip());
          if (removed) {
            wanted.remove(one);
          } else if (course.isBlank() || course.length() > 100) {
            throw new TrainingRefused("Name the course, in a hundred letters at most.");
          } else {
            wanted.add(one);
          }
          training.require(wanted, actor);
        });
  }

  @PostMapping("/{id}/training")
  String trained(
      @PathVariable String id,
      @RequestParam String course,
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate completedOn,
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate expiresOn,
      @RequestParam String evidence,
      RedirectAttributes flash) {
    Actor actor = currentActor.require();
    return done(
        flash,
        "redirect:/people/" + id,
        "Recorded.",
        () ->
            training.record(
                new Training.Wish(id, course, completedOn, expiresOn, evidence), actor));
  }

  /** The last day counts, too. */
  @PostMapping("/{id}/delegations")
  String delegate(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String delegate,
      @RequestParam(defaultValue = "") List<Authority> authority,
      @RequestParam(defaultValue = "*") List<String> market,
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
      @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
      @RequestParam(defaultValue = "false") boolean absent,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes flash) {
    Actor actor = currentActor.require();
    return done(
        flash,
        "redirect:/people/" + id,
        "Noted.",
        () ->
            delegations.add(
                new Delegations.Wish(
                    id,
                    delegate.isBlank() ? null : delegate.strip(),
                    authority,
                    market,
                    from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                    until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                    absent,
                    reason),
                actor));
  }

  @PostMapping("/{id}/delegations/{delegation}/end")
  String end(@PathVariable String id, @PathVariable UUID delegation, RedirectAttributes flash) {
    Actor actor = currentActor.require();
    return done(
        flash, "redirect:/people/" + id, "Ended.", () -> delegations.end(delegation, actor));
  }

  private static String done(RedirectAttributes flash, String to, String words, Runnable act) {
    try {
      act.run();
      flash.addFlashAttribute("notice", words);
    } catch (AuthorityMissing mayNot) {
      throw mayNot;
    } catch (Refusal refused) {
      flash.addFlashAttribute("refusal", String.valueOf(refused.getMessage()));
    }
    return to;
  }

  private void requireAdministrator() {
    authorities.require(currentActor.require(), Authority.ADMINISTER, Authorities.EVERY_MARKET);
  }

  private boolean administers(Actor actor) {
    return authorities.has(actor.id(), Authority.ADMINISTER, Authorities.EVERY_MARKET);
  }

  private static Holder holder(String id) {
    return id.startsWith("group:")
        ? Holder.group(id.substring("group:".length()))
        : Holder.person(id);
  }

  private String name(Holder holder) {
    return holder.kind() == Holder.Kind.GROUP ? holder.name() : people.printedName(holder.name());
  }

  /** What a person holds themselves or through a group; what a group holds. */
  private static boolean countsFor(Holder held, Holder asked, Optional<People.Person> person) {
    return held.equals(asked)
        || (held.kind() == Holder.Kind.GROUP
            && person.map(one -> one.groups().contains(held.name())).orElse(false));
  }

  private List<HolderRow> holders(List<AccessReviews.Due> due, Instant now) {
    Map<Holder, List<AccessReviews.Due>> by = new LinkedHashMap<>();
    due.forEach(
        one ->
            by.computeIfAbsent(one.granted().grant().holder(), holder -> new ArrayList<>())
                .add(one));
    return by.entrySet().stream()
        .map(
            held -> {
              Holder holder = held.getKey();
              Map<String, Set<String>> markets = new TreeMap<>();
              held.getValue()
                  .forEach(
                      one ->
                          markets
                              .computeIfAbsent(
                                  words(one.granted().grant().authority()),
                                  authority -> new TreeSet<>())
                              .add(one.granted().grant().market()));
              boolean person = holder.kind() == Holder.Kind.PERSON;
              return new HolderRow(
                  holder,
                  name(holder),
                  markets,
                  held.getValue().stream().filter(one -> one.overdueAt(now)).count(),
                  person ? gaps(holder.name(), now) : List.of(),
                  person && delegations.absent(holder.name(), now));
            })
        .sorted(
            Comparator.comparing((HolderRow row) -> row.holder().kind())
                .thenComparing(HolderRow::name))
        .toList();
  }

  private List<String> gaps(String person, Instant at) {
    Set<String> gaps = new TreeSet<>();
    for (Authority authority : Authority.values()) {
      if (!authorities.markets(person, authority).isEmpty()) {
        training
            .gaps(person, authority, at)
            .forEach(
                gap ->
                    gaps.add(
                        gap.course()
                            + (gap.expiredOn() == null
                                ? " is missing"
                                : " expired on " + gap.expiredOn())));
      }
    }
    return List.copyOf(gaps);
  }

  private List<TrainingRow> records(List<Training.Completed> records) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return records.stream()
        .map(
            record -> {
              boolean over = record.expiresOn().isBefore(today);
              boolean soon = record.expiresOn().isBefore(today.plusDays(SOON_DAYS));
              return new TrainingRow(
                  record,
                  people.printedName(record.person()),
                  over ? "blocked" : soon ? "needs" : "live",
                  over ? "Expired" : soon ? "Expires soon" : "Counts");
            })
        .toList();
  }

  private Set<Authority> delegable(String person) {
    return Arrays.stream(Authority.values())
        .filter(Authority::delegable)
        .filter(authority -> !authorities.markets(person, authority).isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Set<String> groups() {
    return people.all().stream()
        .flatMap(person -> person.groups().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Map<String, String> names() {
    return people.all().stream()
        .collect(Collectors.toMap(People.Person::id, People.Person::printedName));
  }

  private void choices(Model model) {
    Map<String, String> words = new LinkedHashMap<>();
    for (Authority authority : Authority.values()) {
      words.put(authority.name(), words(authority));
    }
    model.addAttribute("authorityWords", words);
    model.addAttribute("today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString());
  }

  /** An authority as people say it. */
  private static String words(@Nullable Authority authority) {
    return switch (authority) {
      case null -> "";
      case LANE_MEDICAL -> "Sign medical";
      case LANE_LEGAL -> "Sign legal";
      case LANE_REGULATORY -> "Sign regulatory";
      case LANE_PHARMACOVIGILANCE -> "Sign pharmacovigilance";
      case LANE_PRIVACY -> "Sign privacy";
      case LANE_FINAL -> "Sign final form";
      case UPLOAD -> "Upload";
      case COORDINATE -> "Coordinate reviews";
      case CAMPAIGN -> "Run campaigns";
      case WITHDRAW -> "Withdraw";
      case ADMINISTER -> "Administer";
      case ACT_AS_REP -> "Act as representative";
      case PRIVACY -> "Handle privacy requests";
      case LEAD_BRAND -> "Lead a brand";
      case LEAD_FIELD -> "Lead a field force";
    };
  }
}
