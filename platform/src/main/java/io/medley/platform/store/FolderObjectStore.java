package io.medley.platform.store;

import io.medley.platform.signing.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Objects as files {@code ab/cd/abcd…}. A crash at any point leaves at most a temporary file: the
 * name appears only when the bytes are on the disk and read back as what was sent.
 */
final class FolderObjectStore implements ObjectStore {

  private static final int BUFFER = 1 << 16;

  private final Path folder;
  private final Path incoming;

  /** Folders whose names this process made durable; once is enough. */
  private final Set<Path> durable = ConcurrentHashMap.newKeySet();

  FolderObjectStore(Path folder) throws IOException {
    this.folder = folder;
    this.incoming = Files.createDirectories(folder.resolve("incoming"));
  }

  @Override
  public StoredObject put(InputStream in) throws IOException {
    Path temporary = incoming.resolve(UUID.randomUUID() + ".part");
    try {
      MessageDigest digest = Sha256.digest();
      long size = 0;
      try (FileChannel file =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        OutputStream out = Channels.newOutputStream(file);
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          digest.update(buffer, 0, read);
          out.write(buffer, 0, read);
          size += read;
        }
        file.force(true);
      }
      String sha256 = HexFormat.of().formatHex(digest.digest());
      verify(temporary, sha256);
      name(temporary, sha256);
      return new StoredObject(sha256, size);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  @Override
  public StoredObject put(Path file, String sha256) throws IOException {
    Path temporary = incoming.resolve(UUID.randomUUID() + ".part");
    try {
      try {
        Files.createLink(temporary, file);
      } catch (FileSystemException | UnsupportedOperationException elsewhere) {
        // Another file system, or one that knows no second name for a file.
        return copied(file, sha256);
      }
      try (FileChannel bytes = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        bytes.force(true);
      }
      name(temporary, sha256);
      return new StoredObject(sha256, Files.size(file));
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private StoredObject copied(Path file, String sha256) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      StoredObject stored = put(in);
      if (!stored.sha256().equals(sha256)) {
        throw new IOException("Read " + sha256 + " and then " + stored.sha256() + " from " + file);
      }
      return stored;
    }
  }

  /** Gives durable bytes their name, unless they have it. */
  private void name(Path temporary, String sha256) throws IOException {
    Path target = path(sha256);
    if (!Files.exists(target)) {
      createFolders(target);
      try {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (NoSuchFileException folderGone) {
        // Somebody tidied up; what was known of the folders is true no more.
        durable.clear();
        createFolders(target);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      }
      force(parent(target));
    }
  }

  @Override
  public InputStream open(String sha256) throws IOException {
    if (!Sha256.isHex(sha256)) {
      throw new ObjectMissing(sha256);
    }
    try {
      return Files.newInputStream(path(sha256));
    } catch (NoSuchFileException missing) {
      throw new ObjectMissing(sha256);
    }
  }

  @Override
  public boolean has(String sha256) {
    return Sha256.isHex(sha256) && Files.isRegularFile(path(sha256));
  }

  @Override
  public void remove(String sha256) throws IOException {
    if (Sha256.isHex(sha256)) {
      Files.deleteIfExists(path(sha256));
    }
  }

  private Path path(String sha256) {
    return folder.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4)).resolve(sha256);
  }

  private static void verify(Path file, String sha256) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(sha256)) {
      throw new IOException("Wrote " + sha256 + " but the disk gives back " + found);
    }
  }

  /** Creates both levels and makes their names durable, so that a crash cannot lose the way in. */
  private void createFolders(Path target) throws IOException {
    Path second = parent(target);
    Path first = parent(second);
    for (Path level : new Path[] {first, second}) {
      if (durable.contains(level)) {
        continue;
      }
      try {
        Files.createDirectory(level);
      } catch (FileAlreadyExistsException there) {
        // Perhaps created this instant by another; its name must be durable for us as well.
      }
      force(parent(level));
      durable.add(level);
    }
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalStateException(path + " has no parent");
    }
    return parent;
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
