package io.medley.campaign.rep;

import static io.medley.campaign.campaign.Somebody.bean;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.medley.campaign.campaign.CampaignId;
import io.medley.campaign.campaign.Campaigns;
import io.medley.campaign.campaign.Enrolment;
import io.medley.campaign.campaign.EnrolmentId;
import io.medley.campaign.campaign.Enrolments;
import io.medley.campaign.campaign.Somebody;
import io.medley.campaign.campaign.WholeService;
import io.medley.campaign.event.EventDraft;
import io.medley.campaign.event.EventLedger;
import io.medley.campaign.event.EventReceiving;
import io.medley.campaign.event.EventTypes;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.journey.JourneyVisits;
import io.medley.campaign.journey.RepSuggestion;
import io.medley.campaign.journey.RepSuggestions;
import io.medley.campaign.journey.VisitState;
import io.medley.campaign.measure.HoldoutProposals;
import io.medley.campaign.measure.HoldoutReading;
import io.medley.campaign.touch.Arms;
import io.medley.campaign.touch.GateSettings;
import io.medley.campaign.touch.Holdouts;
import io.medley.campaign.touch.Outcome;
import io.medley.campaign.touch.Reason;
import io.medley.campaign.touch.TouchDecision;
import io.medley.platform.security.Actor;
import io.medley.workflows.journey.HandoverField;
import io.medley.workflows.journey.JourneySteps;
import io.medley.workflows.journey.SuggestionRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/**
 * The pages of representatives, events, overlaps, the ladder and maturity as they are read and
 * used; what was read is left in {@code target/pages}.
 */
class RoomPagesIT {

  private final MockMvc mvc =
      MockMvcBuilders.webAppContextSetup((WebApplicationContext) WholeService.context()).build();
  private final String rob = "rob-" + UUID.randomUUID();
  private final HcpId hcp = Somebody.hcp(rob);
  private final RepSuggestion suggestion = suggested();

  @BeforeEach
  void aRepresentative() {
    bean(JdbcClient.class)
        .sql(
            """
            insert into authority_grant (holder, holder_kind, authority, market, granted_by,
                                         granted_at)
            values (:person, 'PERSON', 'ACT_AS_REP', 'GB', 'test', now())
            """)
        .param("person", rob)
        .update();
    Somebody.signIn(rob, "REP");
  }

  @AfterEach
  void signOut() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void shouldShowARepresentativeTheirListAndTakeTheAnswer() throws Exception {
    assertThat(page("suggestions", "/suggestions"))
        .contains("Asked about dosing within a day.", "#event-", "HCP declined");

    mvc.perform(post("/suggestions/{id}/accept", suggestion.id()))
        .andExpect(redirectedUrl("/suggestions"));
    mvc.perform(
            post("/suggestions/{id}/complete", suggestion.id())
                .param("channel", "")
                .param("words", "went well"))
        .andExpect(redirectedUrl("/suggestions"));

    assertThat(page("suggestions-answered", "/suggestions"))
        .contains("Nothing is waiting", "It counts as a contact");
    assertThat(page("hcp", "/hcps/" + hcp))
        .contains("Was called on", "Suggested: Call", "In their words", "Which dose?");
    assertThat(page("home-rep", "/"))
        .doesNotContain("suggestions wait for you", "New campaign", "See who")
        .contains("Nothing waits for you", "Your HCPs");
  }

  @Test
  void shouldSayWhatAPauseHoldsBackAndShowItAgainAfterwards() throws Exception {
    String campaign = suggestion.campaignId().toString();
    String what = "Asked about dosing within a day.";
    marketer();
    mvc.perform(get("/api/control/preview").param("scope", "CAMPAIGN").param("key", campaign))
        .andExpect(jsonPath("$.suggestions").value(1));
    mvc.perform(
            post("/control/pause")
                .param("scope", "CAMPAIGN")
                .param("key", campaign)
                .param("why", "Label update"))
        .andExpect(status().is3xxRedirection());
    assertThat(page("control-paused", "/control")).contains("one suggestion is");

    Somebody.signIn(rob, "REP");
    assertThat(page("suggestions-paused", "/suggestions"))
        .contains("One suggestion is held back.", "Label update")
        .doesNotContain(what, "Nothing is waiting");
    assertThat(page("home-rep", "/")).doesNotContain("suggestion waits for you");
    mvc.perform(get("/api/suggestions/held-back"))
        .andExpect(jsonPath("$[0].scope").value("CAMPAIGN"))
        .andExpect(jsonPath("$[0].suggestions").value(1));
    mvc.perform(post("/api/suggestions/{id}/accept", suggestion.id()))
        .andExpect(status().isConflict())
        .andExpect(jsonPath("$.detail").value(containsString("Label update")));

    marketer();
    mvc.perform(
            post("/control/resume")
                .param("scope", "CAMPAIGN")
                .param("key", campaign)
                .param("why", "Updated"))
        .andExpect(status().is3xxRedirection());
    Somebody.signIn(rob, "REP");
    assertThat(page("suggestions-resumed", "/suggestions"))
        .contains(what)
        .doesNotContain("held back");
  }

  @Test
  void shouldLetPeopleChooseByNameWhatTheyPause() throws Exception {
    marketer();
    CampaignId campaign = Somebody.campaign("journey-launch", "zelvaro");
    UUID asset = UUID.randomUUID();
    bean(JdbcClient.class)
        .sql(
            """
            insert into servable_version (version_id, asset_id, number, state, content_hash,
              metadata_hash, brand_id, title, job_code, material_type, markets, language, channels,
              audiences, slot_hints, proof)
            values (:id, :id, 1, 'LIVE', :id, '', 'zelvaro', 'Before the first dose', 'ZEL-GB-21',
              'EMAIL', '{GB}', 'en-GB', '{EMAIL}', '{HCP}', '{}', '{}')
            """)
        .param("id", asset)
        .update();

    assertThat(page("control", "/control?scope=CAMPAIGN&key=" + campaign))
        .contains("Campaign " + campaign, "open journeys");
    assertThat(page("control-channel", "/control?scope=CHANNEL_IN_COUNTRY"))
        .contains("United Kingdom", "E-mail", "Text message");
    assertThat(page("control-piece", "/control?scope=ASSET&words=FIRST dose"))
        .contains("Before the first dose (ZEL-GB-21)", asset.toString());
    assertThat(page("control-no-piece", "/control?scope=ASSET&words=second dose"))
        .contains("No piece that can be sent has these words")
        .doesNotContain("Before the first dose");

    pause("BRAND_IN_COUNTRY", "zelvaro", "GB").andExpect(redirectedUrl("/control"));
    pause("ASSET", asset.toString(), "").andExpect(redirectedUrl("/control"));
    assertThat(page("control-pauses", "/control"))
        .contains("Zelvaro, United Kingdom", "Before the first dose");
    resume("BRAND_IN_COUNTRY", "GB/zelvaro");
    resume("ASSET", asset.toString());

    pause("BRAND", "never-heard-of", "")
        .andExpect(status().is(422))
        .andExpect(content().string(containsString("no approved piece of that brand")));
    pause("CAMPAIGN", UUID.randomUUID().toString(), "")
        .andExpect(status().is(422))
        .andExpect(content().string(containsString("There is no such campaign")));
    Somebody.TRANSACTIONS.executeWithoutResult(
        status -> bean(Campaigns.class).stopped(campaign, "mia", Somebody.now()));
    pause("CAMPAIGN", campaign.toString(), "")
        .andExpect(status().is(422))
        .andExpect(content().string(containsString("was stopped for good")));
    bean(JdbcClient.class)
        .sql("update authority_grant set market = 'DE' where holder = :who and market = '*'")
        .param("who", rob)
        .update();
    pause("COUNTRY", "GB", "")
        .andExpect(status().is(422))
        .andExpect(content().string(containsString("you run no campaigns there")));
  }

  private ResultActions pause(String scope, String key, String country) throws Exception {
    return mvc.perform(
        post("/control/pause")
            .param("scope", scope)
            .param("key", key)
            .param("country", country)
            .param("why", "Label update"));
  }

  private void resume(String scope, String key) throws Exception {
    mvc.perform(
            post("/control/resume").param("scope", scope).param("key", key).param("why", "Updated"))
        .andExpect(redirectedUrl("/control"));
  }

  @Test
  void shouldTellOnHomeWhatIsStuckAndNotWhatWaitsByItself() throws Exception {
    CampaignId campaign = Somebody.campaign("journey-launch", "zelvaro");
    held(campaign, Reason.NO_APPROVED_CONTENT);
    held(campaign, Reason.NO_APPROVED_CONTENT);
    held(campaign, Reason.OUTSIDE_CONTACT_HOURS);

    assertThat(bean(JourneyVisits.class).stuck(1_000))
        .filteredOn(stuck -> stuck.campaign().equals(campaign))
        .containsExactly(
            new JourneyVisits.Stuck(
                campaign, "reminder", VisitState.HELD, "NO_APPROVED_CONTENT", 2));
    marketer();
    assertThat(page("home-stuck", "/")).contains("HCPs held at “Send the reminder”", "See who");
  }

  private static void held(CampaignId campaign, Reason reason) {
    EnrolmentId id =
        Somebody.running(Somebody.enrolled(Somebody.hcp("ria-" + UUID.randomUUID()), campaign));
    Enrolment enrolment = bean(Enrolments.class).require(id);
    JourneyVisits visits = bean(JourneyVisits.class);
    Somebody.TRANSACTIONS.executeWithoutResult(
        status -> {
          visits.arriveAtTouch(enrolment, "reminder", 1, Somebody.now());
          visits.touched(
              enrolment,
              "reminder",
              1,
              new TouchDecision(
                  Outcome.HELD_UNTIL,
                  reason,
                  Somebody.now().plus(Duration.ofHours(9)),
                  null,
                  UUID.randomUUID()),
              Somebody.now());
        });
  }

  @Test
  void shouldShowARepresentativeNobodyElsesHcps() throws Exception {
    HcpId foreign = Somebody.hcp("ria-" + UUID.randomUUID());
    CampaignId campaign = Somebody.campaign("journey-launch", "zelvaro");
    for (HcpId one : List.of(hcp, foreign)) {
      bean(JourneySteps.class)
          .waitUntil(Somebody.running(Somebody.enrolled(one, campaign)).value(), "pause");
    }
    UUID mine = decided(hcp, campaign);
    UUID theirs = decided(foreign, campaign);

    assertThat(page("step-rep", "/campaigns/" + campaign + "/steps/pause"))
        .contains(hcp.toString())
        .doesNotContain(foreign.toString());
    mvc.perform(get("/touches/{id}", mine)).andExpect(status().isOk());
    for (String path :
        List.of(
            "/touches/" + theirs,
            "/touches/" + theirs + "?replay=1",
            "/api/touches/" + theirs + "/replay",
            "/api/hcps/" + foreign + "/ladder",
            "/api/hcps/" + foreign + "/insights")) {
      mvc.perform(get(path)).andExpect(status().isNotFound());
    }
    mvc.perform(get("/safety")).andExpect(status().isForbidden());
    marketer();
    mvc.perform(get("/safety")).andExpect(status().isOk());
    assertThat(page("step", "/campaigns/" + campaign + "/steps/pause"))
        .contains(hcp.toString(), foreign.toString());
    mvc.perform(get("/touches/{id}", theirs)).andExpect(status().isOk());
  }

  @Test
  void shouldShowDrugSafetyWhatWaitsForIt() throws Exception {
    mvc.perform(
            post("/hcps/{id}/insights", hcp)
                .param("topic", "tolerability")
                .param("words", "One patient developed a rash and stopped treatment."))
        .andExpect(redirectedUrl("/hcps/" + hcp));
    assertThat(page("home-rep", "/")).doesNotContain("/safety");
    String vera = "vera-" + UUID.randomUUID();
    bean(JdbcClient.class)
        .sql(
            """
            insert into authority_grant (holder, holder_kind, authority, market, granted_by,
                                         granted_at)
            values (:person, 'PERSON', 'LANE_PHARMACOVIGILANCE', 'GB', 'test', now())
            """)
        .param("person", vera)
        .update();
    Somebody.signIn(vera, "REVIEWER");

    assertThat(page("home-safety", "/")).contains("/safety");
    assertThat(page("safety", "/safety")).contains("developed a rash");
    mvc.perform(get("/hcps/{id}", hcp)).andExpect(status().isForbidden());
  }

  private static UUID decided(HcpId hcp, CampaignId campaign) {
    UUID trace = UUID.randomUUID();
    bean(JdbcClient.class)
        .sql(
            """
            insert into touch_trace (id, send_key, enrolment_id, hcp_id, campaign_id, step_id,
                                     channel, slot, outcome, reason, why, explanation, at)
            values (:id, :key, :id, :hcp, :campaign, 'announce', 'EMAIL', 'announce', 'SKIPPED',
                    'CONSENT_WITHDRAWN', 'No consent.', '{}', now())
            """)
        .param("id", trace)
        .param("key", trace + "/announce/1")
        .param("hcp", hcp.value())
        .param("campaign", campaign.value())
        .update();
    return trace;
  }

  @Test
  void shouldShowARepresentativeTheirOwnInsightsHoweverManyOthersNote() throws Exception {
    mvc.perform(
            post("/hcps/{id}/insights", hcp)
                .param("topic", "dosing")
                .param("words", "Prefers the pen"))
        .andExpect(redirectedUrl("/hcps/" + hcp));
    bean(JdbcClient.class)
        .sql(
            """
            insert into rep_insight (id, hcp_id, person, topic, words, at)
            select gen_random_uuid(), :hcp, 'ria', 'dosing', 'Asked for samples',
                   now() + interval '1 day'
              from generate_series(1, 60)
            """)
        .param("hcp", Somebody.hcp("ria-" + UUID.randomUUID()).value())
        .update();

    assertThat(page("insights-rep", "/suggestions/insights"))
        .contains("Prefers the pen")
        .doesNotContain("Asked for samples");
    bean(JdbcClient.class).sql("delete from rep_insight where person = 'ria'").update();
  }

  @Test
  void shouldShowMarketingHowSuggestionsFareAndWhatWasLearned() throws Exception {
    mvc.perform(
            post("/suggestions/{id}/dismiss", suggestion.id())
                .param("reason", "WRONG_DATA")
                .param("words", "Has moved to another hospital"))
        .andExpect(redirectedUrl("/suggestions"));
    mvc.perform(
            post("/hcps/{id}/insights", hcp)
                .param("topic", "dosing")
                .param("words", "Prefers the pen"))
        .andExpect(redirectedUrl("/hcps/" + hcp));
    marketer();

    assertThat(page("adoption", "/suggestions/adoption")).contains(rob, "Wrong data");
    assertThat(page("insights", "/suggestions/insights"))
        .contains("Has moved to another hospital", "Prefers the pen", "Make something of it");
    UUID insight = bean(RepLedger.class).insightsAbout(hcp).getFirst().id();
    mvc.perform(post("/suggestions/insights/{id}/question", insight).param("brand", "zelvaro"))
        .andExpect(redirectedUrl("/suggestions/insights"));
    mvc.perform(post("/suggestions/insights/{id}/question", insight).param("brand", "zelvaro"))
        .andExpect(flash().attribute("refused", "That was made of it before."));
    assertThat(page("insights-made", "/suggestions/insights")).contains("heard of it");
    assertThat(bean(EventLedger.class).of(hcp))
        .anyMatch(
            event -> event.type().equals("QUESTION") && event.words().equals("Prefers the pen"));
    assertThat(page("suggestions-marketer", "/suggestions?person=" + rob))
        .contains("Nothing is waiting");
    assertThat(page("home", "/")).contains("wrong at");
  }

  @Test
  void shouldShowEventsTakeAListAndTheLadder() throws Exception {
    marketer();
    mvc.perform(
            multipart("/events/attendance")
                .file(
                    new MockMultipartFile(
                        "file",
                        "list.csv",
                        "text/csv",
                        "external_id,attended\n%s,yes\nnobody,yes\n"
                            .formatted(hcp.value())
                            .getBytes(StandardCharsets.UTF_8)))
                .param("key", "webinar-" + rob))
        .andExpect(status().isOk())
        .andExpect(content().string(containsString("2 rows read, 1 not taken.")))
        .andExpect(content().string(containsString("No HCP has this external_id.")));
    mvc.perform(
            post("/hcps/{id}/stages", hcp)
                .param("brand", "zelvaro")
                .param("topic", "dosing")
                .param("stage", "ACTION")
                .param("token", rob))
        .andExpect(redirectedUrl("/hcps/" + hcp + "/stages"));

    bean(EventReceiving.class)
        .notice(
            new EventDraft(
                EventLedger.CONSENT_LEDGER,
                "consent-" + rob,
                hcp,
                EventTypes.CONSENT_CONFIRMED,
                null,
                null,
                "EMAIL/PROMOTION",
                null,
                null,
                ""),
            Actor.system("consent-ledger"));

    assertThat(page("events", "/events"))
        .contains("Attended", "webinar-" + rob, "e-mail, promotion");
    assertThat(page("stages", "/hcps/" + hcp + "/stages"))
        .contains("Reported by person", "Stands here until", "over all its topics", "Dosing");
    assertThat(page("ladder", "/ladder")).contains("Zelvaro", "Dosing", "Net");
    assertThat(page("maturity", "/maturity")).contains("Intervention");
    assertThat(page("campaigns", "/campaigns")).contains("/overlaps");
    assertThat(page("templates", "/templates")).contains("it waits for the event");
  }

  @Test
  void shouldShowWhatCollides() throws Exception {
    for (String template : List.of("journey-launch", "journey-webinar")) {
      EnrolmentId running =
          Somebody.running(Somebody.enrolled(hcp, Somebody.campaign(template, "zelvaro")));
      bean(JourneySteps.class)
          .waitUntil(running.value(), template.equals("journey-launch") ? "pause" : "registration");
    }
    Somebody.signIn(rob, "REP");
    mvc.perform(post("/suggestions/{id}/complete", suggestion.id()))
        .andExpect(redirectedUrl("/suggestions"));
    marketer();

    assertThat(page("overlaps", "/overlaps"))
        .contains("HCPs are in more than one journey", "contact points used", "fills it")
        .contains("contact in the last 7 days")
        .doesNotContain("(reminder)");
    assertThat(
            mvc.perform(
                    get("/maturity/badges")
                        .param("brand", "zelvaro")
                        .param("market", "GB,DE")
                        .header("HX-Request", "true"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString())
        .contains("/maturity#GB-zelvaro");
  }

  @Test
  void shouldAnswerProgramsWithProblemsThatSayHowToMendThem() throws Exception {
    mvc.perform(
            post("/api/events")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"id\": \"1\", \"type\": \"SNEEZED\", \"hcpId\": \"" + hcp + "\"}"))
        .andExpect(status().is(422))
        .andExpect(jsonPath("$.type").value("tag:medley.io,2026:problem:event-type-unknown"))
        .andExpect(jsonPath("$.detail").value(containsString("ATTENDED")));
    mvc.perform(
            post("/api/events/batch")
                .contentType(MediaType.APPLICATION_JSON)
                .content(
                    """
                    {"events": [{"id": "%1$s", "type": "QUESTION", "hcpId": "%2$s"},
                                {"id": "%1$s", "type": "QUESTION", "hcpId": "%2$s"},
                                {"type": "QUESTION"}]}
                    """
                        .formatted(rob, hcp)))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$[0].received.repeated").value(false))
        .andExpect(jsonPath("$[1].received.repeated").value(true))
        .andExpect(jsonPath("$[2].problem").value("event-unusable"));
    mvc.perform(get("/api/suggestions"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$[0].suggestion.drivers[0].why").exists());
    mvc.perform(
            post("/api/suggestions/{id}/dismiss", suggestion.id())
                .contentType(MediaType.APPLICATION_JSON)
                .content("{}"))
        .andExpect(status().is(422))
        .andExpect(jsonPath("$.detail").value(containsString("reason")));
  }

  @Test
  void shouldBeginTheCampaignThatSetsAWithdrawnPieceRightFromThePageOfWhoReceivedIt()
      throws Exception {
    UUID version = UUID.randomUUID();
    JdbcClient jdbc = bean(JdbcClient.class);
    jdbc.sql(
            """
            insert into servable_version (version_id, asset_id, number, state, content_hash,
              metadata_hash, brand_id, title, job_code, material_type, markets, language, channels,
              audiences, slot_hints, proof)
            values (:id, :id, 2, 'WITHDRAWN', :id, '', 'zelvaro', 'Dosing made easy', 'ZEL-GB-7',
              'EMAIL', '{GB}', 'en-GB', '{REP_EMAIL}', '{HCP}', '{}', '{}')
            """)
        .param("id", version)
        .update();
    // What the representative showed counts as received, though no message left from here.
    jdbc.sql("update rep_suggestion set material = :material::jsonb where id = :id")
        .param(
            "material",
            """
            {"versionId": "%s", "title": "Dosing made easy", "jobCode": "ZEL-GB-7", "contentHash": "",
             "validTo": null}
            """
                .formatted(version))
        .param("id", suggestion.id())
        .update();
    assertThat(page("suggestions-material", "/suggestions"))
        .contains("Dosing made easy", "ZEL-GB-7", "Do not use", "it is withdrawn");
    mvc.perform(
            post("/suggestions/{id}/complete", suggestion.id())
                .param("channel", "MEETING")
                .param("material", "true"))
        .andExpect(redirectedUrl("/suggestions"));
    marketer();

    assertThat(page("home-recall", "/")).contains("Set “Dosing made easy” right with 1 HCP");
    assertThat(page("exposure-recalled", "/exposure/" + version))
        .contains("It was withdrawn after 1 HCP received it", "Set it right with them", "Meeting");
    String begun =
        Objects.requireNonNull(
            mvc.perform(post("/exposure/{id}/campaign", version))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl());
    mvc.perform(post("/exposure/{id}/campaign", version)).andExpect(redirectedUrl(begun));

    assertThat(page("campaign-recall", begun)).contains("Set right: Dosing made easy (ZEL-GB-7)");
    assertThat(page("campaign-recall-audience", begun + "/audience?draft=true"))
        .contains("Received ZEL-GB-7");
    assertThat(page("exposure-begun", "/exposure/" + version))
        .contains("Open the campaign that sets it right", "everybody who received it");
    assertThat(page("home-recalled", "/")).doesNotContain("Set “Dosing made easy” right");
    mvc.perform(post("/api/exposure/{id}/campaign", UUID.randomUUID()))
        .andExpect(status().isConflict())
        .andExpect(jsonPath("$.detail").value(containsString("may still be used")));
    assertThat(page("audience-new", "/audiences/new"))
        .contains("Dosing made easy (ZEL-GB-7, withdrawn)", "E-mail: promotion");
  }

  @Test
  void shouldShowWhoIsHeldOutAndChangeABrandsShareWithAReasonOnly() throws Exception {
    marketer();
    assertThat(page("holdouts", "/holdouts")).contains("Zelvaro", "Nobody held out");
    mvc.perform(post("/holdouts/brands/zelvaro").param("percent", "50").param("reason", "why"))
        .andExpect(flash().attributeExists("refused"));
    assertThat(bean(Holdouts.class).share(Holdouts.Scope.BRAND, "zelvaro")).isZero();
    leads(rob);

    mvc.perform(post("/holdouts/brands/zelvaro").param("percent", "50"))
        .andExpect(flash().attribute("refused", containsString("Say why")));
    mvc.perform(post("/holdouts/brands/zelvaro").param("percent", "50").param("reason", "Baseline"))
        .andExpect(redirectedUrl("/holdouts"));
    try {
      assertThat(page("holdouts-set", "/holdouts")).contains("50.0 % held out", "Baseline", rob);
      Holdouts holdouts = bean(Holdouts.class);
      GateSettings settings = bean(GateSettings.class);
      assertThat(holdouts.share(Holdouts.Scope.BRAND, "zelvaro")).isEqualTo(5_000);
      List<HcpProfile> everybody = bean(Hcps.class).page(0, 10_000);
      UUID noCampaign = UUID.randomUUID();
      long counted =
          bean(HoldoutReading.class).brands(settings.holdoutSeed()).stream()
              .filter(brand -> brand.brandId().equals("zelvaro"))
              .findFirst()
              .orElseThrow()
              .counted()
              .hcps();
      assertThat(counted)
          .as("the page counts by the hash the gate decides by")
          .isEqualTo(
              everybody.stream()
                  .filter(one -> !one.erased())
                  .filter(
                      one -> new Arms(settings).holdout(one.id(), "zelvaro", noCampaign, holdouts))
                  .count());
    } finally {
      bean(Holdouts.class).set(Holdouts.Scope.BRAND, "zelvaro", 0, Actor.system("test"));
    }
  }

  @Test
  void shouldHoldOutOfEverythingWhatOneAsksForAndAnotherConfirms() throws Exception {
    Holdouts holdouts = bean(Holdouts.class);
    String lead = "lea-" + UUID.randomUUID();
    leads(lead);
    Somebody.signIn(lead, "MARKETER");
    assertThat(page("holdouts-everything", "/holdouts")).contains("As the service was installed");
    mvc.perform(post("/holdouts/everything").param("percent", "50"))
        .andExpect(flash().attribute("refused", containsString("Say why")));
    mvc.perform(
            post("/holdouts/everything")
                .param("percent", "50")
                .param("reason", "A baseline of the house")
                .param("from", "2020-01-01"))
        .andExpect(flash().attribute("refused", containsString("still to come")));
    mvc.perform(
            post("/holdouts/everything")
                .param("percent", "50")
                .param("reason", "A baseline of the house")
                .param("from", ""))
        .andExpect(flash().attributeExists("notice"));
    UUID asked = proposed();
    mvc.perform(post("/holdouts/everything/{id}/confirmation", asked))
        .andExpect(flash().attribute("refused", containsString("somebody else")));
    assertThat(everything()).as("nothing before it is confirmed").isZero();

    leads(rob);
    marketer();
    assertThat(page("home-holdout", "/")).contains("Confirm that 50.0 % of all HCPs");
    assertThat(page("holdouts-asked", "/holdouts")).contains(lead, "Confirm in my name");
    try {
      mvc.perform(post("/holdouts/everything/{id}/confirmation", asked))
          .andExpect(flash().attributeExists("notice"));
      assertThat(holdouts.shares("zelvaro", UUID.randomUUID()))
          .isEqualTo(new Holdouts.Shares(5_000, 0, 0));
      assertThat(page("holdouts-confirmed", "/holdouts"))
          .contains("A baseline of the house", lead, rob, "50.0 %");
      GateSettings settings = bean(GateSettings.class);
      Arms arms = new Arms(settings);
      assertThat(bean(HoldoutReading.class).everything(settings.holdoutSeed(), 5_000).hcps())
          .as("the page counts by the hash the gate decides by")
          .isEqualTo(
              bean(Hcps.class).page(0, 10_000).stream()
                  .filter(one -> !one.erased())
                  .filter(one -> arms.holdout(one.id(), 5_000))
                  .count());

      // A smaller share from tomorrow on: until then the one of today counts.
      Somebody.signIn(lead, "MARKETER");
      mvc.perform(
              post("/api/holdouts/everything/proposals")
                  .contentType(MediaType.APPLICATION_JSON)
                  .content(
                      """
                      {"percent": 5, "reason": "Enough", "countsFrom": "%s"}
                      """
                          .formatted(Somebody.now().plus(Duration.ofDays(1)))))
          .andExpect(status().isOk())
          .andExpect(jsonPath("$.perTenThousand").value(500));
      UUID next = proposed();
      marketer();
      mvc.perform(post("/api/holdouts/everything/proposals/{id}/confirmation", next))
          .andExpect(status().isOk())
          .andExpect(jsonPath("$.everythingPercent").value(50.0))
          .andExpect(jsonPath("$.everythingChanges[0].after").value(500))
          .andExpect(jsonPath("$.everythingChanges[0].askedBy").value(lead));
      mvc.perform(post("/api/holdouts/everything/proposals/{id}/withdrawal", next))
          .andExpect(status().isConflict());
      assertThat(everything()).isEqualTo(5_000);
      assertThat(page("holdouts-ahead", "/holdouts")).contains("5.0 %", "Enough");
    } finally {
      holdouts.setEverything(0, Somebody.now(), "test", "test", Actor.system("test"));
    }
  }

  private static UUID proposed() {
    return bean(HoldoutProposals.class).open().orElseThrow().id();
  }

  private static int everything() {
    return bean(Holdouts.class).share(Holdouts.Scope.EVERYTHING, Holdouts.EVERYTHING);
  }

  private static void leads(String person) {
    bean(JdbcClient.class)
        .sql(
            """
            insert into authority_grant (holder, holder_kind, authority, market, granted_by,
                                         granted_at)
            values (:person, 'PERSON', 'LEAD_BRAND', '*', 'test', now())
            """)
        .param("person", person)
        .update();
  }

  private String page(String name, String path) throws Exception {
    String html =
        mvc.perform(get(path))
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsString();
    return Somebody.kept(name, html);
  }

  private void marketer() {
    Somebody.campaigns(rob);
    Somebody.signIn(rob, "MARKETER");
  }

  private RepSuggestion suggested() {
    EnrolmentId running =
        Somebody.running(
            Somebody.enrolled(hcp, Somebody.campaign("journey-web-request", "zelvaro")));
    bean(EventReceiving.class)
        .receive(
            new EventDraft(
                "test",
                UUID.randomUUID().toString(),
                hcp,
                "QUESTION",
                null,
                null,
                "dosing",
                "zelvaro",
                null,
                "Which dose?"),
            new Actor(rob, "Rob Rep", Set.of("REP"), null));
    bean(JourneySteps.class)
        .suggest(
            new SuggestionRequest(
                running.value(),
                "rep-call",
                1,
                "CALL",
                "CLM",
                "call-material",
                Set.of(),
                Duration.ofDays(5),
                Set.of(HandoverField.REASON, HandoverField.QUESTION)));
    return bean(RepSuggestions.class).of(running).getFirst();
  }
}
