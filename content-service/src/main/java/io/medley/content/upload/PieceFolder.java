package io.medley.content.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.util.FileSystemUtils;

/**
 * Pieces of files. Every request writes a file of its own, so two requests at the same place cannot
 * spoil each other; the rows decide whose pieces count. What one request brought lies in one file,
 * piece behind piece.
 */
final class PieceFolder {

  private static final int BUFFER = 1 << 18;

  private final Path folder;

  PieceFolder(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /**
   * A piece as it was written.
   *
   * @param file the request's file
   * @param length bytes that came
   * @param broken whether the connection broke behind them
   */
  record Written(String file, long length, boolean broken) {}

  /** Begins a request's file. */
  Writing begin(UploadId id) throws IOException {
    Path own = Files.createDirectories(folder.resolve(id.toString()));
    Path file = own.resolve(UUID.randomUUID().toString());
    Writing writing =
        new Writing(
            file, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    force(own);
    force(folder);
    return writing;
  }

  /** A request's file while it is written; one without a piece disappears. */
  static final class Writing implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;
    private final byte[] buffer = new byte[BUFFER];

    private Writing(Path file, FileChannel channel) {
      this.file = file;
      this.channel = channel;
    }

    /** Writes what comes, to the end of the stream or to this many bytes. */
    Written write(InputStream in, long atMost) throws IOException {
      long length = 0;
      boolean broken = false;
      boolean ended = false;
      while (length < atMost && !ended && !broken) {
        int filled = 0;
        int wanted = (int) Math.min(BUFFER, atMost - length);
        try {
          while (filled < wanted && !ended) {
            int count = in.read(buffer, filled, wanted - filled);
            ended = count < 0;
            filled += Math.max(0, count);
          }
        } catch (IOException connectionLost) {
          // What has come is kept: the sender asks how far it got and goes on from there.
          broken = true;
        }
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, filled);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        length += filled;
      }
      return new Written(String.valueOf(file.getFileName()), length, broken);
    }

    /** Makes durable what was written so far; what is written meanwhile may or may not be. */
    void force() throws IOException {
      channel.force(true);
    }

    /** Takes out again what stands from here on: it does not count. */
    void truncate(long from) throws IOException {
      channel.truncate(from);
    }

    @Override
    public void close() throws IOException {
      boolean empty = channel.size() == 0;
      channel.close();
      if (empty) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Gives the pieces as one file that nobody writes to any more; the caller deletes it. */
  Path join(UploadId id, List<Uploads.Piece> pieces) throws IOException {
    Path own = folder.resolve(id.toString());
    Path whole = own.resolve("whole-" + UUID.randomUUID());
    long expected = 0;
    for (Uploads.Piece piece : pieces) {
      if (piece.start() != expected) {
        throw new IOException("Upload %s lacks bytes from %d".formatted(id, expected));
      }
      expected += piece.length();
    }
    Path first = own.resolve(pieces.getFirst().file());
    boolean alone =
        pieces.stream().allMatch(piece -> piece.file().equals(pieces.getFirst().file()));
    if (alone && Files.size(first) == expected) {
      try {
        return Files.createLink(whole, first);
      } catch (FileSystemException | UnsupportedOperationException noSecondName) {
        // Then it is copied like several.
      }
    }
    try (FileChannel out =
        FileChannel.open(whole, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      String file = "";
      long begin = 0;
      for (Uploads.Piece piece : pieces) {
        if (!piece.file().equals(file)) {
          file = piece.file();
          begin = piece.start();
        }
        try (FileChannel in = FileChannel.open(own.resolve(file), StandardOpenOption.READ)) {
          copy(in, piece.start() - begin, piece.length(), out);
        }
      }
    } catch (IOException incomplete) {
      Files.deleteIfExists(whole);
      throw incomplete;
    }
    return whole;
  }

  private static void copy(FileChannel in, long from, long length, FileChannel out)
      throws IOException {
    for (long copied = 0; copied < length; ) {
      long count = in.transferTo(from + copied, length - copied, out);
      if (count <= 0) {
        throw new IOException("Bytes of a piece are lost");
      }
      copied += count;
    }
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
