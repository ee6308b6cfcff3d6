package io.medley.content.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.util.FileSystemUtils;

/**
 * Pieces of files as files of their own. A piece is written once and never again, so two requests
 * at the same place cannot spoil each other; the row decides whose piece counts.
 */
final class PieceFolder {

  private static final int BUFFER = 1 << 16;

  private final Path folder;

  PieceFolder(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /**
   * Writes what comes, to the end of the stream or to this many bytes, and makes it durable.
   *
   * @param length bytes that came
   * @param broken whether the connection broke behind them
   */
  record Written(String file, long length, boolean broken) {}

  Written write(UploadId id, InputStream in, long atMost) throws IOException {
    Path own = Files.createDirectories(folder.resolve(id.toString()));
    String name = UUID.randomUUID().toString();
    long length = 0;
    boolean broken = false;
    try (FileChannel file =
        FileChannel.open(
            own.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      var out = Channels.newOutputStream(file);
      byte[] buffer = new byte[BUFFER];
      while (length < atMost) {
        int count;
        try {
          count = in.read(buffer, 0, (int) Math.min(BUFFER, atMost - length));
        } catch (IOException connectionLost) {
          // What has come is kept: the sender asks how far it got and goes on from there.
          broken = true;
          break;
        }
        if (count < 0) {
          break;
        }
        out.write(buffer, 0, count);
        length += count;
      }
      file.force(true);
    }
    force(own);
    force(folder);
    return new Written(name, length, broken);
  }

  void discard(UploadId id, String piece) throws IOException {
    Files.deleteIfExists(folder.resolve(id.toString()).resolve(piece));
  }

  /** Puts the pieces together in a file that the caller deletes. */
  Path join(UploadId id, List<Uploads.Piece> pieces) throws IOException {
    Path own = folder.resolve(id.toString());
    Path whole = own.resolve("whole-" + UUID.randomUUID());
    try (FileChannel out =
        FileChannel.open(whole, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long expected = 0;
      for (Uploads.Piece piece : pieces) {
        if (piece.start() != expected) {
          throw new IOException("Upload %s lacks bytes from %d".formatted(id, expected));
        }
        try (FileChannel in =
            FileChannel.open(own.resolve(piece.file()), StandardOpenOption.READ)) {
          long copied = 0;
          while (copied < piece.length()) {
            long count = in.transferTo(copied, piece.length() - copied, out);
            if (count <= 0) {
              throw new IOException("Upload %s lost bytes of %s".formatted(id, piece.file()));
            }
            copied += count;
          }
        }
        expected += piece.length();
      }
    }
    return whole;
  }

  /** Uploads that have anything here, and have not been touched since. */
  List<UploadId> untouchedSince(Instant since) throws IOException {
    List<UploadId> found = new ArrayList<>();
    try (DirectoryStream<Path> own = Files.newDirectoryStream(folder)) {
      for (Path path : own) {
        if (Files.getLastModifiedTime(path).toInstant().isBefore(since)) {
          try {
            found.add(new UploadId(UUID.fromString(String.valueOf(path.getFileName()))));
          } catch (IllegalArgumentException notOurs) {
            // Somebody else's folder is somebody else's business.
          }
        }
      }
    }
    return found;
  }

  /** Forgets everything of an upload. */
  void clear(UploadId id) {
    FileSystemUtils.deleteRecursively(folder.resolve(id.toString()).toFile());
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
