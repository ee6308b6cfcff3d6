package io.medley.campaign.launch;

import static io.medley.campaign.campaign.Somebody.bean;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import io.medley.campaign.campaign.Campaign;
import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.CampaignPlan;
import io.medley.campaign.campaign.CampaignPlanning;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.Readiness;
import io.medley.campaign.campaign.Somebody;
import io.medley.campaign.campaign.WholeService;
import io.medley.campaign.dryrun.DryRun;
import io.medley.campaign.dryrun.DryRunning;
import io.medley.campaign.touch.FrequencyCap;
import io.medley.platform.security.Actor;
import io.medley.workflows.campaignlaunch.LaunchSteps;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** A campaign launched by its pages, each of them as a browser gets it. */
class LaunchPagesIT {

  private final MockMvc pages =
      MockMvcBuilders.webAppContextSetup((WebApplicationContext) WholeService.context()).build();
  private final Launches launches = bean(Launches.class);

  @AfterEach
  void signOut() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void shouldLeadFromTheDraftToItsPilot() throws Exception {
    String brand = "brand-" + UUID.randomUUID();
    Somebody.hcp("rob.launch");
    Somebody.campaigns("mia.launch");
    grant("bea.launch", "LEAD_BRAND");
    grant("max.launch", "LANE_MEDICAL");
    grant("ada.launch", "PRIVACY");
    grant("finn.launch", "LEAD_FIELD");
    CampaignId id =
        bean(CampaignPlanning.class)
            .create(
                new CampaignPlan(
                    "Autumn " + brand,
                    "journey-launch",
                    brand,
                    List.of("GB"),
                    Map.of(),
                    Map.of(),
                    FrequencyCap.total(7, 3),
                    Map.of()),
                new Actor("mia.launch", "Mia", Set.of(), null))
            .id();
    String campaign = "/campaigns/" + id;
    String launch = campaign + "/launch";
    assertThat(page("mia.launch", campaign)).contains("Prepare the launch");
    assertThat(page("mia.launch", "/campaigns")).contains("Prepare the launch of");

    act("mia.launch", post(launch));
    act(
        "mia.launch",
        post(launch + "/plan")
            .param("pilotPercent", "50")
            .param("pilotDays", "14")
            .param("waves", "2")
            .param("waveDays", "7")
            .param("criteria[OPENED]", "12,5"));
    assertThat(page("mia.launch", launch))
        .contains("Before you ask for approvals", "Make a dry run")
        .contains("value=\"12.5\"")
        .doesNotContain("Accept…", "in the territories of the pilot");
    act(
        "mia.launch",
        post(launch + "/plan")
            .param("pilotPercent", "100")
            .param("pilotDays", "14")
            .param("waves", "2")
            .param("waveDays", "7")
            .param("pilotTerritories", "GB-NOWHERE")
            .param("criteria[OPENED]", "12,5"));
    assertThat(page("mia.launch", launch))
        .contains("No HCP is in the territories of the pilot (GB-NOWHERE)");
    act(
        "mia.launch",
        post(launch + "/plan")
            .param("pilotPercent", "100")
            .param("pilotDays", "14")
            .param("waves", "2")
            .param("waveDays", "7")
            .param("pilotTerritories", "GB-rob.launch")
            .param("criteria[OPENED]", "12,5"));
    assertThat(page("mia.launch", launch)).contains("GB-rob.launch");
    assertThat(page("bea.launch", launch)).contains("Accept…");

    UUID plain = piece(brand, "Plain mail");
    UUID pictures = piece(brand, "Mail with pictures");
    assertThat(page("mia.launch", campaign + "/experiments"))
        .contains("Plain mail", "Mail with pictures");
    act(
        "mia.launch",
        post(campaign + "/experiments")
            .param("slot", "announce")
            .param("share", "50")
            .param("a", plain.toString())
            .param("b", pictures.toString()));
    assertThat(page("mia.launch", launch))
        .as("what the arms can show stands on the page before anybody approves")
        .contains("A 50 %", "B 50 %")
        .containsPattern("can show nothing|points on can be shown");

    for (Readiness.Finding red : bean(LaunchPreparing.class).look(found(id)).blocks()) {
      act(
          "bea.launch",
          post(launch + "/acceptances").param("finding", red.key()).param("reason", "Known."));
    }
    act("mia.launch", post(launch + "/dry-run"));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> bean(DryRunning.class).current(found(id)).isPresent());
    DryRun run = bean(DryRunning.class).current(found(id)).orElseThrow();
    assertThat(page("mia.launch", launch)).contains("Read the report", "can be asked");
    assertThat(page("max.launch", "/dry-runs/" + run.id())).contains("Autumn");
    assertThat(page("mia.launch", campaign + "/experiments")).contains("against each other");
    assertThat(page("mia.launch", "/api" + campaign + "/experiments"))
        .contains("\"slot\":\"announce\"", "\"detectable\":", plain.toString());

    act("mia.launch", post(launch + "/approval-request"));
    assertThat(page("mia.launch", launch))
        .contains("4 open", "Take the request back")
        .doesNotContain("value=\"true\">Approve");
    assertThat(page("max.launch", "/")).contains("Medical approval");
    assertThat(page("max.launch", launch)).contains("value=\"true\">Approve");
    Map.of(
            "BRAND", "bea.launch",
            "MEDICAL", "max.launch",
            "PRIVACY", "ada.launch",
            "FIELD", "finn.launch")
        .forEach(
            (kind, who) ->
                act(
                    who,
                    post(launch + "/approvals/" + kind)
                        .param("approved", "true")
                        .param("reason", "In order.")));
    assertThat(progress("mia.launch", launch, "APPROVALS").getHeader("HX-Redirect"))
        .as("nobody is enrolled yet")
        .isNull();
    assertThat(progress("mia.launch", launch, "APPROVALS").getContentAsString())
        .contains("The launch has moved on");
    bean(LaunchSteps.class).release(launches.of(id).orElseThrow().id());
    assertThat(progress("mia.launch", launch, "APPROVALS").getHeader("HX-Redirect"))
        .as("the page that waited for approvals becomes the map")
        .isEqualTo(campaign);
    assertThat(progress("mia.launch", launch, "PILOT").getHeader("HX-Redirect")).isNull();
    assertThat(progress("max.launch", launch, "APPROVALS").getHeader("HX-Redirect"))
        .as("who approves for medicine does not see HCPs")
        .isNull();

    assertThat(page("bea.launch", launch))
        .contains("Written before the pilot", "at least 12.5 %", "No go", "Who enters when")
        .contains("The first is written");
    assertThat(page("mia.launch", campaign + "/experiments"))
        .contains("Nobody contacted yet", "Two contents against each other")
        .doesNotContain("Set the arms");
    assertThat(page("mia.launch", campaign)).contains("Launch: Pilot", "Next goes on");
    assertThat(page("mia.launch", campaign + "/measurement")).contains("To do");
    assertThat(page("mia.launch", "/campaigns")).contains("Pilot");
    assertThat(page("mia.launch", "/api" + launch)).contains("\"stage\":\"PILOT\"");
  }

  private static UUID piece(String brand, String title) {
    UUID version = UUID.randomUUID();
    bean(JdbcClient.class)
        .sql(
            """
            insert into servable_version
              (version_id, asset_id, number, state, content_hash, metadata_hash, brand_id, title,
               job_code, material_type, markets, language, channels, audiences, slot_hints, proof)
            values (:version, :version, 1, 'LIVE', 'hash', 'hash', :brand, :title, 'GB-1', 'EMAIL',
                    '{GB}', 'en-GB', '{EMAIL}', '{HCP}', '{}', '{}')
            """)
        .param("version", version)
        .param("brand", brand)
        .param("title", title)
        .update();
    return version;
  }

  private Campaign found(CampaignId id) {
    return bean(Campaigns.class).require(id);
  }

  private String page(String who, String path) throws Exception {
    Somebody.signIn(who, "MARKETER");
    var response = pages.perform(get(path)).andReturn().getResponse();
    assertThat(response.getStatus()).as(path).isEqualTo(200);
    return Somebody.kept(
        "launch" + path.replaceAll("[0-9a-f-]{36}|/api", "").replaceAll("/+", "-"),
        response.getContentAsString());
  }

  private MockHttpServletResponse progress(String who, String launch, String seen)
      throws Exception {
    Somebody.signIn(who, "MARKETER");
    return pages
        .perform(get(launch + "/progress").param("seen", seen).header("HX-Request", "true"))
        .andReturn()
        .getResponse();
  }

  private void act(String who, MockHttpServletRequestBuilder request) {
    Somebody.signIn(who, "MARKETER");
    try {
      var result = pages.perform(request).andReturn();
      assertThat(result.getFlashMap().get("refused")).isNull();
      assertThat(result.getResponse().getStatus()).isEqualTo(302);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private static void grant(String person, String authority) {
    bean(JdbcClient.class)
        .sql(
            """
            insert into authority_grant (holder, holder_kind, authority, market, granted_by,
                                         granted_at)
            values (:person, 'PERSON', :authority, '*', 'test', now()) on conflict do nothing
            """)
        .param("person", person)
        .param("authority", authority)
        .update();
  }
}
