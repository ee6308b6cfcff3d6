package io.medley.campaign.rep.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.when;

import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.hcp.Fact;
import io.medley.campaign.hcp.Facts;
import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.PersonalValues;
import io.medley.campaign.journey.HandoverEnvelope;
import io.medley.campaign.journey.RepSuggestion;
import io.medley.campaign.journey.RepSuggestions;
import io.medley.campaign.rep.RepAnswer;
import io.medley.campaign.rep.RepLedger;
import io.medley.campaign.touch.ApprovalState;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The list without a server: what it says, and how often it asks. */
class SuggestionViewsTest {

  private static final Instant NOW = Instant.parse("2026-03-03T12:00:00Z");

  private final RepSuggestions suggestions = mock(RepSuggestions.class);
  private final RepLedger ledger = mock(RepLedger.class);
  private final Campaigns campaigns = mock(Campaigns.class);
  private final Hcps hcps = mock(Hcps.class);
  private final Facts facts = mock(Facts.class);
  private final ApprovalState approvals = mock(ApprovalState.class);
  private final SuggestionViews views =
      new SuggestionViews(
          suggestions, ledger, campaigns, hcps, facts, approvals, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void shouldAskAsOftenForManyAsForOne() {
    waiting(1);
    assertThat(views.rows("rob", true, 50)).hasSize(1);
    int forOne = asked();

    waiting(40);
    assertThat(views.rows("rob", true, 50)).hasSize(40);

    assertThat(asked() - forOne).isEqualTo(forOne);
  }

  @Test
  void shouldSayWhoItIsWhatElseWasMeantAndWhatMayBeWrong() {
    List<RepSuggestion> made = waiting(2);
    RepSuggestion first = made.getFirst();
    HcpId named = new HcpId(first.hcpId());
    when(hcps.open(anyCollection()))
        .thenReturn(
            List.of(
                new Hcp(profile(named), new PersonalValues("Ada", "Quillerby", "a@b.example"))));
    when(ledger.answersTo(anyCollection()))
        .thenReturn(
            Map.of(
                first.id(),
                List.of(edited(first, "At the congress"), edited(first, "At the ward"))));
    Fact wrong = mock(Fact.class);
    when(wrong.id()).thenReturn(7L);
    when(wrong.name()).thenReturn("preferred_channel");
    when(wrong.value()).thenReturn("FAX");
    Fact aside = mock(Fact.class);
    when(aside.muted()).thenReturn(true);
    when(facts.recorded(anyCollection())).thenReturn(Map.of(named, List.of(wrong, aside)));

    List<SuggestionViews.Row> rows = views.rows("rob", true, 50);

    assertThat(rows)
        .extracting(row -> row.suggestion().id())
        .containsExactly(made.get(0).id(), made.get(1).id());
    assertThat(rows.getFirst().who()).isEqualTo("Ada Quillerby");
    assertThat(rows.getFirst().where()).isEqualTo("CARDIOLOGY, tier 1");
    assertThat(rows.getFirst().instead()).isEqualTo("At the ward");
    assertThat(rows.getFirst().facts())
        .containsExactly(new SuggestionViews.NamedFact(7, "preferred_channel", "FAX"));
    assertThat(rows.getLast().who()).as("cannot be named").isEqualTo("HCP-BCDF");
    assertThat(rows.getLast().instead()).isNull();
  }

  private int asked() {
    return List.of(suggestions, ledger, campaigns, hcps, facts).stream()
        .mapToInt(port -> mockingDetails(port).getInvocations().size())
        .sum();
  }

  private List<RepSuggestion> waiting(int many) {
    List<RepSuggestion> made = new ArrayList<>();
    List<HcpProfile> profiles = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      RepSuggestion suggestion = suggestion();
      made.add(suggestion);
      profiles.add(profile(new HcpId(suggestion.hcpId())));
    }
    when(ledger.waiting(any(), any(), anyInt()))
        .thenReturn(made.stream().map(one -> new RepLedger.Waiting(one.id(), "rob")).toList());
    when(suggestions.all(anyCollection())).thenReturn(made.reversed());
    when(hcps.profiles(anyCollection())).thenReturn(profiles);
    return made;
  }

  private static HcpProfile profile(HcpId id) {
    return new HcpProfile(
        id, "", "HCP-BCDF", "GB", "en-GB", null, "CARDIOLOGY", "MD", 1, Map.of(), false);
  }

  private static RepAnswer edited(RepSuggestion suggestion, String words) {
    return new RepAnswer(
        UUID.randomUUID(),
        suggestion.id(),
        new HcpId(suggestion.hcpId()),
        "rob",
        null,
        RepAnswer.Kind.EDITED,
        null,
        words,
        null,
        "",
        NOW);
  }

  private static RepSuggestion suggestion() {
    return new RepSuggestion(
        UUID.randomUUID(),
        UUID.randomUUID(),
        UUID.randomUUID(),
        UUID.randomUUID(),
        "rep-call",
        1,
        "CALL",
        null,
        null,
        null,
        List.of(),
        new HandoverEnvelope(
            null, null, List.of(), null, List.of(), null, List.of(), null, null, List.of(), NOW),
        50,
        RepSuggestion.State.OPEN,
        NOW.plusSeconds(3600),
        NOW,
        null,
        null);
  }
}
