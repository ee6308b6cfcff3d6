package io.medley.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.platform.signing.CanonicalJson;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditEntryTest {

  @Test
  void shouldHashTheCanonicalFormOfEverythingElse() {
    Instant at = Instant.parse("2026-11-25T18:00:00.120Z");
    Map<String, Object> facts =
        Map.of("reason", "“quoted” \"and\\ \u0001 escaped\n", "list", List.of(1, 2.5, true));
    Map<String, Object> actor = Map.of("id", "anna", "name", "Änna \ud83d\ude00");
    Map<String, Object> whole = new HashMap<>();
    whole.put("aggregateType", "piece");
    whole.put("aggregateId", "a \"b\"\u0000");
    whole.put("sequence", 9_007_199_254_740_991L);
    whole.put("action", "said\tso");
    whole.put("actor", actor);
    whole.put("facts", facts);
    whole.put("at", at.toString());
    whole.put("recordedAt", at.plusNanos(1_000).toString());
    whole.put("previousHash", AuditEntry.FIRST);

    AuditEntry entry =
        AuditEntry.chained(
            "piece",
            "a \"b\"\u0000",
            9_007_199_254_740_991L,
            "said\tso",
            CanonicalJson.text(actor),
            CanonicalJson.text(facts),
            at,
            at.plusNanos(1_000),
            AuditEntry.FIRST);

    assertThat(entry.hash()).isEqualTo(CanonicalJson.sha256(whole));
  }
}
