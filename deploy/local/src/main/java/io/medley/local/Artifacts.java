package io.medley.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.tukaani.xz.XZInputStream;

/**
 * The servers' archives, found through Maven and unpacked once into a cache: {@code MEDLEY_CACHE},
 * else {@code .medley/cache} of the checkout. Unpacking goes to a neighbour that is renamed when
 * whole, so two JVMs may race and a killed one leaves nothing half done.
 */
final class Artifacts {

  private Artifacts() {}

  /** The checkout this was built from. */
  static Path checkout() {
    return Path.of(property("checkout"));
  }

  /** The image of a server: {@code postgres}, {@code elasticsearch} or {@code camunda}. */
  static String image(String server) {
    return property(server + "Image");
  }

  /** The unpacked Camunda distribution. */
  static Path camunda() {
    return unzipped(Path.of(property("camunda")));
  }

  /** The unpacked Elasticsearch distribution. */
  static Path elasticsearch() {
    return unzipped(Path.of(property("elasticsearch")));
  }

  /** The unpacked PostgreSQL binaries. */
  static Path postgres() {
    String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    String resource = "/postgres-linux-" + machine + ".txz";
    return unpacked(
        "postgres-18.4.0-" + machine,
        folder -> {
          try (InputStream packed =
                  Objects.requireNonNull(Artifacts.class.getResourceAsStream(resource), resource);
              TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                entry != null;
                entry = tar.getNextEntry()) {
              Path target = inside(folder, entry.getName());
              if (entry.isDirectory()) {
                StackHome.create(target);
              } else if (entry.isSymbolicLink()) {
                StackHome.create(parent(target));
                Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
              } else {
                StackHome.create(parent(target));
                Files.copy(tar, target);
                permit(target, (entry.getMode() & 0100) != 0);
              }
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static Path unzipped(Path zip) {
    String name = zip.getFileName().toString().replaceFirst("\\.zip$", "");
    Path folder =
        unpacked(
            name,
            into -> {
              try (ZipFile archive = ZipFile.builder().setPath(zip).get()) {
                var entries = archive.getEntries();
                while (entries.hasMoreElements()) {
                  ZipArchiveEntry entry = entries.nextElement();
                  Path target = inside(into, entry.getName());
                  if (entry.isDirectory()) {
                    StackHome.create(target);
                  } else {
                    StackHome.create(parent(target));
                    try (InputStream in = archive.getInputStream(entry)) {
                      Files.copy(in, target);
                    }
                    permit(target, (entry.getUnixMode() & 0100) != 0);
                  }
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    // Both archives hold one folder named after themselves.
    return folder.resolve(name);
  }

  private static Path unpacked(String name, Consumer<Path> unpack) {
    Path cache = cache();
    Path whole = cache.resolve(name);
    if (Files.isDirectory(whole)) {
      return whole;
    }
    try {
      StackHome.create(cache);
      Path partial = Files.createTempDirectory(cache, name + "-unpacking-");
      try {
        permit(partial, true);
        unpack.accept(partial);
        Files.move(partial, whole, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileSystemException lostTheRace) {
        if (!Files.isDirectory(whole)) {
          throw lostTheRace;
        }
      } finally {
        if (Files.exists(partial)) {
          StackHome.delete(partial);
        }
      }
      return whole;
    } catch (FileAlreadyExistsException lostTheRace) {
      return whole;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path cache() {
    String chosen = System.getenv("MEDLEY_CACHE");
    return chosen == null || chosen.isBlank()
        ? checkout().resolve(".medley").resolve("cache")
        : Path.of(chosen).toAbsolutePath();
  }

  private static Path inside(Path folder, String entry) throws IOException {
    Path target = folder.resolve(entry).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("The archive entry " + entry + " leaves its folder.");
    }
    return target;
  }

  private static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent());
  }

  /** Readable by everyone: a server may run as another user than the one that unpacked it. */
  private static void permit(Path path, boolean executable) throws IOException {
    Set<PosixFilePermission> permissions =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if (executable) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    Files.setPosixFilePermissions(path, permissions);
  }

  private static String property(String name) {
    try (InputStream in = Artifacts.class.getResourceAsStream("artifacts.properties")) {
      Properties properties = new Properties();
      properties.load(Objects.requireNonNull(in));
      return Objects.requireNonNull(properties.getProperty(name), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
