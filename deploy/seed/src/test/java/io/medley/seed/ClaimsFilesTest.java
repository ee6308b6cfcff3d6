package io.medley.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ClaimsFilesTest {

  @TempDir private Path folder;

  @Test
  void shouldQuoteOnlyWhatTheReferencesSay() throws IOException {
    Map<String, String> texts = new HashMap<>();
    for (String reference : ClaimsFiles.REFERENCES) {
      texts.put(
          reference,
          Jsoup.parse(Files.readString(ClaimsFiles.reference(reference, folder))).text());
    }

    for (JsonNode claim : ClaimsFiles.claims()) {
      for (JsonNode support : claim.path("supports")) {
        assertThat(texts.get(support.path("referenceId").asString()))
            .as(claim.path("id").asString())
            .contains(support.path("quote").asString());
      }
    }
  }

  @Test
  void shouldSeedClaimsThatTheSampleMailsMake() throws IOException {
    String mails;
    try (var in = ClaimsFilesTest.class.getResourceAsStream("/seed/email/wording.json")) {
      assertThat(in).isNotNull();
      mails = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("\\[\\d]", "");
    }
    long made = 0;
    for (JsonNode claim : ClaimsFiles.claims()) {
      for (JsonNode wording : claim.path("wordings")) {
        made += mails.contains(wording.path("text").asString()) ? 1 : 0;
      }
    }

    assertThat(made).isGreaterThanOrEqualTo(10);
  }
}
