package io.medley.content.extraction.tika;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A box of an MP4 file that is held in memory: its name and what is in it. */
record Mp4Box(String type, ByteBuffer data) {

  private static final int MOST_CHILDREN = 10_000;

  List<Mp4Box> children() {
    return children(0);
  }

  /** Boxes inside after a head of this many bytes; what does not fit into this box is left out. */
  List<Mp4Box> children(int head) {
    List<Mp4Box> children = new ArrayList<>();
    int at = head;
    while (at >= 0 && at + 8 <= data.limit() && children.size() < MOST_CHILDREN) {
      int size = data.getInt(at);
      byte[] name = new byte[4];
      data.get(at + 4, name);
      if (size < 8 || size > data.limit() - at) {
        break;
      }
      children.add(
          new Mp4Box(new String(name, StandardCharsets.ISO_8859_1), data.slice(at + 8, size - 8)));
      at += size;
    }
    return children;
  }

  Optional<Mp4Box> child(String wanted) {
    return children().stream().filter(box -> box.type.equals(wanted)).findFirst();
  }

  Optional<Mp4Box> at(String... path) {
    Optional<Mp4Box> box = Optional.of(this);
    for (String step : path) {
      box = box.flatMap(parent -> parent.child(step));
    }
    return box;
  }
}
