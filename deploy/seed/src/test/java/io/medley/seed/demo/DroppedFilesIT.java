package io.medley.seed.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.medley.seed.document.SampleDocuments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several files dropped at once, and a connection that goes away in the middle. */
class DroppedFilesIT {

  private static final double PATIENCE_MILLIS = Duration.ofMinutes(2).toMillis();

  private static final String DROP =
      """
      (form, files) => {
        const transfer = new DataTransfer();
        files.forEach((file) => transfer.items.add(
          new File([Uint8Array.from(atob(file.content), (one) => one.charCodeAt(0))], file.name)));
        form.dispatchEvent(
          new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: transfer}));
      }
      """;

  /** Offsets of the pieces that reached the service, by upload. */
  private final Map<String, List<Long>> arrived = new HashMap<>();

  private int pieces;
  private boolean away;
  private boolean back;

  @TempDir private Path folder;

  @Test
  void shouldGoOnWhereItStoppedWhenTheConnectionComesBack() throws IOException {
    FullStack stack = FullStack.running();
    SampleDocuments samples =
        new SampleDocuments(
            folder,
            String.valueOf(ThreadLocalRandom.current().nextInt(10_000, 99_999)),
            YearMonth.now(ZoneOffset.UTC));
    Path aid = samples.detailAid().file();
    Path deck = samples.launchDeck().file();
    Path leaflet = samples.leaflet().file();
    try (Chromium chromium = new Chromium()) {
      Page page = chromium.window();
      stack.open(page, "content", "/upload", "anna.agency");
      page.route(Pattern.compile("/upload/resumable"), this::untilTheFifthPiece);
      Locator form = page.locator("form[data-drop]");
      form.evaluate(
          "(form, piece) => { form.dataset.piece = piece; }",
          (int) Math.min(Files.size(aid), Files.size(deck)) / 5);

      drop(form, aid, deck);

      for (Path sent : List.of(aid, deck)) {
        assertThat(row(page, sent)).containsText("are safe. The connection broke; trying again");
        assertThat(Double.parseDouble(row(page, sent).locator("progress").getAttribute("value")))
            .isBetween(1.0, 99.0);
      }
      page.context().setOffline(true);
      drop(form, leaflet);
      assertThat(row(page, leaflet)).containsText("There is no connection. It begins by itself");

      back = true;
      page.context().setOffline(false);

      for (Path sent : List.of(aid, deck, leaflet)) {
        assertThat(row(page, sent))
            .containsText(
                "Taken in",
                new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        String tags = row(page, sent).locator("a.button").getAttribute("href");
        String version = tags.replaceAll(".*/versions/([0-9a-f-]{36})/.*", "$1");
        assertThat(
                stack
                    .content("anna.agency")
                    .get("/api/versions/" + version)
                    .path("contentHash")
                    .asString())
            .isEqualTo(sha256(sent));
      }
      assertThat(arrived).hasSize(3);
      assertThat(arrived.values())
          .allSatisfy(
              offsets -> assertThat(offsets).startsWith(0L).isSorted().doesNotHaveDuplicates());
    }
  }

  /** The fifth piece of all and everything after it is lost, until the connection is back. */
  private void untilTheFifthPiece(Route route) {
    boolean piece = route.request().method().equals("PATCH");
    if (piece) {
      pieces++;
      away = away || pieces == 5;
    }
    if (away && !back) {
      route.abort("connectionreset");
      return;
    }
    if (piece) {
      arrived
          .computeIfAbsent(route.request().url(), upload -> new ArrayList<>())
          .add(Long.valueOf(route.request().headerValue("upload-offset")));
    }
    route.resume();
  }

  private static void drop(Locator form, Path... files) {
    form.evaluate(
        DROP,
        Stream.of(files)
            .map(
                file ->
                    Map.of(
                        "name", file.getFileName().toString(),
                        "content", Base64.getEncoder().encodeToString(bytes(file))))
            .toList());
  }

  private static Locator row(Page page, Path file) {
    return page.locator("#uploads li")
        .filter(new Locator.FilterOptions().setHasText(file.getFileName().toString()));
  }

  private static String sha256(Path file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(file)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
