package io.medley.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.medley.platform.signing.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderObjectStoreTest {

  private static final byte[] BYTES = "a leaflet".getBytes(StandardCharsets.UTF_8);

  @Test
  void shouldGiveBackWhatWasPutUnderItsHash(@TempDir Path folder) throws Exception {
    ObjectStore store = new FolderObjectStore(folder);

    ObjectStore.StoredObject stored = store.put(new ByteArrayInputStream(BYTES));

    assertThat(stored.sha256()).isEqualTo(Sha256.hex(BYTES));
    assertThat(stored.size()).isEqualTo(BYTES.length);
    assertThat(store.has(stored.sha256())).isTrue();
    try (InputStream in = store.open(stored.sha256())) {
      assertThat(in.readAllBytes()).isEqualTo(BYTES);
    }
    assertThat(
            folder
                .resolve(stored.sha256().substring(0, 2))
                .resolve(stored.sha256().substring(2, 4))
                .resolve(stored.sha256()))
        .exists();
  }

  @Test
  void shouldRefuseUnknownAndMalformedAddresses(@TempDir Path folder) throws Exception {
    ObjectStore store = new FolderObjectStore(folder);

    assertThat(store.has("0".repeat(64))).isFalse();
    assertThat(store.has("../../etc/passwd")).isFalse();
    assertThatThrownBy(() -> store.open("0".repeat(64))).isInstanceOf(ObjectMissing.class);
    assertThatThrownBy(() -> store.open("../../etc/passwd")).isInstanceOf(ObjectMissing.class);
  }

  @Test
  void shouldLeaveNothingBehindWhenTheStreamBreaks(@TempDir Path folder) throws Exception {
    ObjectStore store = new FolderObjectStore(folder);
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[100_000]),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the line is cut");
              }

              @Override
              public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
              }
            });

    assertThatThrownBy(() -> store.put(broken)).isInstanceOf(IOException.class);

    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void shouldKeepOneCopyWhenManyPutTheSame(@TempDir Path folder) throws Exception {
    ObjectStore store = new FolderObjectStore(folder);
    List<Future<ObjectStore.StoredObject>> puts = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 32; i++) {
        puts.add(threads.submit(() -> store.put(new ByteArrayInputStream(BYTES))));
      }
      for (Future<ObjectStore.StoredObject> put : puts) {
        assertThat(put.get().sha256()).isEqualTo(Sha256.hex(BYTES));
      }
    }

    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(1);
    }
  }

  @Test
  void shouldKeepAFileWithoutWritingItAgain(@TempDir Path folder) throws Exception {
    ObjectStore store = new FolderObjectStore(folder.resolve("store"));
    Path file = Files.write(folder.resolve("piece"), BYTES);
    Object bytes = Files.getAttribute(file, "unix:ino");

    ObjectStore.StoredObject stored = store.put(file, Sha256.hex(BYTES));
    Files.delete(file);

    assertThat(stored.size()).isEqualTo(BYTES.length);
    try (InputStream in = store.open(stored.sha256())) {
      assertThat(in.readAllBytes()).isEqualTo(BYTES);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> kept = files.filter(Files::isRegularFile).toList();
      assertThat(kept).hasSize(1);
      assertThat(Files.getAttribute(kept.getFirst(), "unix:ino")).isEqualTo(bytes);
    }
  }

  @Test
  void shouldKeepAFileOfAnotherFileSystem(@TempDir Path folder) throws Exception {
    Path elsewhere = Path.of("/dev/shm");
    assumeThat(elsewhere).isWritable();
    ObjectStore store = new FolderObjectStore(folder);
    Path file = Files.write(Files.createTempFile(elsewhere, "medley", ".test"), BYTES);
    try {
      assertThat(store.put(file, Sha256.hex(BYTES)).sha256()).isEqualTo(Sha256.hex(BYTES));
      assertThat(store.has(Sha256.hex(BYTES))).isTrue();
      assertThatThrownBy(() -> store.put(file, "0".repeat(64))).isInstanceOf(IOException.class);
      assertThat(store.has("0".repeat(64))).isFalse();
    } finally {
      Files.delete(file);
    }
  }
}
