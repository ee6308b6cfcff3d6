package io.medley.content.asset.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.RunningContentService;
import io.medley.content.RunningContentService.Answer;
import io.medley.content.SampleFiles;
import io.medley.content.asset.Renditions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class RenditionIT {

  private static final RunningContentService SERVICE = RunningContentService.get();

  @Test
  void shouldServeThumbnailsOfPages() throws IOException {
    String id = upload("aid.pdf", SampleFiles.pdf(List.of(List.of("One", "Two"), List.of("x"))));

    BufferedImage thumbnail = image("/api/versions/" + id + "/pages/2/thumbnail.png");

    assertThat(thumbnail.getWidth()).isEqualTo(320);
    assertThat(
            SERVICE.get("anna.agency", "/api/versions/" + id + "/pages/3/thumbnail.png").status())
        .isEqualTo(404);
    assertThat(SERVICE.get("anna.agency", "/api/versions/" + id + "/media").status())
        .isEqualTo(404);
  }

  @Test
  void shouldServeSmallerVariantsOfAPicture() throws IOException {
    String id = upload("banner.png", SampleFiles.png(1_500, 300));

    assertThat(image("/api/versions/" + id + "/variants/640").getHeight()).isEqualTo(128);
    assertThat(image("/api/versions/" + id + "/variants/1280").getWidth()).isEqualTo(1_280);
  }

  @Test
  void shouldSayWhatWasReadWithItsLooks() {
    String id =
        upload(
            "mail.html",
            "<html><body><p style='font-size:10px'>Small</p></body></html>"
                .getBytes(StandardCharsets.UTF_8));

    assertThat(
            SERVICE
                .get("anna.agency", "/api/versions/" + id + "/extraction")
                .body()
                .path("details")
                .path("styles")
                .get(0)
                .path("points")
                .asDouble())
        .isEqualTo(7.5);
  }

  @Test
  void shouldServeSubtitlesInParts() throws IOException, InterruptedException {
    byte[] vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n".getBytes(StandardCharsets.UTF_8);
    Answer uploaded = SERVICE.upload("anna.agency", "film.vtt", vtt, Map.of());
    String id = uploaded.body().path("versionId").asString();
    assertThat(uploaded.body().path("suggestions").toString())
        .as("what it is, is told by its kind")
        .contains("\"value\":\"FILM\"");

    Answer part = SERVICE.get("anna.agency", "/api/versions/" + id + "/media", "bytes=0-5");

    assertThat(part.status()).isEqualTo(206);
    assertThat(new String(part.response().body(), StandardCharsets.UTF_8)).isEqualTo("WEBVTT");
  }

  /** Reading and rendering the same bytes again would cost seconds and bring nothing. */
  @Test
  void shouldMakeRenditionsOncePerContent() {
    byte[] pdf = SampleFiles.pdf(List.of(List.of("Once " + System.nanoTime(), "Two")));
    String first = upload("a.pdf", pdf);
    String hash = hash(first);

    String second = upload("b.pdf", pdf);

    assertThat(hash(second)).isEqualTo(hash);
    assertThat(SERVICE.bean(Renditions.class).findCurrent(hash)).isPresent();
    Answer disguised = SERVICE.upload("anna.agency", "b.docx", pdf, Map.of());
    assertThat(disguised.body().path("reason").asString()).isEqualTo("DISGUISED");
  }

  private static String hash(String id) {
    return SERVICE.get("anna.agency", "/api/versions/" + id).body().path("contentHash").asString();
  }

  private static String upload(String name, byte[] file) {
    Answer uploaded = SERVICE.upload("anna.agency", name, file, Map.of());
    assertThat(uploaded.status()).as(uploaded.body().toString()).isEqualTo(201);
    return uploaded.body().path("versionId").asString();
  }

  private static BufferedImage image(String path) throws IOException {
    Answer answer = SERVICE.get("anna.agency", path);
    assertThat(answer.status()).isEqualTo(200);
    return ImageIO.read(new ByteArrayInputStream(answer.response().body()));
  }
}
