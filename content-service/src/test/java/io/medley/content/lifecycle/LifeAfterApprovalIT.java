package io.medley.content.lifecycle;

import static io.medley.content.Pieces.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.medley.content.BusinessClock;
import io.medley.content.ContentServers;
import io.medley.content.OnServers;
import io.medley.content.Pieces;
import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.MetadataDetails;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.claim.LibraryEvent;
import io.medley.content.claim.LibraryEvents;
import io.medley.content.lifecycle.Duty.Choice;
import io.medley.content.lifecycle.Duty.Copies;
import io.medley.content.lifecycle.Recertification.Area;
import io.medley.content.product.ProductMaster;
import io.medley.content.product.ProductMasterDocument;
import io.medley.content.product.ProductMasterDocument.Brand;
import io.medley.content.product.ProductMasterDocument.Label;
import io.medley.content.signing.SigningRefusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.Authority;
import io.medley.platform.security.People;
import io.medley.workflows.lifecycle.LifeTask.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.transaction.support.TransactionTemplate;

/** The life of an approved version on the real store and the real engine. */
@OnServers
class LifeAfterApprovalIT {

  private static final Actor CORA = person("cora.coordinator");
  private static final Actor SAM = person("sam.signatory");
  private static final Actor ROB = person("rob.rep");

  @Autowired Pieces pieces;
  @Autowired Publishing publishing;
  @Autowired Withdrawing withdrawing;
  @Autowired CascadingWithdrawal cascading;
  @Autowired DutyDeciding deciding;
  @Autowired Recertifying recertifying;
  @Autowired Recertifications recertifications;
  @Autowired LifeSignatures signatures;
  @Autowired LifeSigning signing;
  @Autowired BasisWatch watch;
  @Autowired BasisChanges basis;
  @Autowired RulePackWatch rulePacks;
  @Autowired Duties duties;
  @Autowired ProductMaster master;
  @Autowired LibraryEvents events;
  @Autowired People people;
  @Autowired Approvals approvals;
  @Autowired Recalls recalls;
  @Autowired AssetVersions versions;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;
  @Autowired BusinessClock clock;

  @BeforeEach
  void people() {
    pieces.grantEverybodyTheirPart();
    pieces.change("cora.coordinator", Authority.COORDINATE, true);
    people.told(
        new People.Person(ROB.id(), ROB.printedName(), null, Set.of(), Set.of(), Instant.now()));
    ContentServers.asOwner().sql("truncate feed_sender").update();
  }

  @AfterEach
  void signOut() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void shouldSuspendWhatASafetyRelevantChangeTouchesAndSayWhy() {
    VersionId version = live("Safety claim");
    UUID event = told(LibraryEvent.Kind.CLAIM_WITHDRAWN, "claim/once-daily", true, version);

    eventually(() -> assertThat(state(version)).isEqualTo(ApprovalState.SUSPENDED));

    BasisChange change = basis.find(version, event).orElseThrow();
    assertThat(change.response()).isEqualTo("SUSPEND");
    assertThat(change.because()).contains("safety-relevant claim", "Trial was stopped");
    Recall recall = recalls.newest(version).orElseThrow();
    assertThat(recall.kind()).isEqualTo(Recall.Kind.SUSPEND);
    assertThat(recall.reason()).contains("Trial was stopped");
    assertThat(actions(version))
        .contains("basis-changed", "basis-change-decided", "suspension-requested");
    Duty duty = duty(version, Kind.RECONSIDERATION);
    assertThat(deciding.offered(duty, CORA))
        .containsExactly(Choice.REVISE, Choice.REINSTATE, Choice.WITHDRAW);
    assertThat(deciding.against(duty, person("rob.rep"))).isPresent();

    deciding.decide(duty.id(), "REINSTATE", "The wording is not affected", null, CORA);

    assertThat(state(version)).isEqualTo(ApprovalState.LIVE);
    eventually(() -> assertThat(found(duty).closedAt()).isNotNull());
  }

  @Test
  void shouldAskSomebodyToLookWhenNothingIsUnsafe() {
    VersionId version = live("Licence ended");
    told(LibraryEvent.Kind.REFERENCE_RETRACTED, "reference/smith-2020", false, version);

    Duty duty = duty(version, Kind.RECONSIDERATION);

    assertThat(state(version)).isEqualTo(ApprovalState.LIVE);
    assertThat(duty.dueAt()).isBetween(clock.instant(), clock.instant().plus(Duration.ofDays(5)));
    assertThatThrownBy(() -> deciding.decide(duty.id(), "KEEP", " ", null, CORA))
        .isInstanceOf(LifecycleRefusal.ReasonMissing.class);
    assertThatThrownBy(
            () -> deciding.decide(duty.id(), "KEEP", "Mine", null, person("anna.agency")))
        .isInstanceOf(LifecycleRefusal.MayNotDecide.class);
    deciding.decide(duty.id(), "KEEP", "It is cited for its method only", null, CORA);
    assertThatThrownBy(() -> deciding.decide(duty.id(), "WITHDRAW", "Late", null, CORA))
        .isInstanceOf(LifecycleRefusal.DutyClosed.class);
    eventually(() -> assertThat(found(duty).closedAt()).isNotNull());
  }

  @Test
  void shouldNotLetSafetyWaitForADecisionThatDoesNotCome() {
    VersionId version = live("Engine is away");

    // The row without its message: what is there when the engine cannot be reached.
    transaction.executeWithoutResult(
        status ->
            basis.add(
                new BasisChange(
                    version,
                    UUID.randomUUID(),
                    "CLAIM_WITHDRAWN",
                    "claim/x",
                    "Trial was stopped",
                    true,
                    "pv",
                    clock.instant().minusSeconds(11),
                    null,
                    null,
                    null)));

    eventually(() -> assertThat(state(version)).isEqualTo(ApprovalState.SUSPENDED));
    assertThat(recalls.newest(version).orElseThrow().reason()).contains("no decision came in time");
  }

  @Test
  void shouldSuspendWhatAWithdrawnModuleOfSafetyIsInAndAskAboutANewerOne() {
    VersionId safety = live("Made of a safety module");
    VersionId benefit = live("Made of a benefit module");

    UUID event = told(LibraryEvent.Kind.MODULE_WITHDRAWN, "module/side-effects", true, safety);
    told(LibraryEvent.Kind.MODULE_UPDATED, "module/benefit", false, benefit);

    eventually(() -> assertThat(state(safety)).isEqualTo(ApprovalState.SUSPENDED));
    assertThat(basis.find(safety, event).orElseThrow().because())
        .contains("A module with safety-relevant words");
    assertThat(duty(benefit, Kind.RECONSIDERATION).why()).anyMatch(why -> why.contains("newer"));
    assertThat(state(benefit)).isEqualTo(ApprovalState.LIVE);
  }

  @Test
  void shouldSuspendAtTheFirstInstantOfTheDayALabelImportedAheadComesIntoForce() {
    String brand = "labelled-" + UUID.randomUUID().toString().substring(0, 8);
    ZoneId london = ZoneId.of("Europe/London");
    LocalDate day = LocalDate.ofInstant(clock.instant(), london).plusDays(1);
    Label old = label(brand, "SmPC 3", day.minusDays(400), "May cause dizziness.");
    Label next = label(brand, "SmPC 4", day, "May cause dizziness and falls.");
    master.put(labelled(brand, old), person("ada.admin"));
    VersionId version = publishLabelled(brand, "SmPC 3");
    VersionId madeAhead = publishLabelled(brand, "SmPC 4");

    master.put(labelled(brand, next), person("ada.admin"));
    String subject = "label/" + brand + "/GB/en-GB";
    assertThat(events.of(subject)).as("not before its day").isEmpty();
    Instant comes = day.atStartOfDay(london).toInstant();
    clock.pass(Duration.between(clock.instant(), comes));

    eventually(() -> assertThat(state(version)).isEqualTo(ApprovalState.SUSPENDED));
    assertThat(events.of(subject))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.kind()).isEqualTo(LibraryEvent.Kind.LABEL_UPDATED);
              assertThat(event.reason()).isEqualTo("Label SmPC 4 replaces SmPC 3");
              assertThat(event.safety()).isTrue();
              assertThat(event.versions()).containsExactly(version);
              assertThat(event.at()).isAfterOrEqualTo(comes);
            });
    assertThat(recalls.newest(version).orElseThrow().reason()).contains("SmPC 4 replaces SmPC 3");
    assertThat(state(madeAhead)).as("made against the new label").isEqualTo(ApprovalState.LIVE);
    eventually(
        () ->
            assertThat(
                    jdbc.sql("select person from notification where occurrence like :recall")
                        .param("recall", "recall/" + version + "/%")
                        .query(String.class)
                        .list())
                .as("its owner, whatever else they may do")
                .contains(ROB.id()));
    // The next import is no second first day.
    master.put(
        labelled(brand, label(brand, "SmPC 5", day.plusDays(900), "Later.")), person("ada.admin"));
    assertThat(events.of(subject)).hasSize(1);
  }

  private VersionId publishLabelled(String brand, String labelVersion) {
    AssetMetadata tags =
        tags("Against " + labelVersion, details("MASTER", null, ROB.printedName()));
    return publish(
        AssetId.random(),
        "1.1",
        new AssetMetadata(
            tags.title(),
            tags.jobCode(),
            brand,
            tags.indicationIds(),
            tags.materialType(),
            tags.purpose(),
            tags.countries(),
            tags.language(),
            tags.audiences(),
            tags.channels(),
            tags.keyMessages(),
            Map.of("GB", labelVersion),
            tags.safetyTexts(),
            tags.validFrom(),
            tags.validTo(),
            tags.references(),
            tags.details()));
  }

  private static ProductMasterDocument labelled(String brand, Label label) {
    return new ProductMasterDocument(
        List.of(new Brand(brand, "Testora", "testorin", "Northwind (fictional)", null)),
        List.of(),
        List.of(label),
        List.of(),
        List.of(),
        List.of());
  }

  private static Label label(String brand, String version, LocalDate from, String safety) {
    return new Label(
        brand,
        "GB",
        "en-GB",
        version,
        from,
        "isi",
        version,
        safety,
        "pi",
        version,
        "https://northwind.example/pi",
        "Prescribing information",
        false,
        null,
        "Report adverse events.",
        null);
  }

  @Test
  void shouldTellVersionsOfOtherRulesAndNotTwice() {
    VersionId version = live("Other rules");
    rulePacks.compare("GB", "GB 1");
    String rules = "GB " + UUID.randomUUID();

    rulePacks.compare("GB", rules);
    rulePacks.compare("GB", rules);

    eventually(
        () ->
            assertThat(basis.of(version))
                .filteredOn(change -> change.reason().contains(rules))
                .singleElement()
                .satisfies(
                    change -> {
                      assertThat(change.kind()).isEqualTo(BasisChange.RULE_PACK_UPDATED);
                      assertThat(change.response()).isIn("NOTE", "REVIEW");
                    }));
  }

  @Test
  void shouldCertifyAgainWithWhatDiffersAndOneSignature() {
    VersionId version = live("Certified again");
    Approval before = approvals.find(version).orElseThrow();
    told(LibraryEvent.Kind.CLAIM_UPDATED, "claim/once-daily", false, version);
    Duty question = duty(version, Kind.RECONSIDERATION);

    Recertification asked = recertifying.request(version, CORA);
    assertThat(recertifying.request(version, CORA).id()).isEqualTo(asked.id());
    Duty duty = duty(version, Kind.RECERTIFICATION);

    Recertification open = recertifications.find(asked.id()).orElseThrow();
    assertThat(open.state()).isEqualTo(Recertification.State.OPEN);
    assertThat(open.delta())
        .filteredOn(difference -> difference.area() == Area.CLAIM)
        .singleElement()
        .satisfies(difference -> assertThat(difference.what()).isEqualTo("claim/once-daily"));
    assertThat(state(version)).as("servable meanwhile").isEqualTo(ApprovalState.LIVE);
    assertThat(deciding.against(duty, CORA)).isPresent();
    assertThatThrownBy(() -> deciding.decide(duty.id(), "CERTIFY", "Fine", null, SAM))
        .isInstanceOf(LifecycleRefusal.NotSignable.class);
    clearBlocks(asked.id());

    sign(duty, "CERTIFY", SAM);

    Approval after = approvals.find(version).orElseThrow();
    assertThat(after.validTo()).isEqualTo(open.validToLimit()).isAfter(before.validTo());
    assertThat(after.number()).isEqualTo(before.number() + 1);
    assertThat(after.metadataHash()).isEqualTo(before.metadataHash());
    assertThat(signatures.of(version)).singleElement().matches(signing::holds);
    assertThat(found(question).endedAt()).as("answered by the certification").isNotNull();
    assertThat(ended(version)).isFalse();
    assertThat(actions(version)).contains("certified-again");
  }

  @Test
  void shouldNotSignWhatIsNotWhatWasShown() {
    VersionId version = live("Changed before signing");
    Recertification asked = recertifying.request(version, CORA);
    Duty duty = duty(version, Kind.RECERTIFICATION);
    clearBlocks(asked.id());
    UUID[] request = begin(duty, "CERTIFY", SAM);
    ContentServers.asOwner()
        .sql(
            "update recertification set valid_to_limit = valid_to_limit + interval '1 day' where id = :id")
        .param("id", asked.id())
        .update();

    assertThatThrownBy(() -> deciding.sign(request[0], request[1].toString(), SAM))
        .isInstanceOf(SigningRefusal.SubjectChanged.class);
    assertThat(signatures.of(version)).isEmpty();
  }

  @Test
  void shouldTakeAdaptationsAlongOneByOneAndFlagThoseLeftBehind() {
    AssetId master = AssetId.random();
    VersionId root = publish(master, "1.1", tags("Master", details("MASTER", null, "")));
    VersionId german =
        publish(AssetId.random(), "1.1", tags("German", details("TRANSLATED", master, "")));
    AssetId british = AssetId.random();
    VersionId localised =
        publish(british, "1.1", tags("British", details("LOCALISED", master, "")));
    VersionId grandchild =
        publish(AssetId.random(), "1.1", tags("Scottish", details("LOCALISED", british, "")));
    VersionId stranger = live("Stranger");

    assertThat(cascading.preview(root, CORA))
        .extracting(hit -> hit.approval().version())
        .containsExactlyInAnyOrder(german, localised, grandchild);
    assertThatThrownBy(() -> cascading.withdraw(root, "Wrong dose", List.of(stranger), CORA))
        .isInstanceOf(LifecycleRefusal.NotMadeFromIt.class);
    assertThat(state(root)).isEqualTo(ApprovalState.LIVE);

    cascading.withdraw(root, "Wrong dose", List.of(localised, grandchild), CORA);

    eventually(
        () ->
            assertThat(List.of(root, localised, grandchild))
                .allSatisfy(
                    version -> assertThat(state(version)).isEqualTo(ApprovalState.WITHDRAWN)));
    assertThat(recalls.newest(grandchild).orElseThrow().reason()).contains("Wrong dose");
    assertThat(state(german)).isEqualTo(ApprovalState.LIVE);
    Duty flagged = duty(german, Kind.RECONSIDERATION);
    assertThat(flagged.why().getFirst()).contains("Wrong dose");
    assertThat(basis.of(localised)).as("shares its fate").isEmpty();
    assertThat(state(stranger)).isEqualTo(ApprovalState.LIVE);
  }

  @Test
  void shouldFlagAdaptationsOfANewMaster() {
    AssetId master = AssetId.random();
    publish(master, "1.1", tags("Old master", details("MASTER", null, "")));
    VersionId german =
        publish(AssetId.random(), "1.1", tags("Adapted", details("TRANSLATED", master, "")));

    publish(master, "2.1", tags("New master", details("MASTER", null, "")));

    assertThat(duty(german, Kind.RECONSIDERATION).why().getFirst()).contains("newer version");
  }

  @Test
  void shouldRecallWhatPeopleHandedOutAndCloseWithASignature() {
    VersionId version =
        publish(
            AssetId.random(),
            "1.1",
            tags("Leave piece", List.of("CLM", "EMAIL", "PRINT"), details("MASTER", null, "")));
    withdrawing.withdraw(version, "Wrong dose", CORA);
    eventually(
        () ->
            assertThat(duties.of(version))
                .extracting(DutyDeciding::channel)
                .containsExactlyInAnyOrder("CLM", "PRINT"));
    Duty print = acknowledgement(version, "PRINT");
    assertThat(print.dueAt())
        .isEqualTo(
            recalls.newest(version).orElseThrow().requestedAt().plus(Duration.ofMinutes(15)));

    deciding.decide(
        acknowledgement(version, "CLM").id(),
        "ACKNOWLEDGE",
        "Taken off every tablet",
        new Copies(40, 0, 0),
        person("mia.marketer"));
    clock.pass(Duration.ofMinutes(16));
    eventually(() -> assertThat(found(print).escalatedAt()).isNotNull());
    assertThatThrownBy(() -> new Copies(10, 11, 0))
        .isInstanceOf(LifecycleRefusal.CopiesWrong.class);
    deciding.decide(print.id(), "ACKNOWLEDGE", "Two boxes are back", new Copies(80, 80, 20), CORA);
    deciding.count(print.id(), new Copies(100, 100, 0), CORA);

    Duty close = duty(version, Kind.CLOSE_OUT);
    assertThat(deciding.against(close, person("mia.marketer"))).isPresent();
    sign(close, "CLOSE", CORA);

    assertThat(signatures.of(version))
        .singleElement()
        .satisfies(
            signature ->
                assertThat(
                        new String(signature.canonical(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("\"found\":100", "\"out\":0", "recall of this piece is complete"));
    assertThatThrownBy(() -> deciding.count(print.id(), new Copies(1, 1, 1), CORA))
        .isInstanceOf(LifecycleRefusal.DutyClosed.class);
    eventually(() -> assertThat(ended(version)).isTrue());
  }

  @Test
  void shouldAskItsOwnerEscalateAndExpireByItself() {
    AssetMetadata tags = tags("Expiring", details("MASTER", null, "Max Medical"));
    VersionId version = publish(AssetId.random(), "1.1", tags);
    eventually(() -> assertThat(claimed(version)).isTrue());
    Instant end = approvals.find(version).orElseThrow().validTo();

    clock.pass(Duration.between(clock.instant(), end.minus(Duration.ofDays(89))));
    Duty duty = duty(version, Kind.EXPIRY);
    assertThat(deciding.offered(duty, person("max.medical")))
        .containsExactly(Choice.RENEW, Choice.REVISE, Choice.RETIRE);
    assertThat(duty.escalatedAt()).isNull();
    clock.pass(Duration.ofDays(60));
    eventually(() -> assertThat(found(duty).escalatedAt()).isNotNull());
    deciding.decide(duty.id(), "RETIRE", "The campaign is over", null, person("max.medical"));
    eventually(() -> assertThat(found(duty).closedAt()).isNotNull());
    assertThat(state(version)).isEqualTo(ApprovalState.LIVE);

    clock.pass(Duration.ofDays(30));

    Approval expired = approvals.find(version).orElseThrow();
    assertThat(expired.servableAt(clock.instant())).as("whatever the engine does").isFalse();
    eventually(() -> assertThat(state(version)).isEqualTo(ApprovalState.EXPIRED));
    eventually(() -> assertThat(ended(version)).isTrue());
  }

  private AssetMetadata tags(String title, MetadataDetails details) {
    return pieces.metadata(title, List.of("GB")).withDetails(details);
  }

  private AssetMetadata tags(String title, List<String> channels, MetadataDetails details) {
    AssetMetadata tags = pieces.metadata(title, List.of("GB"));
    return new AssetMetadata(
        tags.title(),
        tags.jobCode(),
        tags.brandId(),
        tags.indicationIds(),
        tags.materialType(),
        tags.purpose(),
        tags.countries(),
        tags.language(),
        tags.audiences(),
        channels,
        tags.keyMessages(),
        tags.labelVersions(),
        tags.safetyTexts(),
        tags.validFrom(),
        tags.validTo(),
        tags.references(),
        details);
  }

  private static MetadataDetails details(
      String adaptation, @Nullable AssetId master, String owner) {
    return new MetadataDetails(
        null,
        null,
        adaptation,
        null,
        master == null ? null : master.value(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        owner,
        null);
  }

  private VersionId live(String title) {
    return publish(AssetId.random(), "1.1", tags(title, details("MASTER", null, "")));
  }

  private VersionId publish(AssetId asset, String number, AssetMetadata tags) {
    AssetVersion version =
        pieces.aVersion(asset, number, VersionState.APPROVED, "northlight", tags);
    transaction.executeWithoutResult(
        status ->
            publishing.goLive(
                version,
                new Approval.Proof(UUID.randomUUID(), clock.instant(), List.of()),
                "T1",
                SAM));
    return version.id();
  }

  private UUID told(LibraryEvent.Kind kind, String subject, boolean safety, VersionId version) {
    UUID event = UUID.randomUUID();
    transaction.executeWithoutResult(
        status ->
            watch.told(
                new LibraryEvent(
                    event,
                    kind,
                    subject,
                    "Trial was stopped",
                    "pv",
                    clock.instant(),
                    safety,
                    List.of(version))));
    return event;
  }

  /** Differences that would stop it belong to the checks' own tests. */
  private static void clearBlocks(UUID recertification) {
    ContentServers.asOwner()
        .sql(
            """
            update recertification set delta =
              (select coalesce(jsonb_agg(jsonb_set(one, '{blocks}', 'false')), '[]') from jsonb_array_elements(delta) one)
            where id = :id
            """)
        .param("id", recertification)
        .update();
  }

  private void sign(Duty duty, String choice, Actor person) {
    UUID[] request = begin(duty, choice, person);
    deciding.sign(request[0], request[1].toString(), person);
  }

  /** Asks for the signature and answers for the sign-in provider: its own tests prove the rest. */
  private UUID[] begin(Duty duty, String choice, Actor person) {
    Jwt token =
        new Jwt(
            "token",
            Instant.now(),
            Instant.now().plusSeconds(60),
            Map.of("alg", "none"),
            Map.of("sub", person.id(), "name", person.printedName()));
    SecurityContextHolder.getContext()
        .setAuthentication(new JwtAuthenticationToken(token, List.of()));
    String path = deciding.beginSigning(duty.id(), choice, "", person);
    UUID stepUp = UUID.fromString(path.substring(path.indexOf('=') + 1));
    ContentServers.asOwner()
        .sql(
            "update step_up set nonce = 'n', subject = person, auth_time = now(), proven_at = now() where id = :id")
        .param("id", stepUp)
        .update();
    UUID request =
        jdbc.sql(
                "select id from life_signing_request where duty_id = :duty order by requested_at desc limit 1")
            .param("duty", duty.id())
            .query(UUID.class)
            .single();
    return new UUID[] {request, stepUp};
  }

  private Duty duty(VersionId version, Kind kind) {
    Duty[] found = new Duty[1];
    eventually(
        () ->
            assertThat(duties.of(version))
                .filteredOn(duty -> duty.kind() == kind)
                .singleElement()
                .satisfies(duty -> found[0] = duty));
    return Objects.requireNonNull(found[0]);
  }

  private Duty acknowledgement(VersionId version, String channel) {
    return duties.of(version).stream()
        .filter(duty -> duty.kind() == Kind.ACKNOWLEDGEMENT)
        .filter(duty -> DutyDeciding.channel(duty).equals(channel))
        .findFirst()
        .orElseThrow();
  }

  private Duty found(Duty duty) {
    return duties.find(duty.id()).orElseThrow();
  }

  private ApprovalState state(VersionId version) {
    return approvals.find(version).orElseThrow().state();
  }

  private boolean claimed(VersionId version) {
    return column(version, "claimed_at");
  }

  private boolean ended(VersionId version) {
    return column(version, "ended_at");
  }

  private boolean column(VersionId version, String column) {
    return jdbc.sql("select " + column + " is not null from approval where version_id = :id")
        .param("id", version.value())
        .query(Boolean.class)
        .single();
  }

  private List<String> actions(VersionId version) {
    return jdbc.sql(
            "select action from audit_entry where aggregate_type = 'asset-version' and aggregate_id = :id")
        .param("id", version.toString())
        .query(String.class)
        .list();
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
  }
}
