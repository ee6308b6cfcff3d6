package io.medley.content.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.content.upload.PieceFolder.Written;
import io.medley.content.upload.Uploads.Piece;
import io.medley.platform.signing.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PieceFolderTest {

  private static final UploadId ID = UploadId.random();

  @Test
  void shouldGiveTheFileOfOneRequestAsItLies(@TempDir Path folder) throws IOException {
    PieceFolder pieces = new PieceFolder(folder);
    InputStream in = in("abcdef");
    Written first;
    Written second;
    String hash;
    try (PieceFolder.Writing own = pieces.begin(ID)) {
      first = own.write(in, 4);
      second = own.write(in, 2);
      hash = own.sha256();
    }
    assertThat(hash)
        .as("taken while the bytes came")
        .isEqualTo(Sha256.hex("abcdef".getBytes(StandardCharsets.UTF_8)));

    Path whole = pieces.join(ID, List.of(piece(0, first), piece(4, second))).file();

    assertThat(whole).hasContent("abcdef");
    Path written = folder.resolve(ID.toString()).resolve(first.file());
    assertThat(Files.isSameFile(whole, written)).isTrue();
    Files.delete(whole);
    assertThat(written).hasContent("abcdef");
  }

  @Test
  void shouldJoinWhatCountsOfSeveralRequests(@TempDir Path folder) throws IOException {
    PieceFolder pieces = new PieceFolder(folder);
    Written first;
    Written second;
    Written third;
    Written lost;
    Written fourth;
    try (PieceFolder.Writing own = pieces.begin(ID)) {
      InputStream in = in("abcd");
      first = own.write(in, 3);
      second = own.write(in, 1);
    }
    try (PieceFolder.Writing own = pieces.begin(ID)) {
      third = own.write(in("ef"), 2);
      lost = own.write(in("somebody was faster"), 100);
      own.truncate(2);
    }
    try (PieceFolder.Writing own = pieces.begin(ID)) {
      fourth = own.write(in("gh"), 2);
    }

    PieceFolder.Whole joined =
        pieces.join(
            ID, List.of(piece(0, first), piece(3, second), piece(4, third), piece(6, fourth)));

    assertThat(lost.length()).isEqualTo(19);
    assertThat(joined.file()).hasContent("abcdefgh");
    assertThat(joined.sha256())
        .as("taken while the pieces were joined")
        .isEqualTo(Sha256.hex("abcdefgh".getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(() -> pieces.join(ID, List.of(piece(0, first), piece(4, third))))
        .isInstanceOf(IOException.class);
  }

  @Test
  void shouldNotTakeAFileThatHoldsMoreThanCounts(@TempDir Path folder) throws IOException {
    PieceFolder pieces = new PieceFolder(folder);
    Written first;
    try (PieceFolder.Writing own = pieces.begin(ID)) {
      InputStream in = in("abcd");
      first = own.write(in, 2);
      own.write(in, 2);
    }

    assertThat(pieces.join(ID, List.of(piece(0, first))).file()).hasContent("ab");
  }

  @Test
  void shouldKeepWhatCameBeforeTheLineBrokeAndNoEmptyFile(@TempDir Path folder) throws IOException {
    PieceFolder pieces = new PieceFolder(folder);
    InputStream broken =
        new InputStream() {
          private int next;

          @Override
          public int read() throws IOException {
            if (next == 3) {
              throw new IOException("the line is cut");
            }
            return "abc".charAt(next++);
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            buffer[offset] = (byte) read();
            return 1;
          }
        };
    Written kept;
    try (PieceFolder.Writing own = pieces.begin(ID)) {
      kept = own.write(broken, 100);
    }
    try (PieceFolder.Writing own = pieces.begin(ID)) {
      assertThat(own.write(in(""), 100).length()).isZero();
    }

    assertThat(kept.broken()).isTrue();
    assertThat(pieces.join(ID, List.of(piece(0, kept))).file()).hasContent("abc");
    try (Stream<Path> files = Files.list(folder.resolve(ID.toString()))) {
      assertThat(files).hasSize(2);
    }
  }

  private static InputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Piece piece(long start, Written written) {
    return new Piece(start, written.length(), written.file());
  }
}
