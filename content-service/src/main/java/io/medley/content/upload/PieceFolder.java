package io.medley.content.upload;

import io.medley.platform.signing.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * Pieces of files. Every request writes a file of its own, so two requests at the same place cannot
 * spoil each other; the rows decide whose pieces count. What one request brought lies in one file,
 * piece behind piece.
 */
final class PieceFolder {

  private static final int BUFFER = 1 << 18;

  private static final Executor HASHING =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("upload-hash").factory());

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

  /**
   * A request's file while it is written; one without a piece disappears. Its hash is taken of the
   * same bytes as they come: while one buffer is hashed, the next one fills.
   */
  static final class Writing implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;
    private final MessageDigest digest = Sha256.digest();
    private byte[] buffer = new byte[BUFFER];
    private byte[] hashed = new byte[BUFFER];
    private CompletableFuture<Void> hashing = CompletableFuture.completedFuture(null);

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
        hash(filled);
        ByteBuffer bytes = ByteBuffer.wrap(hashed, 0, filled);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        length += filled;
      }
      return new Written(String.valueOf(file.getFileName()), length, broken);
    }

    /** Hands the filled buffer on and takes the one that is done with. */
    private void hash(int filled) {
      hashing.join();
      byte[] next = buffer;
      buffer = hashed;
      hashed = next;
      hashing = CompletableFuture.runAsync(() -> digest.update(next, 0, filled), HASHING);
    }

    /** SHA-256 in hex of all that was written. Nothing may be written behind it any more. */
    String sha256() {
      hashing.join();
      return HexFormat.of().formatHex(digest.digest());
    }

    /** Makes durable what was written so far; what is written meanwhile may or may not be. */
    void force() throws IOException {
      // Times of change need no place on the disk; the length gets there with the bytes.
      channel.force(false);
    }

    /** Takes out again what stands from here on: it does not count. */
    void truncate(long from) throws IOException {
      channel.truncate(from);
    }

    @Override
    public void close() throws IOException {
      hashing.join();
      boolean empty = channel.size() == 0;
      channel.close();
      if (empty) {
        Files.deleteIfExists(file);
      }
    }
  }

  /**
   * A whole file.
   *
   * @param sha256 of its bytes in hex, if they were read for it; {@code null} if not
   */
  record Whole(Path file, @Nullable String sha256) {}

  /** Gives the pieces as one file that nobody writes to any more; the caller deletes it. */
  Whole join(UploadId id, List<Uploads.Piece> pieces) throws IOException {
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
        return new Whole(Files.createLink(whole, first), null);
      } catch (FileSystemException | UnsupportedOperationException noSecondName) {
        // Then it is copied like several.
      }
    }
    try (Writing out =
        new Writing(
            whole,
            FileChannel.open(whole, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      String file = "";
      long begin = 0;
      for (Uploads.Piece piece : pieces) {
        if (!piece.file().equals(file)) {
          file = piece.file();
          begin = piece.start();
        }
        try (FileChannel in = FileChannel.open(own.resolve(file), StandardOpenOption.READ)) {
          in.position(piece.start() - begin);
          Written copied = out.write(Channels.newInputStream(in), piece.length());
          if (copied.length() < piece.length()) {
            throw new IOException("Bytes of a piece are lost");
          }
        }
      }
      return new Whole(whole, out.sha256());
    } catch (IOException incomplete) {
      Files.deleteIfExists(whole);
      throw incomplete;
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
