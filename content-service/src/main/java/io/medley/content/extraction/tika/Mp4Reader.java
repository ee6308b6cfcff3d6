package io.medley.content.extraction.tika;

import io.medley.content.extraction.Details.Cue;
import io.medley.content.extraction.Details.Picture;
import io.medley.content.extraction.ExtractedFile.SectionKind;
import io.medley.content.extraction.FileRefused.Reason;
import io.medley.content.extraction.tika.VideoPoster.Fragment;
import io.medley.content.extraction.tika.VideoPoster.Place;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads MP4 box by box, without holding it: how long and how large it is, what tracks it has, and
 * the words of its subtitles with their times (3GPP timed text and WebVTT in MP4).
 */
final class Mp4Reader implements DocumentReader {

  private static final int LARGEST_INDEX = 64 << 20;
  private static final int LARGEST_FRAGMENT_HEAD = 4 << 20;
  private static final int FRAGMENTS_NOTED = 20;
  private static final int MOST_SAMPLES = 50_000;
  private static final String XMP = "be7acfcb97a942e89c71999491e3afac";

  @Override
  public void read(Path file, Reading reading) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      List<Fragment> fragments = new ArrayList<>();
      byte[] index = index(in, fragments, reading);
      Mp4Box moov = new Mp4Box("moov", ByteBuffer.wrap(index));
      moov.child("mvhd").ifPresent(header -> duration(header, reading));
      int section = 0;
      int videos = 0;
      int sounds = 0;
      for (Mp4Box track : moov.children()) {
        if (!track.type().equals("trak")) {
          continue;
        }
        String kind = kind(track);
        switch (kind) {
          case "vide" -> {
            videos++;
            size(track, reading);
          }
          case "soun" -> sounds++;
          case "text", "sbtl", "subt", "clcp" -> {
            section++;
            subtitles(in, track, section, reading);
          }
          default -> {}
        }
      }
      if (videos == 0) {
        throw new Refused(
            Reason.TYPE_NOT_ALLOWED,
            "The file holds sound but no picture; sound alone is not reviewed here. Send the"
                + " video.");
      }
      reading.property("videoTracks", String.valueOf(videos));
      reading.property("audioTracks", String.valueOf(sounds));
      reading.property("subtitleTracks", String.valueOf(section));
      if (section == 0) {
        reading.section(SectionKind.SECTION, 1, "Video", "", List.of());
      }
      reading.picture(new Picture(1, 0, "video", ""));
      VideoPoster.draw(in, moov, fragments, reading);
    }
  }

  private static byte[] index(RandomAccessFile in, List<Fragment> fragments, Reading reading)
      throws IOException {
    byte[] index = null;
    boolean content = false;
    long at = 0;
    while (at + 8 <= in.length()) {
      in.seek(at);
      long size = Integer.toUnsignedLong(in.readInt());
      byte[] name = new byte[4];
      in.readFully(name);
      String type = new String(name, StandardCharsets.ISO_8859_1);
      long head = 8;
      if (size == 1) {
        size = in.readLong();
        head = 16;
      } else if (size == 0) {
        size = in.length() - at;
      }
      if (size < head || !type.matches("[\\x20-\\x7e\\u00a9]{4}")) {
        throw new IOException("not a box at " + at);
      }
      if (at + size > in.length()) {
        throw cutShort();
      }
      switch (type) {
        case "moov" -> {
          if (size - head > LARGEST_INDEX) {
            throw new Refused(
                Reason.EXTRACTION_LIMIT,
                "The video's index has more than %d MB; export it again with usual settings."
                    .formatted(LARGEST_INDEX >> 20));
          }
          index = new byte[(int) (size - head)];
          in.seek(at + head);
          in.readFully(index);
        }
        case "mdat" -> content = true;
        case "moof" -> {
          content = true;
          if (fragments.size() < FRAGMENTS_NOTED && size - head <= LARGEST_FRAGMENT_HEAD) {
            byte[] fragment = new byte[(int) (size - head)];
            in.seek(at + head);
            in.readFully(fragment);
            fragments.add(new Fragment(at, new Mp4Box("moof", ByteBuffer.wrap(fragment))));
          }
        }
        case "uuid" -> xmp(in, at + head, size - head, reading);
        default -> {}
      }
      at += size;
    }
    if (index == null || !content) {
      throw cutShort();
    }
    return index;
  }

  private static Refused cutShort() {
    return new Refused(
        Reason.TRUNCATED,
        "The video was cut short: its end or its index is missing. Send it again, or export it"
            + " again and send that.");
  }

  private static void xmp(RandomAccessFile in, long at, long size, Reading reading)
      throws IOException {
    if (size > 16 && size < (1 << 20)) {
      byte[] box = new byte[(int) size];
      in.seek(at);
      in.readFully(box);
      String id = java.util.HexFormat.of().formatHex(box, 0, 16);
      if (id.equals(XMP)) {
        XmpPacket.read(java.util.Arrays.copyOfRange(box, 16, box.length), reading);
      }
    }
  }

  private static void duration(Mp4Box header, Reading reading) {
    ByteBuffer data = header.data().duplicate();
    boolean wide = data.get(0) == 1;
    long scale = Integer.toUnsignedLong(data.getInt(wide ? 20 : 12));
    long length = wide ? data.getLong(24) : Integer.toUnsignedLong(data.getInt(16));
    if (scale > 0) {
      reading.property("durationSeconds", String.valueOf(Math.round(length * 10d / scale) / 10d));
    }
  }

  private static void size(Mp4Box track, Reading reading) {
    track
        .child("tkhd")
        .ifPresent(
            header -> {
              int at = header.data().get(0) == 1 ? 88 : 76;
              if (header.data().limit() >= at + 8) {
                reading.property("width", String.valueOf(header.data().getInt(at) >>> 16));
                reading.property("height", String.valueOf(header.data().getInt(at + 4) >>> 16));
              }
            });
    track
        .at("mdia", "minf", "stbl", "stsd")
        .filter(table -> table.data().limit() >= 16)
        .ifPresent(
            table -> {
              byte[] codec = new byte[4];
              table.data().get(12, codec);
              reading.property("videoCodec", new String(codec, StandardCharsets.ISO_8859_1));
            });
  }

  private static String kind(Mp4Box track) {
    return track
        .at("mdia", "hdlr")
        .filter(handler -> handler.data().limit() >= 12)
        .map(
            handler -> {
              byte[] kind = new byte[4];
              handler.data().get(8, kind);
              return new String(kind, StandardCharsets.ISO_8859_1);
            })
        .orElse("");
  }

  private static void subtitles(RandomAccessFile in, Mp4Box track, int section, Reading reading)
      throws IOException {
    StringBuilder text = new StringBuilder();
    String language = "";
    Optional<Mp4Box> media = track.at("mdia", "mdhd");
    long scale = 1_000;
    if (media.isPresent()) {
      ByteBuffer data = media.get().data();
      boolean wide = data.get(0) == 1;
      scale = Math.max(1, Integer.toUnsignedLong(data.getInt(wide ? 20 : 12)));
      int code = data.getShort(wide ? 32 : 20);
      language =
          ""
              + (char) (96 + (code >> 10 & 31))
              + (char) (96 + (code >> 5 & 31))
              + (char) (96 + (code & 31));
    }
    long time = 0;
    for (Sample sample : samples(track)) {
      String words = sample.place().size() > 65_536 ? "" : words(in, sample.place());
      if (!words.isBlank()) {
        int start = text.length();
        text.append(words.strip());
        reading.cue(
            new Cue(
                section,
                start,
                text.length(),
                time * 1_000 / scale,
                (time + sample.duration()) * 1_000 / scale));
        text.append('\n');
      }
      time += sample.duration();
    }
    reading.section(
        SectionKind.SECTION, section, "Subtitles (" + language + ")", text.toString(), List.of());
  }

  private record Sample(Place place, long duration) {}

  private static List<Sample> samples(Mp4Box track) {
    Optional<Mp4Box> times = track.at("mdia", "minf", "stbl", "stts");
    if (times.isEmpty()) {
      return List.of();
    }
    List<Long> durations = new ArrayList<>();
    ByteBuffer clock = times.get().data();
    for (int i = 0; i < clock.getInt(4) && durations.size() < MOST_SAMPLES; i++) {
      for (int j = 0; j < clock.getInt(8 + 8 * i) && durations.size() < MOST_SAMPLES; j++) {
        durations.add(Integer.toUnsignedLong(clock.getInt(12 + 8 * i)));
      }
    }
    List<Sample> samples = new ArrayList<>();
    for (Place place : Mp4Samples.places(track, MOST_SAMPLES)) {
      int number = samples.size();
      samples.add(new Sample(place, number < durations.size() ? durations.get(number) : 0));
    }
    return samples;
  }

  private static String words(RandomAccessFile in, Place sample) throws IOException {
    if (sample.size() < 2 || sample.offset() + sample.size() > in.length()) {
      return "";
    }
    byte[] bytes = new byte[sample.size()];
    in.seek(sample.offset());
    in.readFully(bytes);
    ByteBuffer data = ByteBuffer.wrap(bytes);
    if (bytes.length > 8 && new String(bytes, 4, 3, StandardCharsets.ISO_8859_1).equals("vtt")) {
      StringBuilder words = new StringBuilder();
      for (Mp4Box cue : new Mp4Box("", data).children()) {
        cue.child("payl")
            .ifPresent(
                payload ->
                    words
                        .append(StandardCharsets.UTF_8.decode(payload.data().duplicate()))
                        .append('\n'));
      }
      return words.toString().replaceAll("<[^>]*>", "");
    }
    int length = Math.min(Short.toUnsignedInt(data.getShort(0)), bytes.length - 2);
    return new String(bytes, 2, length, StandardCharsets.UTF_8);
  }
}
