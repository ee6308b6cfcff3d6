package io.medley.seed.document;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.AttributedString;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jcodec.api.SequenceEncoder;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;

/**
 * A short film for the United Kingdom: title cards as H.264, what is said as a track of timed text
 * (ISO/IEC 14496-12 and 3GPP TS 26.245), in an MP4.
 */
public final class LaunchFilm {

  /** How long every card is shown and its words stand below it. */
  public static final int SECONDS_A_CARD = 2;

  private static final int WIDTH = 640;
  private static final int HEIGHT = 352;
  private static final int MARGIN = 40;
  private static final Color TEAL = new Color(0x0B6E75);
  private static final int NUMBER = 40;

  private final List<String> cards;

  private LaunchFilm(ProductTexts texts, Imprint imprint) {
    List<String> said = new ArrayList<>();
    said.add(texts.brandWithInn() + ": a once-daily tablet for adults with essential hypertension");
    said.add(
        "For UK healthcare professionals only. Promotional material from " + texts.company() + ".");
    said.add("Indicated for the " + texts.indication() + ".[1]");
    said.add(
        "In ZEAL-1 (n=812), zelvarostat 10 mg once daily lowered mean seated systolic blood pressure by 12.4 mmHg at week 12 versus 5.1 mmHg with placebo (difference 7.3 mmHg; 95% CI 5.9 to 8.7; p<0.001).[2]");
    said.add(
        "The most frequently reported adverse reactions with zelvarostat were dizziness and headache.[1]");
    said.add("Important safety information");
    said.add(texts.safetyInformation());
    said.add("Adverse event reporting");
    said.add(texts.adverseEventStatement());
    said.add("Prescribing information (Great Britain)");
    said.add(texts.prescribingInformation());
    said.add("Prescribing information online: " + texts.prescribingInformationUrl());
    said.add("References");
    said.addAll(References.first(2));
    said.add(imprint.line("GB"));
    this.cards = List.copyOf(said);
  }

  /**
   * Writes the film.
   *
   * @param run digits that make its job code unique
   * @param prepared month printed as date of preparation
   */
  public static Sample write(Path folder, String run, YearMonth prepared) throws IOException {
    Imprint imprint = new Imprint("GB-ZEL-%s%02d".formatted(run, NUMBER), prepared);
    ProductTexts texts = ProductTexts.of("zelvaro", "GB");
    Files.createDirectories(folder);
    Path file = folder.resolve("launch-film-gb.mp4");
    new LaunchFilm(texts, imprint).write(file);
    return new Sample(
        "launch-film-gb",
        file,
        "Zelvaro launch film: how it works",
        imprint.jobCode(),
        "FILM",
        "GB",
        texts.language(),
        List.of("CLM"),
        "");
  }

  private void write(Path file) throws IOException {
    SequenceEncoder encoder = SequenceEncoder.createSequenceEncoder(file.toFile(), 1);
    Font font = font();
    for (String card : cards) {
      Picture picture = card(card, font);
      for (int second = 0; second < SECONDS_A_CARD; second++) {
        encoder.encodeNativeFrame(picture);
      }
    }
    encoder.finish();
    Files.write(file, withWords(Files.readAllBytes(file)));
  }

  private static Font font() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            PDDocument.class.getResourceAsStream(
                "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf"))) {
      return Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(24f);
    } catch (FontFormatException damaged) {
      throw new IOException(damaged);
    }
  }

  private static Picture card(String words, Font font) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    canvas.setColor(TEAL);
    canvas.fillRect(0, 0, WIDTH, HEIGHT);
    canvas.setColor(Color.WHITE);
    LineBreakMeasurer lines =
        new LineBreakMeasurer(
            new AttributedString(words, Map.of(TextAttribute.FONT, font)).getIterator(),
            canvas.getFontRenderContext());
    float y = MARGIN;
    while (lines.getPosition() < words.length() && y < HEIGHT - MARGIN) {
      TextLayout line = lines.nextLayout(WIDTH - 2f * MARGIN);
      y += line.getAscent();
      line.draw(canvas, MARGIN, y);
      y += line.getDescent() + line.getLeading() + 4;
    }
    canvas.dispose();
    Picture picture = Picture.create(WIDTH, HEIGHT, ColorSpace.RGB);
    byte[] bytes = picture.getPlaneData(0);
    int at = 0;
    for (int pixel : image.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH)) {
      // The encoder counts brightness from -128.
      bytes[at++] = (byte) ((pixel >> 16 & 255) - 128);
      bytes[at++] = (byte) ((pixel >> 8 & 255) - 128);
      bytes[at++] = (byte) ((pixel & 255) - 128);
    }
    return picture;
  }

  /** The words' bytes go before the index, which the encoder wrote last, their track into it. */
  private byte[] withWords(byte[] film) {
    int index = indexAt(film);
    List<byte[]> samples = cards.stream().map(LaunchFilm::sample).toList();
    byte[] words = box("mdat", join(samples.toArray(byte[][]::new)));
    byte[] track = track(samples, index + 8);
    byte[] grown = join(Arrays.copyOfRange(film, index, film.length), track);
    ByteBuffer.wrap(grown).putInt(0, grown.length);
    return join(Arrays.copyOf(film, index), words, grown);
  }

  private static int indexAt(byte[] film) {
    ByteBuffer boxes = ByteBuffer.wrap(film);
    int at = 0;
    while (!new String(film, at + 4, 4, StandardCharsets.ISO_8859_1).equals("moov")) {
      // A size of 1 says that the size stands behind the name, in 64 bits.
      at += boxes.getInt(at) == 1 ? (int) boxes.getLong(at + 8) : boxes.getInt(at);
    }
    return at;
  }

  private static byte[] sample(String words) {
    byte[] text = words.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + text.length).putShort((short) text.length).put(text).array();
  }

  private static byte[] track(List<byte[]> samples, int offset) {
    int length = samples.size() * SECONDS_A_CARD * 1_000;
    byte[] head = new byte[84];
    ByteBuffer.wrap(head)
        .putInt(0, 7)
        .putInt(12, 2)
        .putInt(20, length)
        .putInt(40, 1 << 16)
        .putInt(56, 1 << 16)
        .putInt(72, 1 << 30);
    byte[] media = new byte[24];
    ByteBuffer.wrap(media)
        .putInt(12, 1_000)
        .putInt(16, length)
        .putShort(20, (short) (('e' - 96) << 10 | ('n' - 96) << 5 | ('g' - 96)));
    byte[] handler = new byte[25];
    System.arraycopy("sbtl".getBytes(StandardCharsets.ISO_8859_1), 0, handler, 8, 4);
    byte[] look = new byte[38];
    ByteBuffer.wrap(look).putShort(6, (short) 1);
    int[] sizes = new int[3 + samples.size()];
    sizes[2] = samples.size();
    for (int i = 0; i < samples.size(); i++) {
      sizes[3 + i] = samples.get(i).length;
    }
    byte[] table =
        box(
            "stbl",
            box("stsd", ints(0, 1), box("tx3g", look)),
            box("stts", ints(0, 1, samples.size(), SECONDS_A_CARD * 1_000)),
            box("stsc", ints(0, 1, 1, samples.size(), 1)),
            box("stsz", ints(sizes)),
            box("stco", ints(0, 1, offset)));
    byte[] information =
        box(
            "minf",
            box("nmhd", ints(0)),
            box("dinf", box("dref", ints(0, 1), box("url ", ints(1)))),
            table);
    return box(
        "trak",
        box("tkhd", head),
        box("mdia", box("mdhd", media), box("hdlr", handler), information));
  }

  private static byte[] ints(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * values.length);
    for (int value : values) {
      buffer.putInt(value);
    }
    return buffer.array();
  }

  private static byte[] box(String name, byte[]... parts) {
    byte[] content = join(parts);
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(name.getBytes(StandardCharsets.ISO_8859_1))
        .put(content)
        .array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
