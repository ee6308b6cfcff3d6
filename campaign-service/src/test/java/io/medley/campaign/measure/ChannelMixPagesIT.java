package io.medley.campaign.measure;

import static io.medley.campaign.campaign.Somebody.bean;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.medley.campaign.campaign.Somebody;
import io.medley.campaign.campaign.WholeService;
import io.medley.campaign.hcp.HcpId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Shares of channels as they are counted and shown; in Ireland, seven of ten are to be e-mails. */
class ChannelMixPagesIT {

  private final MockMvc mvc =
      MockMvcBuilders.webAppContextSetup((WebApplicationContext) WholeService.context()).build();
  private final JdbcClient jdbc = bean(JdbcClient.class);
  private final String mia = "mia-" + UUID.randomUUID();
  private final String brand = "brand-" + UUID.randomUUID();

  @AfterEach
  void signOut() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void shouldShowHowFarEachTierIsFromWhatIsWanted() throws Exception {
    Somebody.campaigns(mia);
    Somebody.signIn(mia, "MARKETER");
    HcpId first = Somebody.hcp(mia);
    HcpId third = Somebody.hcp(mia);
    jdbc.sql("insert into hcp_brand_tier (hcp_id, brand_id, tier) values (:hcp, :brand, 3)")
        .param("hcp", third.value())
        .param("brand", brand)
        .update();
    contact(first, "EMAIL", "CONTACTED", 1);
    contact(first, "SMS", "CONTACTED", 2);
    contact(third, "EMAIL", "RESERVED", 3);
    contact(third, "EMAIL", "CONTACTED", 4);
    contact(third, "SMS", "RELEASED", 5);
    contact(third, "SMS", "GHOST", 6);
    contact(third, "SMS", "CONTACTED", 40);

    ChannelMix mix =
        bean(ChannelMixReading.class).lately().stream()
            .filter(one -> one.brandId().equals(brand))
            .findFirst()
            .orElseThrow();

    assertThat(mix.market()).isEqualTo("IE");
    assertThat(mix.channels()).containsExactly("EMAIL", "SMS");
    assertThat(mix.groups())
        .extracting(ChannelMix.Group::tier, ChannelMix.Group::contacts)
        .as("released, held out and old ones are no contacts; the tier is the brand's")
        .containsExactly(tuple(0, 4L), tuple(1, 2L), tuple(3, 2L));
    assertThat(mix.groups().getFirst().shares())
        .isEqualTo(List.of(new ChannelMix.Share(75, 70), new ChannelMix.Share(25, null)));
    assertThat(page())
        .contains("Ireland", "Wanted in this market", "70 %", "5 over", "20 under", "Tier 3");
  }

  private String page() throws Exception {
    return Somebody.kept(
        "channel-mix",
        mvc.perform(get("/channel-mix"))
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsString());
  }

  private void contact(HcpId hcp, String channel, String state, int daysAgo) {
    jdbc.sql(
            """
            insert into contact (id, send_key, enrolment_id, hcp_id, campaign_id, brand_id, step_id,
              channel, slot, version_id, market, language, state, at, links, rendered_hash, purpose)
            values (:id, :id, gen_random_uuid(), :hcp, gen_random_uuid(), :brand, 'announce', :channel,
              'announce', gen_random_uuid(), 'IE', 'en-IE', :state,
              now() - make_interval(days => :days), '{}', '', 'NURTURE')
            """)
        .param("id", UUID.randomUUID())
        .param("hcp", hcp.value())
        .param("brand", brand)
        .param("channel", channel)
        .param("state", state)
        .param("days", daysAgo)
        .update();
  }
}
