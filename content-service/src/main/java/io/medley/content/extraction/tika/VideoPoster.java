package io.medley.content.extraction.tika;

import io.medley.content.extraction.Details.RenditionKind;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jcodec.codecs.h264.H264Decoder;
import org.jcodec.codecs.h264.H264Utils;
import org.jcodec.codecs.h264.io.model.SeqParameterSet;
import org.jcodec.codecs.h264.mp4.AvcCBox;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;
import org.jspecify.annotations.Nullable;

/**
 * A picture that stands for a video: the cover its maker put into it, or else its first key frame
 * that shows something. Key frames are decoded for H.264 (progressive, 8 bit, 4:2:0), which is what
 * agencies send; of other codings there is no picture (ADR 7). A video without a poster is as good
 * a video: nothing here ever refuses a file.
 */
final class VideoPoster {

  private static final int POSTER_WIDTH = 1_280;
  private static final int THUMBNAIL_WIDTH = 320;
  private static final int LARGEST_KEY_FRAME = 8 << 20;
  private static final int LARGEST_COVER = 16 << 20;
  private static final long MOST_PIXELS = 4_096L * 2_304;
  private static final int KEY_FRAMES_TRIED = 5;
  private static final int SECONDS = 8;

  // ITU-T H.264, 7.4.1: importance 3, kind 7 and 8; 5 is a key frame's slice.
  private static final int SEQUENCE_SETTINGS = 0x67;
  private static final int PICTURE_SETTINGS = 0x68;
  private static final int KEY_SLICE = 5;

  /** Mean deviation of brightness below which a frame is a plain colour. */
  private static final double PLAIN = 4;

  private static volatile @Nullable Thread drawer;

  /** Where the bytes of a frame stand in the file. */
  record Place(long offset, int size) {}

  private VideoPoster() {}

  /**
   * Makes poster and thumbnail.
   *
   * @param index the file's index, {@code moov}
   * @param fragments the heads of its fragments, {@code moof}, with their place in the file
   */
  static void draw(RandomAccessFile in, Mp4Box index, List<Fragment> fragments, Reading reading)
      throws IOException {
    BufferedImage picture = inTime(in, index, fragments);
    if (picture != null) {
      reading.rendition(RenditionKind.POSTER, 1, Scaling.toWidth(picture, POSTER_WIDTH), "jpg");
      reading.rendition(
          RenditionKind.THUMBNAIL, 1, Scaling.toWidth(picture, THUMBNAIL_WIDTH), "png");
    }
  }

  /** The head of a fragment and where it begins in the file. */
  record Fragment(long offset, Mp4Box head) {}

  /** Whether a decoder that was given up has not noticed. */
  static boolean isStillDrawing() {
    Thread latest = drawer;
    return latest != null && latest.isAlive();
  }

  /** A decoder of others may fail or loop over a strange stream; that costs the poster only. */
  private static @Nullable BufferedImage inTime(
      RandomAccessFile in, Mp4Box index, List<Fragment> fragments) {
    FutureTask<@Nullable BufferedImage> drawing =
        new FutureTask<>(() -> picture(in, index, fragments));
    Thread thread = Thread.ofPlatform().daemon().name("video-poster").start(drawing);
    drawer = thread;
    try {
      return drawing.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException none) {
      System.err.println("No poster: " + none);
      thread.interrupt();
      return null;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static @Nullable BufferedImage picture(
      RandomAccessFile in, Mp4Box index, List<Fragment> fragments) throws IOException {
    BufferedImage cover = cover(index);
    if (cover != null) {
      return cover;
    }
    for (Mp4Box track : index.children()) {
      Optional<ByteBuffer> settings =
          track.type().equals("trak") ? settings(track) : Optional.empty();
      if (settings.isPresent()) {
        List<Place> keyFrames =
            fragments.isEmpty() ? keyFrames(track) : firstFrames(track, fragments);
        return firstThatShowsSomething(in, settings.get(), keyFrames);
      }
    }
    return null;
  }

  private static @Nullable BufferedImage cover(Mp4Box index) throws IOException {
    Optional<Mp4Box> list =
        index
            .at("udta", "meta")
            // The box has a head of four bytes, except in files of some old programs.
            .flatMap(
                meta ->
                    java.util.stream.Stream.concat(
                            meta.children(4).stream(), meta.children().stream())
                        .filter(box -> box.type().equals("ilst"))
                        .findFirst());
    Optional<Mp4Box> data = list.flatMap(entries -> entries.at("covr", "data"));
    if (data.isEmpty()
        || data.get().data().limit() < 16
        || data.get().data().limit() > LARGEST_COVER) {
      return null;
    }
    ByteBuffer box = data.get().data();
    byte[] bytes = new byte[box.limit() - 8];
    box.get(8, bytes);
    return ImageReader.decode(bytes, MOST_PIXELS);
  }

  /** How the track's H.264 stream is to be decoded; empty for every other coding. */
  private static Optional<ByteBuffer> settings(Mp4Box track) {
    return track
        .at("mdia", "minf", "stbl", "stsd")
        .flatMap(
            table ->
                table.children(8).stream()
                    .filter(entry -> entry.type().equals("avc1") || entry.type().equals("avc3"))
                    .findFirst())
        .flatMap(
            entry ->
                entry.children(78).stream().filter(box -> box.type().equals("avcC")).findFirst())
        .map(Mp4Box::data);
  }

  /** A few of the key frames of an ordinary file, from its beginning on. */
  private static List<Place> keyFrames(Mp4Box track) {
    List<Place> all = Mp4Samples.places(track, 50_000);
    List<Place> keys = new ArrayList<>();
    Optional<Mp4Box> sync = track.at("mdia", "minf", "stbl", "stss");
    if (sync.isEmpty()) {
      // Every frame is one: look into a few places.
      for (int i = 0; i < KEY_FRAMES_TRIED && !all.isEmpty(); i++) {
        keys.add(all.get((int) ((long) (all.size() - 1) * i / KEY_FRAMES_TRIED)));
      }
      return keys;
    }
    ByteBuffer numbers = sync.get().data();
    int count = Math.min(numbers.getInt(4), (numbers.limit() - 8) / 4);
    for (int i = 0; i < count && keys.size() < KEY_FRAMES_TRIED; i++) {
      int number = numbers.getInt(8 + 4 * i);
      if (number >= 1 && number <= all.size()) {
        keys.add(all.get(number - 1));
      }
    }
    return keys;
  }

  /** The first frame of each fragment, where fragmented files begin anew. */
  private static List<Place> firstFrames(Mp4Box track, List<Fragment> fragments) {
    int id =
        track
            .child("tkhd")
            .map(head -> head.data().getInt(head.data().get(0) == 1 ? 20 : 12))
            .orElse(1);
    List<Place> frames = new ArrayList<>();
    for (Fragment fragment : fragments) {
      if (frames.size() == KEY_FRAMES_TRIED) {
        break;
      }
      for (Mp4Box part : fragment.head().children()) {
        Optional<Mp4Box> head = part.type().equals("traf") ? part.child("tfhd") : Optional.empty();
        Optional<Mp4Box> run = part.type().equals("traf") ? part.child("trun") : Optional.empty();
        if (head.isPresent() && run.isPresent() && head.get().data().getInt(4) == id) {
          firstFrame(fragment, head.get().data(), run.get().data()).ifPresent(frames::add);
        }
      }
    }
    return frames;
  }

  /** ISO/IEC 14496-12, 8.8.7 and 8.8.8: which fields are there is in the boxes' flags. */
  private static Optional<Place> firstFrame(Fragment fragment, ByteBuffer head, ByteBuffer run) {
    int headFlags = head.getInt(0) & 0xFFFFFF;
    int at = 8;
    long base = fragment.offset();
    if ((headFlags & 1) != 0) {
      base = head.getLong(at);
      at += 8;
    }
    at += (headFlags & 2) != 0 ? 4 : 0;
    at += (headFlags & 8) != 0 ? 4 : 0;
    int size = (headFlags & 0x10) != 0 ? head.getInt(at) : 0;
    int flags = run.getInt(0) & 0xFFFFFF;
    int field = 8;
    long offset = base;
    if ((flags & 1) != 0) {
      offset += run.getInt(field);
      field += 4;
    }
    field += (flags & 4) != 0 ? 4 : 0;
    field += (flags & 0x100) != 0 ? 4 : 0;
    if ((flags & 0x200) != 0) {
      size = run.getInt(field);
    }
    return size > 0 ? Optional.of(new Place(offset, size)) : Optional.empty();
  }

  private static @Nullable BufferedImage firstThatShowsSomething(
      RandomAccessFile in, ByteBuffer settings, List<Place> keyFrames) throws IOException {
    BufferedImage first = null;
    for (Place place : keyFrames) {
      if (place.size() > LARGEST_KEY_FRAME
          || place.offset() < 0
          || place.offset() + place.size() > in.length()) {
        continue;
      }
      byte[] frame = new byte[place.size()];
      synchronized (in) {
        in.seek(place.offset());
        in.readFully(frame);
      }
      BufferedImage decoded = decode(settings.duplicate(), ByteBuffer.wrap(frame));
      if (decoded != null && deviation(decoded) > PLAIN) {
        return decoded;
      }
      first = first == null ? decoded : first;
    }
    return first;
  }

  private static @Nullable BufferedImage decode(ByteBuffer settings, ByteBuffer frame) {
    AvcCBox box = AvcCBox.parseAvcCBox(settings.duplicate());
    if (box.getSpsList().isEmpty()) {
      return null;
    }
    // The lists hold units without the byte that names their kind.
    ByteBuffer sps = box.getSpsList().getFirst().duplicate();
    SeqParameterSet sequence = H264Utils.readSPS(sps);
    int width = (sequence.picWidthInMbsMinus1 + 1) << 4;
    int height = SeqParameterSet.getPicHeightInMbs(sequence) << 4;
    if (!sequence.frameMbsOnlyFlag
        || sequence.bitDepthLumaMinus8 != 0
        || sequence.chromaFormatIdc != ColorSpace.YUV420J
        || (long) width * height > MOST_PIXELS) {
      return null;
    }
    List<ByteBuffer> units = new ArrayList<>();
    box.getSpsList().forEach(set -> units.add(unit(SEQUENCE_SETTINGS, set)));
    box.getPpsList().forEach(set -> units.add(unit(PICTURE_SETTINGS, set)));
    units.addAll(H264Utils.splitMOVPacket(frame, box));
    if (units.stream()
        .noneMatch(unit -> unit.hasRemaining() && (unit.get(unit.position()) & 31) == KEY_SLICE)) {
      return null;
    }
    Picture picture =
        new H264Decoder()
            .decodeFrameFromNals(
                units, Picture.create(width, height, ColorSpace.YUV420J).getData());
    return picture == null ? null : colours(picture, sequence);
  }

  private static ByteBuffer unit(int kind, ByteBuffer content) {
    ByteBuffer whole = ByteBuffer.allocate(content.remaining() + 1);
    whole.put((byte) kind).put(content.duplicate()).flip();
    return whole;
  }

  /** From brightness and colour difference to red, green and blue (ITU-R BT.601 and BT.709). */
  private static BufferedImage colours(Picture picture, SeqParameterSet sequence) {
    boolean full = sequence.vuiParams != null && sequence.vuiParams.videoFullRangeFlag;
    boolean high =
        (sequence.vuiParams != null && sequence.vuiParams.matrixCoefficients > 0)
            ? (sequence.vuiParams.matrixCoefficients == 1)
            : (picture.getCroppedHeight() >= 720);
    double kr = high ? 0.2126 : 0.299;
    double kb = high ? 0.0722 : 0.114;
    int left = picture.getCrop() == null ? 0 : picture.getCrop().getX();
    int top = picture.getCrop() == null ? 0 : picture.getCrop().getY();
    byte[] luma = picture.getPlaneData(0);
    byte[] blue = picture.getPlaneData(1);
    byte[] red = picture.getPlaneData(2);
    BufferedImage image =
        new BufferedImage(
            picture.getCroppedWidth(), picture.getCroppedHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int at = (top + y) * picture.getWidth() + left + x;
        int colour = (top + y) / 2 * picture.getPlaneWidth(1) + (left + x) / 2;
        double bright = luma[at] + 128;
        double v = red[colour];
        double u = blue[colour];
        if (!full) {
          bright = (bright - 16) * 255 / 219;
          v = v * 255 / 224;
          u = u * 255 / 224;
        }
        double r = bright + 2 * (1 - kr) * v;
        double b = bright + 2 * (1 - kb) * u;
        double g = (bright - kr * r - kb * b) / (1 - kr - kb);
        image.setRGB(x, y, channel(r) << 16 | channel(g) << 8 | channel(b));
      }
    }
    return image;
  }

  private static int channel(double value) {
    return Math.clamp(Math.round(value), 0, 255);
  }

  private static double deviation(BufferedImage image) {
    List<Integer> values = new ArrayList<>();
    for (int y = 0; y < image.getHeight(); y += Math.max(1, image.getHeight() / 60)) {
      for (int x = 0; x < image.getWidth(); x += Math.max(1, image.getWidth() / 60)) {
        int colour = image.getRGB(x, y);
        values.add(
            (colour >> 16 & 255) * 3 / 10 + (colour >> 8 & 255) * 6 / 10 + (colour & 255) / 10);
      }
    }
    double mean = values.stream().mapToInt(Integer::intValue).average().orElse(0);
    return values.stream().mapToDouble(value -> Math.abs(value - mean)).average().orElse(0);
  }
}
