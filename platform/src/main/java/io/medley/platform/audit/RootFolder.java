package io.medley.platform.audit;

import io.medley.platform.signing.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Roots as files {@code 000000000001.json}, durable before they count. */
final class RootFolder {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Path folder;

  RootFolder(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  /** Numbers of the roots that have a file, ascending. */
  List<Long> numbers() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.matches("[0-9]{12}\\.json"))
          .map(name -> Long.parseLong(name.substring(0, 12)))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The root, or empty if its file is missing or is no root any more. */
  Optional<AuditRoot> read(long number) {
    Path file = file(number);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readValue(Files.readAllBytes(file), AuditRoot.class));
    } catch (JacksonException broken) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  void write(AuditRoot root) {
    byte[] bytes =
        CanonicalJson.of(
            Map.of(
                "body", root.body(),
                "leaves", root.leaves(),
                "keyId", root.keyId(),
                "signature", root.signature()));
    Path target = file(root.body().number());
    Path temporary = folder.resolve(target.getFileName() + ".new");
    try {
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer remaining = ByteBuffer.wrap(bytes);
        while (remaining.hasRemaining()) {
          channel.write(remaining);
        }
        channel.force(true);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Path file(long number) {
    return folder.resolve("%012d.json".formatted(number));
  }
}
