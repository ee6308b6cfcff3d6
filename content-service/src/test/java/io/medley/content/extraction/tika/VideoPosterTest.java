package io.medley.content.extraction.tika;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.extraction.ContentFormat;
import io.medley.content.extraction.Details.Rendition;
import io.medley.content.extraction.Details.RenditionKind;
import io.medley.content.extraction.ExtractedFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jcodec.api.SequenceEncoder;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The picture that stands for a video shows what the video shows, and never costs the video. */
class VideoPosterTest {

  @TempDir Path folder;

  /** As a browser's own encoder writes it: high profile, in fragments, colours of known places. */
  @Test
  void shouldShowTheFirstKeyFrameOfAFragmentedVideoInItsColours() throws IOException {
    BufferedImage poster = poster(recorded()).orElseThrow();

    assertThat(poster.getWidth()).isEqualTo(320);
    assertThat(poster.getHeight()).isEqualTo(180);
    assertColour(poster, 40, 40, 0, 0, 200);
    assertColour(poster, 250, 40, 200, 0, 0);
    assertColour(poster, 250, 140, 0, 0, 200);
  }

  @Test
  void shouldPassOverAKeyFrameThatIsOnePlainColour() throws IOException {
    Path video = folder.resolve("fade-in.mp4");
    SequenceEncoder encoder = SequenceEncoder.createSequenceEncoder(video.toFile(), 25);
    for (int i = 0; i < 60; i++) {
      // The encoder makes every 25th frame a key frame; the first is black.
      encoder.encodeNativeFrame(
          i < 20 ? halves((byte) 0, (byte) 0) : halves((byte) 30, (byte) 220));
    }
    encoder.finish();

    BufferedImage poster = poster(Files.readAllBytes(video)).orElseThrow();

    assertThat(brightness(poster, 20, 60)).isLessThan(60);
    assertThat(brightness(poster, 140, 60)).isGreaterThan(180);
  }

  @Test
  void shouldPreferTheCoverItsMakerChose() throws IOException {
    byte[] video = recorded();
    BufferedImage cover = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);
    cover.createGraphics().fillRect(0, 0, 200, 100);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(cover, "png", png);

    BufferedImage poster = poster(withCover(video, png.toByteArray())).orElseThrow();

    assertThat(poster.getWidth()).isEqualTo(200);
    assertThat(brightness(poster, 100, 50)).isGreaterThan(250);
  }

  @Test
  void shouldTakeAVideoWithADamagedStreamWithoutAPoster() throws IOException {
    byte[] video = recorded();
    int content = indexOf(video, "mdat");
    int size = ByteBuffer.wrap(video).getInt(content - 4);
    Arrays.fill(video, content + 4, content - 4 + size, (byte) 0x55);

    assertThat(read(video).format()).isEqualTo("video/mp4");
    assertThat(poster(Packed.video("Ask your doctor"))).isEmpty();
  }

  private Optional<BufferedImage> poster(byte[] video) throws IOException {
    ExtractedFile file = read(video);
    Optional<Rendition> poster =
        file.details().renditions().stream()
            .filter(rendition -> rendition.kind() == RenditionKind.POSTER)
            .findFirst();
    return poster.isEmpty()
        ? Optional.empty()
        : Optional.of(ImageIO.read(folder.resolve(poster.get().file()).toFile()));
  }

  private ExtractedFile read(byte[] video) throws IOException {
    Path file = Files.write(folder.resolve("film.mp4"), video);
    Reading reading = new Reading(ReadersTest.LIMITS, folder);
    new Mp4Reader().read(file, reading);
    return reading.as(ContentFormat.MP4);
  }

  private static byte[] recorded() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            VideoPosterTest.class.getResourceAsStream("/video/high-profile-fragmented.mp4"))) {
      return in.readAllBytes();
    }
  }

  private static Picture halves(byte left, byte right) {
    Picture picture = Picture.create(160, 112, ColorSpace.RGB);
    for (int y = 0; y < 112; y++) {
      for (int x = 0; x < 160; x++) {
        for (int c = 0; c < 3; c++) {
          picture.getPlaneData(0)[(y * 160 + x) * 3 + c] =
              (byte) ((x < 80 ? left : right & 255) - 128);
        }
      }
    }
    return picture;
  }

  private static byte[] withCover(byte[] video, byte[] png) {
    byte[] data = box("data", concat(new byte[] {0, 0, 0, 14, 0, 0, 0, 0}, png));
    byte[] meta = box("meta", concat(new byte[4], box("ilst", box("covr", data))));
    byte[] added = box("udta", meta);
    int at = indexOf(video, "moov") - 4;
    int size = ByteBuffer.wrap(video).getInt(at);
    byte[] grown =
        concat(
            concat(Arrays.copyOf(video, at + size), added),
            Arrays.copyOfRange(video, at + size, video.length));
    ByteBuffer.wrap(grown).putInt(at, size + added.length);
    return grown;
  }

  private static byte[] box(String name, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(name.getBytes(StandardCharsets.ISO_8859_1))
        .put(content)
        .array();
  }

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static int indexOf(byte[] bytes, String name) {
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(name);
    assertThat(at).isPositive();
    return at;
  }

  private static int brightness(BufferedImage image, int x, int y) {
    int colour = image.getRGB(x, y);
    return ((colour >> 16 & 255) + (colour >> 8 & 255) + (colour & 255)) / 3;
  }

  private static void assertColour(
      BufferedImage image, int x, int y, int red, int green, int blue) {
    int colour = image.getRGB(x, y);
    assertThat(Math.abs((colour >> 16 & 255) - red)).as("red at %d,%d", x, y).isLessThan(25);
    assertThat(Math.abs((colour >> 8 & 255) - green)).as("green at %d,%d", x, y).isLessThan(25);
    assertThat(Math.abs((colour & 255) - blue)).as("blue at %d,%d", x, y).isLessThan(25);
  }
}
