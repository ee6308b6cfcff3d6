package io.medley.content.catalog;

import static io.medley.content.Pieces.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medley.content.ContentServers;
import io.medley.content.OnServers;
import io.medley.content.Pieces;
import io.medley.content.asset.AssetId;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.VersionState;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.PieceForms;
import io.medley.content.lifecycle.Publishing;
import io.medley.content.lifecycle.Withdrawing;
import io.medley.content.module.Assemblies;
import io.medley.content.module.AssemblyPlan;
import io.medley.content.module.ModuleKeeping;
import io.medley.content.module.ModuleState;
import io.medley.local.DemoPerson;
import io.medley.platform.signing.Sha256;
import io.medley.platform.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A touch asks for modules: only a form that was rendered beforehand, of a live piece, all of whose
 * modules are in force, is ever an answer.
 */
@OnServers
class FormsAtSendingIT {

  private static final String NO_RULES =
      """
      {"requires":[],"excludes":[],"after":[],"atMost":0,"countries":[],"audiences":[],"channels":[]}
      """;

  @Autowired Pieces pieces;
  @Autowired Publishing publishing;
  @Autowired Withdrawing withdrawing;
  @Autowired Catalog catalog;
  @Autowired Assemblies assemblies;
  @Autowired ModuleKeeping keeping;
  @Autowired ObjectStore store;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired Clock clock;
  @LocalServerPort int port;

  private final String salt = UUID.randomUUID().toString().substring(0, 8);
  private final String frame = "frame-" + salt;
  private final String warm = "warm-" + salt;
  private final String cool = "cool-" + salt;
  private final String end = "end-" + salt;

  @BeforeEach
  void people() {
    pieces.grantEverybodyTheirPart();
  }

  @Test
  void shouldSendOnlyFormsThatWereRenderedAndWhoseModulesAreInForce() throws Exception {
    List.of(frame, warm, cool, end).forEach(this::approved);
    AssetVersion version = live(List.of(warm, cool));
    await().atMost(Duration.ofMinutes(1)).until(() -> form(version, Map.of()).isPresent());

    PieceForms.Form first = form(version, Map.of()).orElseThrow();
    PieceForms.Form asked = form(version, Map.of("opening", cool)).orElseThrow();

    assertThat(first.modules()).isEqualTo(Map.of("opening", warm, "end", end));
    assertThat(asked.modules()).isEqualTo(Map.of("opening", cool, "end", end));
    assertThat(bytes(asked)).isEqualTo("200 form with " + cool);
    // Nobody rendered these, so nobody checked them.
    assertThat(form(version, Map.of("opening", end))).isEmpty();
    assertThat(form(version, Map.of("opening", cool, "end", "nowhere"))).isEmpty();
    assertThat(form(version, Map.of("middle", cool))).isEmpty();
    assertThat(bytes("f".repeat(64))).startsWith("404");

    state(cool, "WITHDRAWN");

    assertThat(form(version, Map.of("opening", cool))).isEmpty();
    assertThat(bytes(asked)).startsWith("404");
    assertThat(form(version, Map.of())).map(PieceForms.Form::ordinal).hasValue(1);

    // A newer version of a module does not change what was approved with the old one.
    state(warm, "UPDATED");
    assertThat(form(version, Map.of())).isPresent();

    withdrawing.withdraw(version.id(), "Wrong dose", person("cora.coordinator"));

    assertThat(form(version, Map.of())).isEmpty();
    assertThat(bytes(first)).startsWith("404");
  }

  @Test
  void shouldTellSendersWhichFormsMayBeSentWheneverAModuleMoves() {
    List.of(frame, warm, cool, end).forEach(this::approved);
    AssetVersion version = live(List.of(warm, cool));
    JsonNode published = newestOnFeed(version);
    assertThat(published.path("forms").findValuesAsString("name"))
        .containsExactly("opening: " + warm, "opening: " + cool);
    assertThat(published.at("/forms/1/contentHash").asString())
        .isEqualTo(Sha256.hex(("form with " + cool).getBytes(StandardCharsets.UTF_8)));

    keeping.change(cool, ModuleState.SUSPENDED, "A figure is checked", person("cora.coordinator"));
    JsonNode suspended = newestOnFeed(version);
    keeping.change(cool, ModuleState.APPROVED, "It stands", person("cora.coordinator"));
    JsonNode reinstated = newestOnFeed(version);
    keeping.change(warm, ModuleState.WITHDRAWN, "Wrong", person("cora.coordinator"));
    JsonNode withdrawn = newestOnFeed(version);

    assertThat(suspended.path("state").asString()).isEqualTo("LIVE");
    assertThat(suspended.path("forms").findValuesAsString("name"))
        .containsExactly("opening: " + warm);
    assertThat(reinstated.path("forms").size()).isEqualTo(2);
    assertThat(withdrawn.path("forms").findValuesAsString("name"))
        .containsExactly("opening: " + cool);
    assertThat(List.of(published, suspended, reinstated, withdrawn))
        .extracting(entry -> entry.path("number").asLong())
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(newestOnFeed(live(List.of())).path("forms").isNull()).isTrue();
  }

  private JsonNode newestOnFeed(AssetVersion version) {
    return JsonMapper.shared()
        .readTree(
            jdbc.sql(
                    """
                    select payload from outbox_message where topic = 'approval' and key = :version
                    order by row_id desc limit 1
                    """)
                .param("version", version.id().toString())
                .query(String.class)
                .single());
  }

  @Test
  void shouldOfferNoFormWhoseModuleIsOutOfDateAndTellWhy() {
    List.of(frame, warm, end).forEach(this::approved);
    jdbc.sql(
            """
            insert into content_module_version (module_id, number, state, title, language, content, rules, safety_relevant,
              valid_to, author, created_at, changed_at)
            select id, 1, 'APPROVED', id, 'en-GB', 'words', cast(:rules as jsonb), false, :day, 'cora.coordinator', now(), now()
            from content_module where id = :id
            """)
        .param("id", module(cool))
        .param("rules", NO_RULES)
        .param("day", Date.valueOf(today().minusDays(1)))
        .update();
    AssetVersion version = live(List.of(cool));
    SelectionRequest wish = wish(Map.of());

    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(catalog.select(wish).rejected())
                    .filteredOn(rejected -> rejected.approval().version().equals(version.id()))
                    .extracting(Selection.Rejected::reason)
                    .containsExactly(Selection.MODULES));
    assertThat(form(version, Map.of())).isEmpty();
  }

  /** The form that would be sent of the version, if it may; asked anew and from memory alike. */
  private Optional<PieceForms.Form> form(AssetVersion version, Map<String, String> modules) {
    Selection remembered = catalog.selectRemembered(wish(modules));
    Selection fresh = catalog.select(wish(modules));
    PieceForms.Form known = remembered.forms().get(version.id());
    if (known != null) {
      // Memory may not know of it yet; what it knows is true.
      assertThat(known).isEqualTo(fresh.forms().get(version.id()));
    }
    boolean candidate =
        fresh.candidates().stream().anyMatch(one -> one.version().equals(version.id()));
    assertThat(candidate).isEqualTo(fresh.forms().containsKey(version.id()));
    return Optional.ofNullable(fresh.forms().get(version.id()));
  }

  private static SelectionRequest wish(Map<String, String> modules) {
    return new SelectionRequest(
        "zelvaro", "GB", "en-GB", "EMAIL", "HCP", null, null, List.of(), true, modules);
  }

  private String bytes(PieceForms.Form form) throws IOException, InterruptedException {
    return bytes(form.contentHash());
  }

  /** Status and body. */
  private String bytes(String hash) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/objects/" + hash))
                    .header(
                        "Authorization",
                        "Bearer "
                            + ContentServers.signIn()
                                .client()
                                .signIn(DemoPerson.named("mia.marketer"))
                                .accessToken())
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }

  private String module(String id) {
    jdbc.sql(
            """
            insert into content_module (id, brand_id, kind, created_by, created_at)
            values (:id, 'zelvaro', 'TEXT', 'cora.coordinator', now())
            """)
        .param("id", id)
        .update();
    return id;
  }

  private void approved(String id) {
    jdbc.sql(
            """
            insert into content_module_version (module_id, number, state, title, language, content, rules, safety_relevant,
              author, created_at, changed_at)
            values (:id, 1, 'APPROVED', :id, 'en-GB', 'words', cast(:rules as jsonb), false, 'cora.coordinator', now(), now())
            """)
        .param("id", module(id))
        .param("rules", NO_RULES)
        .update();
  }

  private void state(String module, String state) {
    jdbc.sql("update content_module_version set state = :state where module_id = :id")
        .param("state", state)
        .param("id", module)
        .update();
  }

  /** A live piece with a choice of openings. */
  private AssetVersion live(List<String> openings) {
    AssetVersion version =
        pieces.aVersion(
            AssetId.random(),
            "0.1",
            VersionState.APPROVED,
            "northlight",
            "Modular " + salt,
            List.of("GB"));
    transaction.executeWithoutResult(
        status -> {
          if (!openings.isEmpty()) {
            assemblies.add(assembly(version, openings));
          }
          publishing.goLive(
              version,
              new Approval.Proof(UUID.randomUUID(), clock.instant(), List.of()),
              "T1",
              person("sam.signatory"));
        });
    return version;
  }

  private Assemblies.Assembly assembly(AssetVersion version, List<String> openings) {
    List<Assemblies.Form> forms = new ArrayList<>();
    for (String opening : openings) {
      forms.add(
          new Assemblies.Form(
              forms.size() + 1,
              "opening: " + opening,
              Map.of("opening", opening, "end", end),
              put("form with " + opening)));
    }
    return new Assemblies.Assembly(
        version.id(),
        new AssemblyPlan(
            "Modular",
            "zelvaro",
            "en-GB",
            List.of("GB"),
            List.of("HCP"),
            List.of("EMAIL"),
            frame,
            Map.of("opening", openings, "end", List.of(end))),
        new Assemblies.Part(frame, 1),
        Map.of(
            "opening",
            openings.stream().map(one -> new Assemblies.Part(one, 1)).toList(),
            "end",
            List.of(new Assemblies.Part(end, 1))),
        true,
        forms,
        "anna.agency",
        clock.instant());
  }

  private String put(String html) {
    try {
      return store.put(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8))).sha256();
    } catch (IOException full) {
      throw new java.io.UncheckedIOException(full);
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
