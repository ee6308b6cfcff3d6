package io.medley.campaign.rep;

import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.journey.HcpTimeline.Fact;
import io.medley.campaign.journey.RepSuggestion;
import io.medley.campaign.journey.RepSuggestions;
import io.medley.campaign.journey.TimelineEntry;
import io.medley.campaign.journey.TimelineSource;
import io.medley.campaign.touch.ContactHistory;
import io.medley.campaign.touch.RecordedContact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What representatives were asked, answered and did, on an HCP's timeline. */
@Component
class RepTimeline implements TimelineSource {

  private final RepSuggestions suggestions;
  private final RepLedger ledger;
  private final ContactHistory contacts;

  RepTimeline(RepSuggestions suggestions, RepLedger ledger, ContactHistory contacts) {
    this.suggestions = suggestions;
    this.ledger = ledger;
    this.contacts = contacts;
  }

  @Override
  public List<Line> of(HcpId hcp) {
    List<Line> lines = new ArrayList<>();
    Map<UUID, RepSuggestion> byId = new HashMap<>();
    for (RepSuggestion made : suggestions.ofHcp(hcp)) {
      byId.put(made.id(), made);
      lines.add(suggested(made));
      if (made.state() == RepSuggestion.State.EXPIRED
          || made.state() == RepSuggestion.State.RECALLED) {
        lines.add(over(made));
      }
    }
    ledger.answersAbout(hcp).forEach(answer -> lines.add(answered(answer, byId)));
    contacts.of(hcp).forEach(recorded -> lines.add(called(recorded)));
    return lines;
  }

  private static Line suggested(RepSuggestion made) {
    List<Fact> facts = new ArrayList<>();
    made.drivers().forEach(driver -> facts.add(new Fact(driver.driver(), driver.why())));
    facts.add(new Fact("score", made.score() + " of 100"));
    facts.add(new Fact("state", made.state().name()));
    return new Line(
        made.createdAt(),
        TimelineEntry.Kind.SUGGESTION,
        made.campaignId(),
        null,
        made.stepId(),
        made.action(),
        null,
        made.drivers().isEmpty() ? "" : made.drivers().getFirst().why(),
        made.dueAt(),
        "suggestion-" + made.id(),
        facts);
  }

  private static Line over(RepSuggestion made) {
    return new Line(
        made.answeredAt() == null ? made.dueAt() : made.answeredAt(),
        TimelineEntry.Kind.ANSWER,
        made.campaignId(),
        null,
        made.stepId(),
        made.state().name(),
        made.reason(),
        "",
        null,
        null,
        List.of());
  }

  private static Line answered(RepAnswer answer, Map<UUID, RepSuggestion> byId) {
    RepSuggestion made = byId.get(answer.suggestionId());
    DismissReason reason = answer.reason();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("by", answer.person()));
    if (reason != null) {
      facts.add(new Fact("because", reason.label()));
    }
    if (!answer.words().isEmpty()) {
      facts.add(new Fact("in their words", answer.words()));
    }
    return new Line(
        answer.at(),
        TimelineEntry.Kind.ANSWER,
        made == null ? null : made.campaignId(),
        null,
        made == null ? null : made.stepId(),
        answer.kind().name(),
        null,
        answer.effect(),
        answer.until(),
        null,
        facts);
  }

  private static Line called(ContactHistory.Recorded recorded) {
    RecordedContact contact = recorded.contact();
    return new Line(
        contact.at(),
        TimelineEntry.Kind.CALL,
        null,
        contact.brandId(),
        null,
        contact.channel(),
        null,
        "",
        null,
        "call-" + contact.sourceKey().replace('/', '-'),
        List.of(
            new Fact("contact points", Integer.toString(recorded.weight())),
            new Fact("asked for by the HCP", contact.requested() ? "yes" : "no"),
            new Fact("recorded by", recorded.actor()),
            new Fact("source", contact.sourceKey())));
  }
}
