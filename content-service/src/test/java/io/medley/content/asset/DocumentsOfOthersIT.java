package io.medley.content.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.content.RunningContentService;
import io.medley.content.SampleFiles;
import io.medley.content.extraction.FileRefused;
import io.medley.content.extraction.FileRefused.Reason;
import io.medley.platform.security.Actor;
import io.medley.platform.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The documents that Apache Tika's own tests ship with: several hundred files of every age and
 * kind, many of them broken on purpose. Each is taken in or refused with a reason, and the service
 * stands.
 */
class DocumentsOfOthersIT {

  private static final Path JARS = Path.of("target", "documents-of-others");
  private static final Actor ANNA =
      new Actor("anna.agency", "Anna Agency", Set.of("AGENCY"), "northlight");

  private final RunningContentService service = RunningContentService.get();

  @TempDir Path folder;

  /** How one file ended. */
  private record Ending(
      String name, @Nullable AssetVersion taken, @Nullable Reason refused, String why) {
    @Override
    public String toString() {
      return name + " → " + (taken == null ? refused + ": " + why : taken.format());
    }
  }

  @Test
  void shouldEndEveryFileTakenOrRefused() throws Exception {
    List<Path> files = unpack();
    ConcurrentLinkedQueue<Ending> endings = new ConcurrentLinkedQueue<>();
    long started = System.nanoTime();
    try (ExecutorService people = Executors.newFixedThreadPool(2)) {
      List<Future<?>> sent = new ArrayList<>();
      for (Path file : files) {
        sent.add(people.submit(() -> endings.add(send(file))));
      }
      for (Future<?> one : sent) {
        // Whatever is neither taken nor refused comes out here.
        one.get();
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - started);

    Map<String, Long> counts =
        endings.stream()
            .collect(
                Collectors.groupingBy(
                    ending ->
                        ending.taken() == null
                            ? "refused " + ending.refused()
                            : "taken " + ending.taken().format(),
                    TreeMap::new,
                    Collectors.counting()));
    Files.writeString(
        Path.of("target", "documents-of-others.txt"),
        "%d files in %d s: %s%n%s%n"
            .formatted(
                files.size(),
                took.toSeconds(),
                counts,
                endings.stream().map(Ending::toString).sorted().collect(Collectors.joining("\n"))));
    assertThat(endings).hasSameSizeAs(files).hasSizeGreaterThan(500);
    ObjectStore store = service.bean(ObjectStore.class);
    AssetText texts = service.bean(AssetText.class);
    for (Ending ending : endings) {
      AssetVersion taken = ending.taken();
      if (taken == null) {
        assertThat(ending.why()).as(ending.name()).hasSizeGreaterThan(25).endsWith(".");
      } else {
        assertThat(store.has(taken.contentHash())).as(ending.name()).isTrue();
        assertThat(texts.rendition(taken.id()).sections()).as(ending.name()).isNotEmpty();
        texts
            .rendition(taken.id())
            .pages()
            .forEach(page -> assertThat(store.has(page.file())).as(ending.name()).isTrue());
      }
    }
    assertThat(counts.keySet())
        .contains(
            "taken application/pdf",
            "taken application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "taken application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "taken application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "taken text/html",
            "taken text/plain",
            "taken image/jpeg",
            "taken image/png",
            "taken image/svg+xml",
            "refused ENCRYPTED",
            "refused MACROS",
            "refused DISGUISED",
            "refused TYPE_NOT_ALLOWED");
    assertThat(took).isLessThan(Duration.ofMinutes(4));
    assertThat(
            service
                .upload(
                    "anna.agency",
                    "after.html",
                    SampleFiles.cleanEmail("GB-ZEL-T999999").getBytes(StandardCharsets.UTF_8),
                    Map.of())
                .status())
        .isEqualTo(201);
  }

  private Ending send(Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("^\\d+-", "");
    try {
      AssetVersion version =
          service.bean(Uploading.class).upload(file, name, null, ANNA).stored().version();
      return new Ending(name, version, null, "");
    } catch (FileRefused refused) {
      return new Ending(name, null, refused.reason(), String.valueOf(refused.getMessage()));
    }
  }

  private List<Path> unpack() throws IOException {
    List<Path> files = new ArrayList<>();
    List<Path> jars;
    try (Stream<Path> listed = Files.list(JARS)) {
      jars = listed.filter(path -> path.toString().endsWith(".jar")).sorted().toList();
    }
    for (Path jar : jars) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        for (ZipEntry entry : zip.stream().toList()) {
          if (!entry.isDirectory() && entry.getName().startsWith("test-documents/")) {
            String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
            Path file = folder.resolve(files.size() + "-" + name);
            try (InputStream in = zip.getInputStream(entry)) {
              Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
            files.add(file);
          }
        }
      }
    }
    return files;
  }
}
