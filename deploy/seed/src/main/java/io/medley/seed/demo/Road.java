package io.medley.seed.demo;

import io.medley.seed.document.Sample;
import io.medley.seed.document.SampleDocuments;
import io.medley.seed.hcp.HcpList;
import io.medley.seed.http.Api;
import io.medley.seed.http.Browser;
import io.medley.seed.http.Tasklist;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/** The whole road, once. */
final class Road {

  private static final int HCPS = 500;
  private static final long LIST_SEED = 42;
  private static final Map<String, String> SIGNERS =
      Map.of(
          "MEDICAL", "max.medical",
          "LEGAL", "lena.legal",
          "REGULATORY", "rhea.regulatory",
          "PHARMACOVIGILANCE", "vera.vigilance",
          "PRIVACY", "paula.privacy",
          "FINAL", "sam.signatory");

  private final People people;
  private final SampleDocuments samples;
  private final String run;
  private final Narration narration;
  private final ContentRoad agency;
  private final ReviewRoad review;
  private final CampaignRoad marketer;
  private final Api coordinator;
  private final Ledger enrolments;

  Road(People people, SampleDocuments samples, String run, Ledger enrolments, Narration narration) {
    this.people = people;
    this.samples = samples;
    this.run = run;
    this.enrolments = enrolments;
    this.narration = narration;
    this.coordinator = people.content("cora.coordinator");
    this.agency = new ContentRoad(people.content("anna.agency"), narration);
    this.review = new ReviewRoad(coordinator, people.contentUrl(), narration);
    this.marketer = new CampaignRoad(people.campaigns("mia.marketer"), narration);
  }

  /** Who takes part, and the doors each of them uses. */
  interface People {
    Api content(String person);

    Api campaigns(String person);

    Browser browser(String person);

    Tasklist tasklist(String person);

    java.net.URI contentUrl();

    DoctorsInbox inbox();
  }

  /** Walks it and gives the campaign of this run. */
  UUID walk() throws IOException {
    narration.chapter("1  The agency sends its files");
    agency.uploadRefused(samples.lockedDetailAid());
    agency.uploadRefused(samples.disguisedProgram());
    Piece silentMail = agency.upload(samples.emailWithoutAdverseEvents("GB", "announce"));
    agency.submitRefused(silentMail);
    Piece boastfulDeck = agency.upload(samples.boastfulLaunchDeck());
    agency.submitRefused(boastfulDeck);
    narration.say("The agency mends both files and sends them again, as new versions");
    Map<String, Piece> pieces = new LinkedHashMap<>();
    submit(pieces, agency.uploadMended(silentMail, samples.email("GB", "announce")));
    submit(pieces, agency.uploadMended(boastfulDeck, samples.launchDeck()));
    for (Sample sample :
        List.of(
            samples.detailAid(),
            samples.leaflet(),
            samples.email("GB", "follow-up"),
            samples.email("GB", "reminder"),
            samples.email("GB", "reminder-monitoring"),
            samples.email("DE", "announce"),
            samples.email("DE", "follow-up"),
            samples.email("DE", "reminder"))) {
      submit(pieces, agency.upload(sample));
    }
    narration.say(
        pieces.size()
            + " pieces are submitted, and cora.coordinator passes each on to its reviewers");

    narration.chapter("2  Medical, legal and regulatory review");
    Map<Piece, JsonNode> reviews = new LinkedHashMap<>();
    for (Piece piece : pieces.values()) {
      JsonNode planned = review.planned(piece);
      reviews.put(piece, planned);
      narration.say(
          "%s: tier %s, lanes %s"
              .formatted(piece.sample().key(), planned.path("tier").asString(), lanes(planned)));
      planned
          .path("tierReasons")
          .forEach(reason -> narration.detail(reason.asString(reason.toString())));
    }
    Piece announce = piece(pieces, "email-announce-gb");
    signInTasklist(announce);
    signOnDesk(reviews, announce);
    review.untilLive(
        List.copyOf(pieces.values()),
        lane -> people.browser(SIGNERS.getOrDefault(lane, "cora.coordinator")));

    narration.chapter("3  The catalog");
    catalog();

    narration.chapter("4  The campaign");
    return campaign(pieces);
  }

  private void submit(Map<String, Piece> pieces, Piece piece) {
    Piece submitted = agency.submit(piece);
    pieces.put(piece.sample().key(), review.accept(submitted));
  }

  private static Piece piece(Map<String, Piece> pieces, String key) {
    Piece piece = pieces.get(key);
    if (piece == null) {
      throw new DemoFailed("There is no piece " + key + ".");
    }
    return piece;
  }

  private static List<String> lanes(JsonNode review) {
    List<String> lanes = new ArrayList<>();
    review.path("lanes").forEach(lane -> lanes.add(lane.path("lane").asString()));
    return lanes;
  }

  /** The medical lane of one piece, the way a reviewer who lives in Tasklist works. */
  private void signInTasklist(Piece piece) {
    Tasklist tasklist = people.tasklist("max.medical");
    JsonNode task = review.task(tasklist, piece, "MEDICAL");
    narration.say(
        "Max opens the medical task in Camunda Tasklist and completes it without signing");
    tasklist.complete(task.path("id").asString(), "APPROVE");
    String reason =
        Patience.until(
            "the unsigned task to come back",
            java.time.Duration.ofSeconds(60),
            () -> {
              JsonNode lane = review.lane(piece, "MEDICAL");
              String last = lane.path("returnReason").asString("");
              return last.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(last);
            });
    narration.detail("the task comes back: " + reason);
    review.sign(people.browser("max.medical"), piece, "MEDICAL", "APPROVE", "tasklist");
    narration.say(
        "Max signs on the signing page (he proves who he is at the sign-in page), then completes the task in Tasklist");
    JsonNode again = review.task(tasklist, piece, "MEDICAL");
    tasklist.complete(again.path("id").asString(), "APPROVE");
    Patience.untilTrue(
        "the medical lane to close",
        java.time.Duration.ofSeconds(60),
        () -> review.lane(piece, "MEDICAL").path("state").asString().equals("CLOSED"));
    narration.detail("the signed verdict counts: the medical lane is closed");
  }

  private void signOnDesk(Map<Piece, JsonNode> reviews, Piece signedInTasklist) {
    try (ExecutorService reviewers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> works = new ArrayList<>();
      SIGNERS.forEach(
          (lane, person) ->
              works.add(
                  reviewers.submit(
                      ReviewRoad.work(() -> signAll(reviews, signedInTasklist, lane, person)))));
      for (Future<Boolean> work : works) {
        work.get();
      }
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new DemoFailed("A reviewer could not sign: " + failure.getCause());
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new DemoFailed("Interrupted.");
    }
  }

  private void signAll(
      Map<Piece, JsonNode> reviews, Piece signedInTasklist, String lane, String person) {
    Browser browser = people.browser(person);
    int signed = 0;
    for (Map.Entry<Piece, JsonNode> entry : reviews.entrySet()) {
      boolean alreadySigned = lane.equals("MEDICAL") && entry.getKey().equals(signedInTasklist);
      if (lanes(entry.getValue()).contains(lane) && !alreadySigned) {
        review.sign(browser, entry.getKey(), lane, "APPROVE", "desk");
        signed++;
      }
    }
    if (signed > 0) {
      narration.say("%s signs %d pieces on the review desk (%s)".formatted(person, signed, lane));
    }
  }

  private void catalog() {
    JsonNode found = coordinator.get("/api/catalog?q=zelvaro&market=GB&channel=EMAIL");
    narration.say(
        "Searching the catalog for zelvaro, GB, e-mail: %d pieces"
            .formatted(found.path("total").asLong()));
    for (JsonNode piece : found.path("pieces")) {
      if (piece.path("jobCode").asString().contains(run)) {
        narration.detail(
            "%s (%s), valid to %s, signed by %s"
                .formatted(
                    piece.path("title").asString(),
                    piece.path("jobCode").asString(),
                    piece.path("validTo").asString(),
                    signers(piece.path("proof"))));
      }
    }
  }

  private static String signers(JsonNode proof) {
    List<String> signers = new ArrayList<>();
    proof.path("signatures").forEach(signature -> signers.add(signature.path("signer").asString()));
    return String.join(", ", signers);
  }

  private UUID campaign(Map<String, Piece> pieces) {
    marketer.importHcps(HcpList.csv(HCPS, "R" + run, LIST_SEED));
    Map<String, List<String>> content = new LinkedHashMap<>();
    for (String slot : List.of("announce", "follow-up", "reminder")) {
      content.put(
          slot,
          List.of(
              piece(pieces, "email-" + slot + "-gb").versionId(),
              piece(pieces, "email-" + slot + "-de").versionId()));
    }
    String id = marketer.create("Zelvaro launch, run " + run, content);
    UUID campaign = UUID.fromString(id);
    narration.say("Mia builds a campaign from the template journey-launch, in GB, DE and US");
    narration.detail(
        "waits of days are seconds here; GB and DE may be contacted at any hour, so that something happens now");
    narration.detail("US keeps office hours, and has no approved e-mail: both must be respected");
    marketer.launch(
        id,
        new CampaignRoad.Approvers(
            people.campaigns("bea.brand"),
            people.campaigns("max.medical"),
            people.campaigns("ada.admin"),
            people.campaigns("finn.field")));
    narration.say("Brand, medical, privacy and field approve; launched in one sitting");
    DoctorsInbox inbox = people.inbox();
    try (DoctorsInbox.Reading reading = inbox.startReading()) {
      marketer.watchUntil(
          id,
          "the first reminders to be sent",
          now -> inbox.mailsWithSubject("dosing at a glance") >= 5);
      withdraw(piece(pieces, "email-reminder-gb"), "The dosing table is being revised.");
      withdraw(piece(pieces, "email-reminder-de"), "The dosing table is being revised.");
      marketer.watchUntil(id, "every journey to end or to be held", now -> settled(campaign));
      narration.say(
          "%d mails were opened, %d clicked".formatted(reading.opened(), reading.clicked()));
    }
    return campaign;
  }

  private void withdraw(Piece piece, String reason) {
    JsonNode answer =
        people
            .content("rhea.regulatory")
            .post("/api/versions/" + piece.versionId() + "/withdrawal", Map.of("reason", reason));
    narration.say(
        "Rhea withdraws %s while journeys wait: %s, acknowledged at %s, in doubt: %s"
            .formatted(
                piece.sample().key(),
                answer.path("state").asString(),
                answer.path("acknowledgedAt").asString("-"),
                answer.path("inDoubt").asString("0")));
  }

  /** True once every journey has ended or is held. */
  private boolean settled(UUID campaign) {
    return enrolments.number(
            """
            select (select count(*) from enrolment where campaign_id = ? and state in ('ENROLLED', 'STARTING'))
                 + (select count(*) from enrolment e
                     where e.campaign_id = ? and e.state = 'RUNNING'
                       and not exists (select 1 from journey_visit v
                                        where v.enrolment_id = e.id and v.state = 'HELD'))
            """,
            campaign,
            campaign)
        == 0;
  }
}
