package io.medley.content.extraction.clamd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.content.extraction.FileRefused;
import io.medley.content.extraction.FileRefused.Reason;
import io.medley.content.extraction.ScannerUnavailable;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real socket that speaks clamd's protocol. */
class ClamdScanTest {

  /** The test signature every scanner knows, in two halves so that none objects to this file. */
  private static final String SIGNATURE =
      "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

  @TempDir Path folder;

  @Test
  void shouldSendEveryByteAndBelieveTheVerdict() throws Exception {
    byte[] content = new byte[300_000];
    new Random(7).nextBytes(content);
    try (ServerSocket server = server()) {
      CompletableFuture<byte[]> heard = answering(server, Integer.MAX_VALUE);

      assertThat(scan(server, content)).isEmpty();

      assertThat(heard.get()).isEqualTo(content);
    }
  }

  @Test
  void shouldNameWhatWasFound() throws Exception {
    try (ServerSocket server = server()) {
      CompletableFuture<byte[]> heard = answering(server, Integer.MAX_VALUE);

      assertThat(scan(server, SIGNATURE.getBytes(StandardCharsets.US_ASCII)))
          .contains("Eicar-Test-Signature");
      assertThat(heard.get()).hasSize(SIGNATURE.length());
    }
  }

  @Test
  void shouldTellTooLargeFromInfected() throws Exception {
    try (ServerSocket server = server()) {
      CompletableFuture<byte[]> heard = answering(server, 100_000);

      assertThatThrownBy(() -> scan(server, new byte[400_000]))
          .isInstanceOfSatisfying(
              FileRefused.class,
              refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE));
      assertThat(heard.get()).hasSizeGreaterThan(100_000);
    }
  }

  @Test
  void shouldTakeNoAnswerForNoVerdict() throws Exception {
    try (ServerSocket silent = server()) {
      assertThatThrownBy(() -> scan(silent, new byte[10])).isInstanceOf(ScannerUnavailable.class);
    }
    int free;
    try (ServerSocket closed = server()) {
      free = closed.getLocalPort();
    }
    assertThatThrownBy(() -> scan(free, new byte[10])).isInstanceOf(ScannerUnavailable.class);
    try (ServerSocket confused = server()) {
      CompletableFuture<Void> answered =
          CompletableFuture.runAsync(
              () -> {
                try (Socket socket = confused.accept()) {
                  socket
                      .getOutputStream()
                      .write("UNKNOWN COMMAND\0".getBytes(StandardCharsets.US_ASCII));
                  socket.getOutputStream().flush();
                  socket.getInputStream().readNBytes(20);
                } catch (IOException over) {
                  throw new IllegalStateException(over);
                }
              });
      assertThatThrownBy(() -> scan(confused, new byte[10])).isInstanceOf(ScannerUnavailable.class);
      answered.join();
    }
  }

  private java.util.Optional<String> scan(ServerSocket server, byte[] content) throws IOException {
    return scan(server.getLocalPort(), content);
  }

  private java.util.Optional<String> scan(int port, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("file"), content);
    return new ClamdScan(new ClamdSettings("127.0.0.1", port, Duration.ofMillis(1_500))).find(file);
  }

  private static ServerSocket server() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  /** Listens to one file, as clamd does: command, pieces, verdict. */
  private static CompletableFuture<byte[]> answering(ServerSocket server, int atMost) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (Socket socket = server.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] command = in.readNBytes("zINSTREAM\0".length());
            if (!new String(command, StandardCharsets.US_ASCII).equals("zINSTREAM\0")) {
              throw new IllegalStateException("not the command");
            }
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            for (int length = in.readInt(); length > 0; length = in.readInt()) {
              content.writeBytes(in.readNBytes(length));
              if (content.size() > atMost) {
                answer(socket, "INSTREAM size limit exceeded. ERROR");
                in.transferTo(java.io.OutputStream.nullOutputStream());
                return content.toByteArray();
              }
            }
            boolean found = content.toString(StandardCharsets.US_ASCII).contains(SIGNATURE);
            answer(socket, found ? "stream: Eicar-Test-Signature FOUND" : "stream: OK");
            return content.toByteArray();
          } catch (IOException over) {
            throw new IllegalStateException(over);
          }
        });
  }

  private static void answer(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\0").getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }
}
