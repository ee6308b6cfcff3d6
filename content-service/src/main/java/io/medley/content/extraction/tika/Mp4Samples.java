package io.medley.content.extraction.tika;

import io.medley.content.extraction.tika.VideoPoster.Place;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the samples of a track stand in a file that is not fragmented. */
final class Mp4Samples {

  private Mp4Samples() {}

  /** The first samples in decoding order; none if the track's tables are missing or damaged. */
  static List<Place> places(Mp4Box track, int most) {
    Optional<Mp4Box> sizes = track.at("mdia", "minf", "stbl", "stsz");
    Optional<Mp4Box> chunks = track.at("mdia", "minf", "stbl", "stsc");
    Optional<Mp4Box> narrow = track.at("mdia", "minf", "stbl", "stco");
    Optional<Mp4Box> wide = track.at("mdia", "minf", "stbl", "co64");
    if (sizes.isEmpty() || chunks.isEmpty() || (narrow.isEmpty() && wide.isEmpty())) {
      return List.of();
    }
    List<Long> offsets = new ArrayList<>();
    ByteBuffer places = narrow.or(() -> wide).orElseThrow().data();
    for (int i = 0; i < Math.min(places.getInt(4), most); i++) {
      offsets.add(
          narrow.isPresent()
              ? Integer.toUnsignedLong(places.getInt(8 + 4 * i))
              : places.getLong(8 + 8 * i));
    }
    List<Place> samples = new ArrayList<>();
    ByteBuffer size = sizes.get().data();
    ByteBuffer map = chunks.get().data();
    int count = Math.min(size.getInt(8), most);
    int row = 0;
    for (int chunk = 1; chunk <= offsets.size() && samples.size() < count; chunk++) {
      while (row + 1 < map.getInt(4) && map.getInt(8 + 12 * (row + 1)) <= chunk) {
        row++;
      }
      int inChunk = map.getInt(8 + 12 * row + 4);
      long offset = offsets.get(chunk - 1);
      for (int i = 0; i < inChunk && samples.size() < count; i++) {
        int bytes = size.getInt(4) == 0 ? size.getInt(12 + 4 * samples.size()) : size.getInt(4);
        samples.add(new Place(offset, bytes));
        offset += bytes;
      }
    }
    return samples;
  }
}
