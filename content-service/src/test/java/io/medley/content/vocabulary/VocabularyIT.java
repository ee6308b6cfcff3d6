package io.medley.content.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.RunningContentService;
import io.medley.content.RunningContentService.Answer;
import io.medley.platform.command.ServiceCommands;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Words are edited as data: by coordinators, with synonyms, audited. */
class VocabularyIT {

  private static final RunningContentService SERVICE = RunningContentService.get();

  private final String code =
      "T" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

  @Test
  void shouldAddAndChangeATermAndAuditIt() {
    Answer added = put("cora.coordinator", "tone", code, "Calm " + code, List.of("gentle " + code));
    Answer changed = put("cora.coordinator", "tone", code, "Calmer " + code, List.of());

    assertThat(added.status()).as(added.body().toString()).isEqualTo(200);
    assertThat(changed.body().path("label").asString()).isEqualTo("Calmer " + code);
    assertThat(changed.body().path("rowVersion").asInt()).isEqualTo(2);
    assertThat(
            SERVICE
                .bean(JdbcClient.class)
                .sql(
                    "select action from audit_entry where aggregate_type = 'vocabulary' and facts ->> 'code' = :code order by sequence")
                .param("code", code)
                .query(String.class)
                .list())
        .containsExactly("term-added", "term-changed");
    assertThat(SERVICE.bean(ServiceCommands.class).verifyAudit(false)).isZero();
  }

  @Test
  void shouldRefuseAWordThatStandsForAnotherTerm() {
    Answer refused =
        put("cora.coordinator", "channel", code, "Mine " + code, List.of("newsletter"));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("type").asString()).endsWith(":term-word-taken");
    assertThat(refused.body().path("takenBy").asString()).isEqualTo("EMAIL");
  }

  @Test
  void shouldSayWhatIsWrongWithATerm() {
    assertThat(put("cora.coordinator", "tone", "not-a-code", "Words", List.of()).status())
        .isEqualTo(422);
    assertThat(
            put("cora.coordinator", "material-subtype", code, "Words " + code, List.of()).status())
        .isEqualTo(422);
    assertThat(put("cora.coordinator", "no-such", code, "Words", List.of()).status())
        .isEqualTo(404);
  }

  @Test
  void shouldLetOnlyTheHouseChangeWords() {
    assertThat(put("anna.agency", "tone", code, "Agency " + code, List.of()).status())
        .isEqualTo(403);
    assertThat(SERVICE.get("anna.agency", "/api/vocabularies/tone").status()).isEqualTo(200);
  }

  private static Answer put(
      String person, String vocabulary, String code, String label, List<String> aliases) {
    return SERVICE.put(
        person,
        "/api/vocabularies/" + vocabulary + "/" + code,
        Map.of("label", label, "aliases", aliases));
  }
}
