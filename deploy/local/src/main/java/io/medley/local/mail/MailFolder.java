package io.medley.local.mail;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeUtility;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Mails as files: {@code <id>.eml}, preceded by the envelope as two header lines of ours. What is
 * listed is on disk.
 */
final class MailFolder {

  /**
   * Ours, and the first lines of the file; a mail cannot forge them because its own headers come
   * after.
   */
  private static final String FROM = "X-Medley-Envelope-From";

  private static final String TO = "X-Medley-Envelope-To";

  private final Path folder;
  private final List<ReceivedMail> mails = new ArrayList<>();
  private final Map<String, List<ReceivedMail>> byMessageId = new HashMap<>();
  private long lastId;

  MailFolder(Path folder) {
    this.folder = folder;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(".eml")) {
          add(read(file));
        } else {
          // A message whose sender was never answered.
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A message being received; it counts only once it has been kept. */
  final class Draft {
    private final Path file;

    private Draft(Path file) {
      this.file = file;
    }

    /**
     * Puts it among the mails: forced to disk, renamed, the folder forced too; after that it
     * survives a power cut.
     */
    ReceivedMail keep() throws IOException {
      force(file);
      synchronized (MailFolder.this) {
        lastId = Math.max(lastId + 1, System.currentTimeMillis());
        Path kept = folder.resolve(lastId + ".eml");
        Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE);
        force(folder);
        ReceivedMail mail = read(kept);
        add(mail);
        return mail;
      }
    }

    void discard() throws IOException {
      Files.deleteIfExists(file);
    }
  }

  Draft receive(String from, List<String> to, InputStream message) throws IOException {
    Path file = Files.createTempFile(folder, "arriving-", ".part");
    Draft draft = new Draft(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      StringBuilder envelope = new StringBuilder();
      envelope.append(FROM).append(": ").append(oneLine(from)).append("\r\n");
      to.forEach(
          recipient -> envelope.append(TO).append(": ").append(oneLine(recipient)).append("\r\n"));
      out.write(envelope.toString().getBytes(StandardCharsets.UTF_8));
      message.transferTo(out);
      return draft;
    } catch (IOException e) {
      draft.discard();
      throw e;
    }
  }

  synchronized List<ReceivedMail> newest(int offset, int limit) {
    List<ReceivedMail> newestFirst = mails.reversed();
    int from = Math.min(Math.max(offset, 0), newestFirst.size());
    return List.copyOf(newestFirst.subList(from, Math.min(from + limit, newestFirst.size())));
  }

  synchronized List<ReceivedMail> all() {
    return List.copyOf(mails);
  }

  synchronized Optional<ReceivedMail> find(String id) {
    return mails.stream().filter(mail -> mail.id().equals(id)).findFirst();
  }

  synchronized List<ReceivedMail> byMessageId(String messageId) {
    return List.copyOf(byMessageId.getOrDefault(bare(messageId), List.of()));
  }

  synchronized int count() {
    return mails.size();
  }

  private synchronized void add(ReceivedMail mail) {
    mails.add(mail);
    lastId = Math.max(lastId, Long.parseLong(mail.id()));
    if (!mail.messageId().isEmpty()) {
      byMessageId.computeIfAbsent(mail.messageId(), id -> new ArrayList<>()).add(mail);
    }
  }

  private static ReceivedMail read(Path file) throws IOException {
    String id = file.getFileName().toString().replace(".eml", "");
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      List<Header> headers = new ArrayList<>();
      new InternetHeaders(in, true).getAllHeaders().asIterator().forEachRemaining(headers::add);
      String from = first(headers, FROM);
      // Only the lines before the first of the message's own are the envelope.
      List<String> to =
          headers.stream()
              .skip(1)
              .takeWhile(header -> header.getName().equals(TO))
              .map(Header::getValue)
              .toList();
      return new ReceivedMail(
          id,
          Instant.ofEpochMilli(Long.parseLong(id)),
          bare(first(headers, "Message-ID")),
          from,
          to,
          decoded(first(headers, "Subject")),
          file);
    } catch (MessagingException e) {
      throw new IOException("The mail " + id + " has no readable header.", e);
    }
  }

  private static String first(List<Header> headers, String name) {
    return headers.stream()
        .filter(header -> header.getName().equalsIgnoreCase(name))
        .map(Header::getValue)
        .findFirst()
        .orElse("");
  }

  private static String decoded(String value) {
    try {
      return MimeUtility.decodeText(MimeUtility.unfold(value));
    } catch (IOException unknownCharset) {
      return value;
    }
  }

  private static String bare(String messageId) {
    String stripped = messageId.strip();
    return stripped.startsWith("<") && stripped.endsWith(">")
        ? stripped.substring(1, stripped.length() - 1)
        : stripped;
  }

  private static String oneLine(String value) {
    return value.replaceAll("[\\r\\n]", " ");
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
