package io.medley.content.extraction.clamd;

import io.medley.content.extraction.FileRefused;
import io.medley.content.extraction.FileRefused.Reason;
import io.medley.content.extraction.ScannerUnavailable;
import io.medley.content.extraction.VirusScan;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Streams a file to clamd by its INSTREAM command: pieces led by their length in four bytes, an
 * empty piece at the end, one line as the answer.
 */
final class ClamdScan implements VirusScan {

  private static final int PIECE = 1 << 16;
  private static final int LONGEST_ANSWER = 1_000;
  private static final String BEGIN = "stream: ";
  private static final String FOUND = " FOUND";

  private final ClamdSettings settings;

  ClamdScan(ClamdSettings settings) {
    this.settings = settings;
  }

  @Override
  public Optional<String> find(Path file) {
    String answer;
    try (Socket socket = new Socket()) {
      int millis = Math.toIntExact(settings.time().toMillis());
      socket.connect(new InetSocketAddress(settings.host(), settings.port()), millis);
      socket.setSoTimeout(millis);
      answer = ask(socket, file);
    } catch (IOException noAnswer) {
      throw new ScannerUnavailable(noAnswer);
    }
    if (answer.equals(BEGIN + "OK")) {
      return Optional.empty();
    }
    if (answer.startsWith(BEGIN) && answer.endsWith(FOUND)) {
      return Optional.of(answer.substring(BEGIN.length(), answer.length() - FOUND.length()));
    }
    if (answer.contains("size limit exceeded")) {
      throw new FileRefused(
          Reason.TOO_LARGE,
          "The file is larger than the virus scanner takes; reduce it, or let an administrator raise the scanner's StreamMaxLength.");
    }
    throw new ScannerUnavailable(new IOException("clamd says: " + answer));
  }

  private static String ask(Socket socket, Path file) throws IOException {
    InputStream answers = new BufferedInputStream(socket.getInputStream());
    try (InputStream in = Files.newInputStream(file)) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
      byte[] piece = new byte[PIECE];
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        if (count > 0) {
          out.writeInt(count);
          out.write(piece, 0, count);
        }
      }
      out.writeInt(0);
      out.flush();
    } catch (IOException pipeBroken) {
      // Over its limit clamd answers and hangs up without reading on.
      String early = line(answers);
      if (early.isEmpty()) {
        throw pipeBroken;
      }
      return early;
    }
    return line(answers);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c > 0 && c != '\n' && line.size() < LONGEST_ANSWER; c = in.read()) {
      line.write(c);
    }
    return line.toString(StandardCharsets.US_ASCII).strip();
  }
}
