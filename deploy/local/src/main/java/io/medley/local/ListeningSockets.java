package io.medley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a process and everything it started listens on, as the kernel tells it. */
public final class ListeningSockets {

  private static final String LISTEN = "0A";

  private ListeningSockets() {}

  /** The addresses that this process and its descendants accept connections on. */
  public static List<InetSocketAddress> of(ProcessHandle process) {
    try {
      Set<String> inodes = new HashSet<>();
      for (ProcessHandle member :
          Stream.concat(Stream.of(process), process.descendants()).toList()) {
        inodes.addAll(sockets(member.pid()));
      }
      List<InetSocketAddress> listening = new ArrayList<>();
      for (String table : List.of("tcp", "tcp6")) {
        for (String line :
            Files.readAllLines(Path.of("/proc/net", table)).stream().skip(1).toList()) {
          String[] fields = line.strip().split("\\s+");
          if (fields[3].equals(LISTEN) && inodes.contains(fields[9])) {
            listening.add(address(fields[1]));
          }
        }
      }
      return listening;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> sockets(long pid) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      for (Path descriptor : descriptors.toList()) {
        try {
          String target = Files.readSymbolicLink(descriptor).toString();
          if (target.startsWith("socket:[")) {
            inodes.add(target.substring(8, target.length() - 1));
          }
        } catch (IOException closedMeanwhile) {
          // A descriptor that is gone listens no more.
        }
      }
    }
    return inodes;
  }

  /** The kernel writes each 32-bit group in the machine's (little-endian) order. */
  private static InetSocketAddress address(String hex) throws IOException {
    String[] parts = hex.split(":");
    byte[] raw = HexFormat.of().parseHex(parts[0]);
    byte[] bytes = new byte[raw.length];
    for (int i = 0; i < raw.length; i++) {
      bytes[i] = raw[(i / 4) * 4 + 3 - i % 4];
    }
    return new InetSocketAddress(InetAddress.getByAddress(bytes), Integer.parseInt(parts[1], 16));
  }
}
