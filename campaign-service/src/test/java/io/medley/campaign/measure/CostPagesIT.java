package io.medley.campaign.measure;

import static io.medley.campaign.campaign.Somebody.bean;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.Somebody;
import io.medley.campaign.campaign.WholeService;
import io.medley.campaign.hcp.HcpId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** What a campaign cost, on the page of its results. */
class CostPagesIT {

  private final MockMvc mvc =
      MockMvcBuilders.webAppContextSetup((WebApplicationContext) WholeService.context()).build();
  private final JdbcClient jdbc = bean(JdbcClient.class);
  private final String mia = "mia-" + UUID.randomUUID();
  private final CampaignId campaign = Somebody.campaign("journey-launch", "zelvaro");

  @BeforeEach
  void aMarketer() {
    Somebody.campaigns(mia);
    Somebody.signIn(mia, "MARKETER");
  }

  @AfterEach
  void signOut() {
    jdbc.sql("delete from touch_costs").update();
    SecurityContextHolder.clearContext();
  }

  @Test
  void shouldTellWhatAnEngagedHcpCostByTheCampaignsOwnCostsOrThoseOfAll() throws Exception {
    assertThat(page("costs-nothing")).contains("Nothing was sent yet");
    for (int i = 0; i < 3; i++) {
      HcpId hcp = Somebody.hcp(mia);
      UUID contact = contacted(hcp, "CONTACTED");
      opened(hcp, contact, i == 0 ? Optional.empty() : Optional.of("TOO_SOON"));
    }
    contacted(Somebody.hcp(mia), "GHOST");
    HcpId called = Somebody.hcp(mia);
    jdbc.sql(
            """
            insert into recorded_contact (source_key, hcp_id, channel, brand_id, requested, weight,
                                          at, actor, campaign_id)
            values (:key, :hcp, 'CALL', 'zelvaro', false, 3, now(), 'rob', :campaign)
            """)
        .param("key", UUID.randomUUID().toString())
        .param("hcp", called.value())
        .param("campaign", campaign.value())
        .update();
    assertThat(page("costs-unset")).contains("Say what a touch costs");

    set("EUR", "0.10", "", true).andExpect(flash().attributeExists("notice"));
    assertThat(page("costs-part"))
        .contains("€0.30", "No price is set for Call", "those of every campaign")
        .doesNotContain("who engaged.");

    set("GBP", "0,5", "120", false).andExpect(flash().attributeExists("notice"));
    assertThat(page("costs"))
        .as("three messages and a call; only one HCP opened a message and no program did")
        .contains("£121.50", "for the one HCP who engaged", "this campaign’s own");

    mvc.perform(get("/api/campaigns/{id}/costs", campaign))
        .andExpect(jsonPath("$.own").value(true))
        .andExpect(jsonPath("$.costs.currency").value("GBP"))
        .andExpect(jsonPath("$.total").value(121.5))
        .andExpect(jsonPath("$.engaged").value(1));
    mvc.perform(
            put("/api/costs")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"currency\": \"EUR\", \"perTouch\": {\"EMAIL\": 0.2}}"))
        .andExpect(status().isNoContent());
    mvc.perform(
            put("/api/campaigns/{id}/costs", campaign)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"currency\": \"GBP\", \"perTouch\": {\"e-mail\": \"1\"}}"))
        .andExpect(status().is(422));

    set("GBP", "", "", false);
    assertThat(page("costs-of-all")).contains("€0.60", "those of every campaign");
  }

  @Test
  void shouldTakeNoAmountItCannotReckonWithAndNoneFromStrangers() throws Exception {
    set("EUR", "cheap", "", false)
        .andExpect(flash().attribute("refused", containsString("write it like 1.20")));
    set("EUR", "-1", "", false)
        .andExpect(flash().attribute("refused", containsString("between 0")));
    set("Euro", "1", "", false)
        .andExpect(flash().attribute("refused", containsString("three letters")));
    Somebody.signIn("nobody-" + mia, "MARKETER");
    set("EUR", "1", "", false).andExpect(status().isForbidden());
    set("EUR", "1", "", true).andExpect(status().isForbidden());
    assertThat(jdbc.sql("select count(*) from touch_costs").query(Long.class).single()).isZero();
  }

  private ResultActions set(String currency, String email, String call, boolean everywhere)
      throws Exception {
    return mvc.perform(
        post("/campaigns/{id}/costs", campaign)
            .param("currency", currency)
            .param("cost-EMAIL", email)
            .param("cost-CALL", call)
            .param("everywhere", Boolean.toString(everywhere)));
  }

  private String page(String name) throws Exception {
    return Somebody.kept(
        name,
        mvc.perform(get("/campaigns/{id}/measurement", campaign).locale(Locale.UK))
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsString());
  }

  private UUID contacted(HcpId hcp, String state) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into contact (id, send_key, enrolment_id, hcp_id, campaign_id, brand_id, step_id,
              channel, slot, version_id, market, language, state, at, links, rendered_hash, purpose)
            values (:id, :id, gen_random_uuid(), :hcp, :campaign, 'zelvaro', 'announce', 'EMAIL',
              'announce', gen_random_uuid(), 'GB', 'en-GB', :state, now(), '{}', '', 'NURTURE')
            """)
        .param("id", id)
        .param("hcp", hcp.value())
        .param("campaign", campaign.value())
        .param("state", state)
        .update();
    return id;
  }

  private void opened(HcpId hcp, UUID contact, Optional<String> machine) {
    Somebody.TRANSACTIONS.executeWithoutResult(
        status ->
            bean(Engagements.class)
                .add(
                    new Engagement(
                        UUID.randomUUID(),
                        contact,
                        Somebody.enrolled(hcp, campaign).value(),
                        campaign.value(),
                        hcp.value(),
                        "announce",
                        EngagementKind.OPENED,
                        -1,
                        null,
                        Somebody.now()),
                    machine));
  }
}
