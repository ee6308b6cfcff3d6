package io.medley.content.lifecycle.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.PageRendering;
import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.VersionState;
import io.medley.content.lifecycle.AdaptationTree;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.ApprovalFixtures;
import io.medley.content.lifecycle.ApprovalState;
import io.medley.content.lifecycle.BasisChange;
import io.medley.content.lifecycle.CascadingWithdrawal;
import io.medley.content.lifecycle.Duty;
import io.medley.content.lifecycle.Duty.Choice;
import io.medley.content.lifecycle.Duty.Copies;
import io.medley.content.lifecycle.Duty.Decided;
import io.medley.content.lifecycle.ExposureReport;
import io.medley.content.lifecycle.LifeBoard;
import io.medley.content.lifecycle.LifeView;
import io.medley.content.lifecycle.Recall;
import io.medley.content.lifecycle.Recertification;
import io.medley.content.lifecycle.Recertification.Area;
import io.medley.content.lifecycle.Recertification.Difference;
import io.medley.content.lifecycle.Related;
import io.medley.content.usage.VersionUsage;
import io.medley.platform.security.Actor;
import io.medley.workflows.lifecycle.LifeTask.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the pages of the life after approval show, and what they do not offer. */
class LifecyclePagesTest {

  static final Actor CORA =
      new Actor("cora.coordinator", "Cora Coordinator", Set.of("COORDINATOR"), null);
  private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");

  @Test
  void shouldRankTheBoardAndCountItsGroups() throws Exception {
    Document page = PageRendering.page("lifecycle/board", CORA, board());

    assertThat(page.select("tbody tr")).hasSize(4);
    assertThat(page.select(".tabs [aria-current=page]").text()).isEqualTo("All 4");
    assertThat(page.select("tbody tr:first-child").text())
        .contains("Recalls open", "Late", "Acknowledge");
  }

  @Test
  void shouldShowOnlyWhatDiffersAndWhatASignatureMeans() throws Exception {
    Document page = PageRendering.page("lifecycle/task", CORA, recertification());

    assertThat(page.select("main table tbody tr")).hasSize(3);
    assertThat(page.text()).contains("certifies that this piece may be used for a further term");
    assertThat(page.select("form[action$=/signature] input[name=choice]")).hasSize(2);
  }

  @Test
  void shouldAskForCopiesAndAReason() throws Exception {
    Document page = PageRendering.page("lifecycle/task", CORA, acknowledgement());

    assertThat(page.select("input[type=number]")).hasSize(3);
    assertThat(page.select("textarea[name=reason][required]")).hasSize(1);
    assertThat(page.text()).contains("It came back from Tasklist");
  }

  @Test
  void shouldOfferNothingToWhoMayNotDecide() throws Exception {
    Map<String, Object> model = acknowledgement();
    model.put("choices", List.of());
    model.put("against", "Somebody who coordinates answers a recall.");

    Document page = PageRendering.page("lifecycle/task", CORA, model);

    assertThat(page.select("form[action*=/lifecycle/tasks]")).isEmpty();
    assertThat(page.text()).contains("Not yours to decide");
  }

  @Test
  void shouldShowBeforeTheClickWhatAWithdrawalHits() throws Exception {
    Document page = PageRendering.page("lifecycle/withdrawal", CORA, withdrawal());

    assertThat(page.select("input[name=also]")).hasSize(2);
    assertThat(page.select("input[name=also][checked]")).hasSize(1);
    assertThat(page.select("input[name=also][disabled]")).hasSize(1);
    assertThat(page.text()).contains("214", "You lack the authority", "cannot be undone");
  }

  @Test
  void shouldDrawTheTreeWithItsStates() throws Exception {
    Document page = PageRendering.page("lifecycle/adaptations", CORA, adaptations());

    assertThat(page.select("tbody tr")).hasSize(3);
    assertThat(page.select("[data-depth=2]").text()).contains("Scottish");
    assertThat(page.text()).contains("Its master has a newer version: look again.");
  }

  @Test
  void shouldReportExposureByMarketChannelAndDay() throws Exception {
    Document page = PageRendering.page("lifecycle/exposure", CORA, exposure());

    assertThat(page.select(".figures").text()).contains("214", "301");
    assertThat(page.text()).contains("2026-11-22", "Wrong dose");
    assertThat(ExposureReport.csv(report()))
        .contains("GB-ZEL-001,1.0,GB,EMAIL,2026-11-22,190,200,1\r\n");
  }

  @Test
  void shouldShowWhatChangedAndWhatWasDoneAboutItOnItsPage() throws Exception {
    Document page = PageRendering.page("lifecycle/life :: life(life=${life})", CORA, life());

    assertThat(page.text()).contains("Claim withdrawn", "Trial was stopped", "suspended at once");
    assertThat(page.select("meter")).hasSize(1);
    assertThat(page.select("form[action$=/reinstatement]")).hasSize(1);
    assertThat(page.select("form[action$=/suspension]")).isEmpty();
  }

  static Map<String, Object> board() {
    List<LifeBoard.Row> rows =
        List.of(
            row(
                LifeBoard.Group.RECALL,
                "Take every copy back from PRINT and acknowledge.",
                "Wrong dose on page 2",
                -1,
                true,
                "Acknowledge"),
            row(
                LifeBoard.Group.SUSPENDED,
                "It was suspended: reinstate, revise or withdraw it.",
                "A safety-relevant claim it makes was taken back: Trial was stopped",
                40,
                false,
                "Decide"),
            row(
                LifeBoard.Group.RECERTIFICATION,
                "Certify it for a further term, or refuse.",
                "3 things differ from what the last signature saw",
                200,
                false,
                "Read and sign"),
            row(
                LifeBoard.Group.EXPIRING,
                "It expires in 90 days: renew, revise or retire it.",
                "Its owner is Max Medical.",
                1400,
                false,
                "Decide"));
    Map<LifeBoard.Group, Long> counts = new EnumMap<>(LifeBoard.Group.class);
    for (LifeBoard.Group group : LifeBoard.Group.values()) {
      counts.put(group, rows.stream().filter(row -> row.group() == group).count());
    }
    return new HashMap<>(
        Map.of("rows", rows, "counts", counts, "all", 4, "show", "all", "market", ""));
  }

  private static LifeBoard.Row row(
      LifeBoard.Group group, String what, String why, long hours, boolean late, String action) {
    return new LifeBoard.Row(
        group,
        approval("Launch e-mail", ApprovalState.LIVE),
        what,
        why,
        NOW.plus(hours, ChronoUnit.HOURS),
        late,
        action,
        "/lifecycle/tasks/" + UUID.randomUUID());
  }

  static Map<String, Object> recertification() {
    Approval approval = approval("Launch e-mail", ApprovalState.LIVE);
    UUID id = UUID.randomUUID();
    Recertification recertification =
        new Recertification(
            id,
            approval.version(),
            "cora.coordinator",
            NOW,
            Recertification.State.OPEN,
            UUID.randomUUID(),
            null,
            null,
            List.of(
                new Difference(Area.LABEL, "Label in GB", "3.1", "3.2", false),
                new Difference(
                    Area.CLAIM, "claim/once-daily", "", "A newer version is approved", false),
                new Difference(
                    Area.NEW_FINDING,
                    "C05",
                    "",
                    "The safety information is not the current one.",
                    true)),
            approval.validTo(),
            approval.validTo().plus(700, ChronoUnit.DAYS),
            null,
            null);
    Map<String, Object> model =
        task(duty(approval, Kind.RECERTIFICATION, id.toString(), null), approval);
    model.put("recertification", recertification);
    model.put("choices", List.of(Choice.CERTIFY, Choice.REFUSE));
    Map<Choice, String> meanings = new LinkedHashMap<>();
    meanings.put(
        Choice.CERTIFY, "Approval: certifies that this piece may be used for a further term.");
    meanings.put(Choice.REFUSE, "Review: does not certify this piece for a further term.");
    model.put("meanings", meanings);
    model.put("facts", Map.of("contentHash", "aa", "metadataHash", "bb"));
    return model;
  }

  static Map<String, Object> acknowledgement() {
    Approval approval = approval("Leave piece", ApprovalState.WITHDRAWN);
    Duty open = duty(approval, Kind.ACKNOWLEDGEMENT, "2/PRINT", null);
    Duty done =
        duty(
            approval,
            Kind.ACKNOWLEDGEMENT,
            "2/CLM",
            new Decided(
                Choice.ACKNOWLEDGE,
                "Taken off every tablet",
                "mia.marketer",
                "Mia Marketer",
                NOW,
                null,
                new Copies(40, 0, 0)));
    Map<String, Object> model = task(open, approval);
    model.put("choices", List.of(Choice.ACKNOWLEDGE));
    model.put("channels", List.of(done, open));
    return model;
  }

  private static Map<String, Object> task(Duty duty, Approval approval) {
    Map<String, Object> model = new HashMap<>();
    model.put("duty", duty);
    model.put("approval", approval);
    model.put("person", CORA);
    model.put("facts", Map.of());
    model.put("meanings", Map.of());
    model.put("channels", List.of());
    return model;
  }

  static Map<String, Object> withdrawal() {
    Approval root = approval("Master e-mail", ApprovalState.LIVE);
    Approval german = approval("Deutsche Fassung", ApprovalState.LIVE);
    Approval french = approval("Version française", ApprovalState.LIVE);
    return new HashMap<>(
        Map.of(
            "approval",
            root,
            "hits",
            List.of(
                new CascadingWithdrawal.Hit(german, related(german, root, 1), true),
                new CascadingWithdrawal.Hit(french, related(french, root, 1), false)),
            "usage",
            Map.of(
                root.version(), usage(root),
                german.version(), VersionUsage.none(german.version()),
                french.version(), VersionUsage.none(french.version()))));
  }

  static Map<String, Object> adaptations() {
    Approval root = approval("Master e-mail", ApprovalState.LIVE);
    Approval british = approval("British e-mail", ApprovalState.LIVE);
    Approval scottish = approval("Scottish e-mail", ApprovalState.SUSPENDED);
    List<AdaptationTree.Node> nodes =
        List.of(
            node(root, 0, null, null),
            node(
                british,
                1,
                Related.Relation.ADAPTATION,
                duty(
                    british,
                    Kind.RECONSIDERATION,
                    "x",
                    null,
                    "Its master has a newer version: look again.")),
            node(scottish, 2, Related.Relation.VARIANT, null));
    return new HashMap<>(Map.of("nodes", nodes, "asked", nodes.get(1)));
  }

  private static AdaptationTree.Node node(
      Approval approval, int depth, Related.@Nullable Relation relation, @Nullable Duty question) {
    AssetMetadata open = AssetMetadata.open();
    AssetMetadata tags =
        new AssetMetadata(
            approval.title(),
            approval.jobCode(),
            "zelvaro",
            List.of(),
            "email",
            "promotional",
            approval.markets(),
            approval.language(),
            List.of("HCP"),
            List.of("EMAIL"),
            List.of(),
            Map.of(),
            Map.of(),
            null,
            null,
            open.references());
    return new AdaptationTree.Node(
        approval.asset(),
        depth,
        relation,
        new AssetVersion(
            approval.version(),
            approval.asset(),
            "1.0",
            VersionState.LIVE,
            "aa",
            "text/html",
            "a.html",
            tags,
            "bb",
            "northlight",
            "anna.agency",
            NOW,
            1),
        approval,
        question,
        depth == 1);
  }

  static Map<String, Object> exposure() {
    return new HashMap<>(Map.of("report", report()));
  }

  private static ExposureReport.Report report() {
    Approval approval = approval("Reminder e-mail", ApprovalState.WITHDRAWN);
    return new ExposureReport.Report(
        approval,
        usage(approval),
        List.of(new ExposureReport.Place("GB", "EMAIL", 301, 1, 2)),
        recall(approval, Recall.Kind.WITHDRAW, "Wrong dose").recall(),
        NOW);
  }

  static Map<String, Object> life() {
    Approval approval = approval("Launch e-mail", ApprovalState.SUSPENDED);
    return new HashMap<>(
        Map.of(
            "life",
            new LifeView(
                approval,
                62,
                NOW.plus(50, ChronoUnit.DAYS),
                NOW.plus(110, ChronoUnit.DAYS),
                recall(
                    approval,
                    Recall.Kind.SUSPEND,
                    "A safety-relevant claim it makes was taken back: Trial was stopped"),
                null,
                List.of(duty(approval, Kind.RECONSIDERATION, "x", null)),
                List.of(
                    new BasisChange(
                        approval.version(),
                        UUID.randomUUID(),
                        "CLAIM_WITHDRAWN",
                        "claim/once-daily",
                        "Trial was stopped",
                        true,
                        "pv",
                        NOW,
                        "SUSPEND",
                        "A safety-relevant claim it makes was taken back",
                        NOW)),
                List.of(),
                new LifeView.May(true, false, true, true))));
  }

  private static Recall.Outcome recall(Approval approval, Recall.Kind kind, String reason) {
    return new Recall.Outcome(
        new Recall(
            approval.version(),
            2,
            kind,
            reason,
            "cora.coordinator",
            NOW,
            UUID.randomUUID(),
            7L,
            NOW,
            0),
        List.of());
  }

  private static VersionUsage usage(Approval approval) {
    return new VersionUsage(
        approval.version(),
        214,
        301,
        1,
        NOW,
        List.of(),
        List.of(
            new VersionUsage.Exposure("GB", "EMAIL", LocalDate.of(2026, 11, 22), 190, 200, 1),
            new VersionUsage.Exposure("GB", "EMAIL", LocalDate.of(2026, 11, 23), 99, 101, 0)));
  }

  private static Related related(Approval approval, Approval parent, int depth) {
    return new Related(approval.asset(), parent.asset(), Related.Relation.ADAPTATION, depth);
  }

  private static Duty duty(
      Approval approval, Kind kind, String subject, @Nullable Decided decided) {
    return duty(approval, kind, subject, decided, "Take every copy back and acknowledge.");
  }

  private static Duty duty(
      Approval approval, Kind kind, String subject, @Nullable Decided decided, String what) {
    return new Duty(
        UUID.randomUUID(),
        approval.version(),
        kind,
        subject,
        "coordinate-gb",
        what,
        List.of("Wrong dose on page 2"),
        NOW,
        NOW.plus(15, ChronoUnit.MINUTES),
        NOW.plus(15, ChronoUnit.MINUTES),
        null,
        "Nobody has decided. Open its page, decide with a reason, then complete this task.",
        decided,
        null,
        null);
  }

  private static Approval approval(String title, ApprovalState state) {
    Approval one = ApprovalFixtures.approval(state);
    return new Approval(
        VersionId.random(),
        AssetId.random(),
        one.number(),
        state,
        one.versionNumber(),
        one.contentHash(),
        one.metadataHash(),
        one.format(),
        one.fileName(),
        one.brandId(),
        title,
        one.jobCode(),
        one.materialType(),
        one.purpose(),
        one.markets(),
        one.language(),
        one.channels(),
        one.audiences(),
        one.indications(),
        one.keyMessages(),
        one.slotHints(),
        NOW.minus(220, ChronoUnit.DAYS),
        NOW.plus(140, ChronoUnit.DAYS),
        one.proof(),
        one.agency(),
        one.tier(),
        one.liveAt(),
        one.changedAt());
  }
}
