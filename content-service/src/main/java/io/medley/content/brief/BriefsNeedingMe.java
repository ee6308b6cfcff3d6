package io.medley.content.brief;

import io.medley.content.asset.NeedsMe;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Briefs that wait: for their agency, for an agency, or for the person who asked. */
@Component
class BriefsNeedingMe implements NeedsMe {

  private static final Duration SOON = Duration.ofDays(3);

  private final Briefs briefs;
  private final Authorities authorities;
  private final Clock clock;

  BriefsNeedingMe(Briefs briefs, Authorities authorities, Clock clock) {
    this.briefs = briefs;
    this.authorities = authorities;
    this.clock = clock;
  }

  @Override
  public List<Need> of(Actor actor) {
    return actor.agency() == null ? ofTheHouse(actor) : ofAgency(actor.agency());
  }

  private List<Need> ofAgency(String agency) {
    Instant now = clock.instant();
    return briefs.search(new BriefQuery("", BriefState.OPEN, "", "", agency)).stream()
        .map(
            brief ->
                new Need(
                    brief.wanted().title(),
                    "You are asked to make it by %s.".formatted(brief.wanted().dueOn()),
                    "Open the brief",
                    "/briefs/" + brief.id(),
                    urgency(brief, now),
                    brief.writtenAt()))
        .toList();
  }

  private List<Need> ofTheHouse(Actor actor) {
    List<Need> needs = new ArrayList<>();
    boolean coordinates = !authorities.markets(actor.id(), Authority.COORDINATE).isEmpty();
    Instant now = clock.instant();
    for (Brief brief : briefs.search(new BriefQuery("", null, "", "", null))) {
      boolean mine = brief.writtenBy().equals(actor.id());
      if (brief.state() == BriefState.OPEN && brief.agency().isEmpty() && coordinates) {
        needs.add(
            need(
                brief,
                "A campaign asks for it; it has no agency yet.",
                "Choose an agency",
                Urgency.DUE));
      } else if (brief.overdueAt(now) && (coordinates || mine)) {
        needs.add(
            need(
                brief,
                "“%s” should have delivered it by %s."
                    .formatted(brief.agency(), brief.wanted().dueOn()),
                "Open the brief",
                Urgency.OVERDUE));
      } else if (brief.state() == BriefState.DELIVERED && mine) {
        needs.add(
            need(
                brief,
                "A piece for your brief was submitted; close the brief once you have what you asked for.",
                "See the piece",
                Urgency.OPEN));
      }
    }
    return needs;
  }

  private static Need need(Brief brief, String why, String action, Urgency urgency) {
    return new Need(
        brief.wanted().title(), why, action, "/briefs/" + brief.id(), urgency, brief.changedAt());
  }

  private static Urgency urgency(Brief brief, Instant now) {
    if (brief.overdueAt(now)) {
      return Urgency.OVERDUE;
    }
    return brief.dueAt().isBefore(now.plus(SOON)) ? Urgency.DUE : Urgency.OPEN;
  }
}
