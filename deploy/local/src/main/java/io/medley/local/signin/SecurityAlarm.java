package io.medley.local.signin;

import io.medley.local.StackHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.function.Consumer;
import org.subethamail.smtp.client.SmartClient;

/**
 * Tells those who look after security: a line in the provider's log, and a mail. Without a mail
 * server, as in most tests, the log alone has it.
 */
final class SecurityAlarm implements Consumer<String> {

  static final String RECIPIENT = "security@northwind.example";

  private final StackHome home;

  SecurityAlarm(StackHome home) {
    this.home = home;
  }

  @Override
  public void accept(String sentence) {
    log(sentence);
    try {
      mail(sentence);
    } catch (IOException nobodyThere) {
      log("The alarm could not be mailed: " + nobodyThere.getMessage());
    }
  }

  private void mail(String sentence) throws IOException {
    SmartClient client =
        SmartClient.createAndConnect("127.0.0.1", home.port("mail.smtp"), "sign-in.medley.example");
    try {
      client.from("sign-in@medley.example");
      client.to(RECIPIENT);
      client.dataStart();
      byte[] text =
          """
          From: Medley sign-in <sign-in@medley.example>\r
          To: <%s>\r
          Subject: Account locked\r
          Content-Type: text/plain; charset=UTF-8\r
          \r
          %s\r
          """
              .formatted(RECIPIENT, sentence)
              .getBytes(StandardCharsets.UTF_8);
      client.dataWrite(text, text.length);
      client.dataEnd();
    } finally {
      client.quit();
    }
  }

  private void log(String sentence) {
    Path log = home.log("sign-in");
    try {
      Files.writeString(
          log,
          Instant.now() + " " + sentence + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }
}
