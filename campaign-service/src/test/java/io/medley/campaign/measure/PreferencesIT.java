package io.medley.campaign.measure;

import static io.medley.campaign.campaign.Somebody.bean;
import static io.medley.campaign.campaign.Somebody.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.campaign.Somebody;
import io.medley.campaign.consent.ConsentAsking;
import io.medley.campaign.consent.ConsentLinks;
import io.medley.campaign.consent.ConsentSource;
import io.medley.campaign.consent.ConsentStatus;
import io.medley.campaign.consent.ConsentTexts;
import io.medley.campaign.consent.Consents;
import io.medley.campaign.hcp.HcpId;
import io.medley.platform.security.Actor;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an HCP saves in the preference centre, with the service's own transactions. */
class PreferencesIT {

  private static final Actor TESTER = Actor.system("tester");

  private final Consents consents = bean(Consents.class);
  private final ConsentAsking asking = bean(ConsentAsking.class);
  private final Preferences preferences = bean(Preferences.class);
  private final HcpId hcp = Somebody.hcp("rep-" + UUID.randomUUID());

  @Test
  void shouldKeepAWithdrawalAlsoWhenSomethingElseWasAskedForTheSameDay() {
    String other =
        bean(ConsentTexts.class).current().stream()
            .filter(text -> text.channel().equals("EMAIL"))
            .map(text -> text.purpose())
            .filter(purpose -> !purpose.equals(Consents.PROMOTION))
            .findFirst()
            .orElseThrow();
    said(Consents.PROMOTION, ConsentStatus.GRANTED);
    asking.confirm(asking.ask(hcp, "EMAIL", other, ConsentSource.HCP, TESTER).id());
    said(other, ConsentStatus.WITHDRAWN);
    String centre = bean(ConsentLinks.class).centre(hcp).getPath();

    Preferences.Saved saved =
        preferences.save(centre.substring(centre.lastIndexOf('/') + 1), Set.of("EMAIL:" + other));

    assertThat(saved).isEqualTo(new Preferences.Saved(1, 0));
    assertThat(consents.validAt(hcp, "EMAIL", now())).isFalse();
  }

  private void said(String purpose, ConsentStatus status) {
    Somebody.TRANSACTIONS.executeWithoutResult(
        transaction ->
            consents.record(
                new Consents.Draft(
                    hcp,
                    "EMAIL",
                    purpose,
                    status,
                    now(),
                    ConsentSource.OPERATOR,
                    "on paper",
                    null,
                    null),
                TESTER));
  }
}
