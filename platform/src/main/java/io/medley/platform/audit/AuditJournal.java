package io.medley.platform.audit;

import io.medley.platform.time.RealTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Names of entries as soon as they are committed, in files outside the database: until a signed
 * root covers an entry, its line here shows that it was there. Every instance writes files of its
 * own; a file whose entries are all covered by roots is deleted. A line may be missing after a
 * crash; none is ever too much.
 */
class AuditJournal {

  private static final Logger LOG = LoggerFactory.getLogger(AuditJournal.class);

  /** How long a file of another instance must have been quiet before it may be deleted. */
  private static final Duration QUIET = Duration.ofMinutes(10);

  private static final int LOOKED_UP_TOGETHER = 1_000;
  private static final Pattern COUNTED = Pattern.compile("[0-9]{1,18}");

  private final JdbcClient jdbc;
  private final Path folder;
  private final RealTime realTime;
  private final Set<Path> own = new HashSet<>();
  private @Nullable FileChannel open;

  AuditJournal(JdbcClient jdbc, Path folder, RealTime realTime) {
    this.jdbc = jdbc;
    this.folder = folder;
    this.realTime = realTime;
    try {
      Files.createDirectories(folder);
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  /** A committed entry. */
  record Line(String hash, String aggregateType, String aggregateId, long sequence) {
    String place() {
      return "%s %s, entry %d".formatted(aggregateType, aggregateId, sequence);
    }
  }

  /** Writes the entry down; its transaction has committed. Never fails: the entry is stored. */
  synchronized void committed(AuditEntry entry) {
    String line =
        "%s\t%s\t%s\t%d\n"
            .formatted(
                entry.hash(),
                entry.aggregateType(),
                entry.aggregateId().replaceAll("[\\t\\n]", " "),
                entry.sequence());
    try {
      FileChannel channel = open;
      if (channel == null) {
        Path file = folder.resolve(UUID.randomUUID() + ".log");
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        own.add(file);
        open = channel;
      }
      ByteBuffer remaining = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      while (remaining.hasRemaining()) {
        channel.write(remaining);
      }
    } catch (IOException full) {
      LOG.error("The audit journal in {} cannot be written: {}", folder, full.toString());
    }
  }

  /** Deletes files whose entries are all covered by roots; an entry that is gone keeps its file. */
  void forgetRooted() {
    Set<Path> mine = close();
    for (Path file : files()) {
      boolean finished = mine.contains(file) || isQuiet(file);
      if (finished && rooted(file)) {
        try {
          Files.deleteIfExists(file);
          forget(file);
        } catch (IOException busy) {
          LOG.warn("The audit journal {} stays: {}", file, busy.toString());
        }
      }
    }
  }

  /** Everything that is written down. */
  List<Line> lines() {
    return files().stream().flatMap(file -> read(file).stream()).toList();
  }

  private synchronized void forget(Path file) {
    own.remove(file);
  }

  /** Ends the present file; returns the files of this instance, to which nothing is added. */
  private synchronized Set<Path> close() {
    FileChannel channel = open;
    open = null;
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException lost) {
        LOG.warn("The audit journal was not closed well: {}", lost.toString());
      }
    }
    return Set.copyOf(own);
  }

  private boolean isQuiet(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(realTime.now().minus(QUIET));
    } catch (IOException gone) {
      return false;
    }
  }

  /** True if all of a file is covered; a file of a busy minute is not held in memory. */
  private boolean rooted(Path file) {
    List<String> some = new ArrayList<>(LOOKED_UP_TOGETHER);
    boolean[] all = {true};
    boolean readable =
        read(
            file,
            line -> {
              some.add(line.hash());
              if (some.size() == LOOKED_UP_TOGETHER) {
                all[0] = all[0] && rooted(some);
                some.clear();
              }
            });
    return readable && all[0] && rooted(some);
  }

  private boolean rooted(List<String> hashes) {
    return hashes.isEmpty()
        || jdbc.sql(
                    """
                    select count(distinct e.hash) from audit_entry e
                    join audit_position p on p.entry_id = e.id
                    where e.hash in (:hashes)
                      and p.position <= (select coalesce(max(to_position), 0) from audit_root)
                    """)
                .param("hashes", hashes)
                .query(Long.class)
                .single()
            == hashes.stream().distinct().count();
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<Line> read(Path file) {
    List<Line> lines = new ArrayList<>();
    read(file, lines::add);
    return lines;
  }

  /**
   * Reads line by line; the last one may be half written and counts once all its parts are there.
   *
   * @return false if some of the file could not be read
   */
  private static boolean read(Path file, Consumer<Line> each) {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String line = reader.readLine();
      while (line != null) {
        String[] parts = line.split("\t", -1);
        if (parts.length == 4 && COUNTED.matcher(parts[3]).matches()) {
          each.accept(new Line(parts[0], parts[1], parts[2], Long.parseLong(parts[3])));
        }
        line = reader.readLine();
      }
      return true;
    } catch (NoSuchFileException forgotten) {
      return true;
    } catch (IOException unreadable) {
      LOG.warn("The audit journal {} cannot be read: {}", file, unreadable.toString());
      return false;
    }
  }
}
