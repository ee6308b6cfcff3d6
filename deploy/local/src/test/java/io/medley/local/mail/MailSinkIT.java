package io.medley.local.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.local.StackHome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailSinkIT {

  private final StackHome home = StackHome.temporary();
  private MailSink sink = MailSink.start(home);

  @AfterEach
  void stop() {
    sink.close();
    home.discard();
  }

  @Test
  void shouldHaveTheMessageOnDiskWhenItAnswers() throws IOException {
    try (Conversation smtp = new Conversation(sink.smtpPort())) {
      smtp.say("MAIL FROM:<medley@northwind.example>");
      smtp.say("RCPT TO:<doctor@practice.example>");
      smtp.say("DATA");
      smtp.write(
          "Message-ID: <key/1/1@medley>\r\nSubject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=\r\n\r\nHello");
      assertThat(complete()).isEmpty();

      assertThat(smtp.say("\r\n.")).startsWith("250");

      // The sink's memory is not asked: another reader of the folder sees it.
      MailFolder folder = new MailFolder(home.data("mails"));
      assertThat(folder.byMessageId("<key/1/1@medley>"))
          .singleElement()
          .satisfies(
              mail -> {
                assertThat(mail.subject()).isEqualTo("Grüße");
                assertThat(mail.from()).isEqualTo("medley@northwind.example");
                assertThat(mail.to()).containsExactly("doctor@practice.example");
              });
    }
  }

  @Test
  void shouldForgetAMessageItNeverAnswered() throws IOException {
    try (Conversation smtp = new Conversation(sink.smtpPort())) {
      smtp.say("MAIL FROM:<medley@northwind.example>");
      smtp.say("RCPT TO:<doctor@practice.example>");
      smtp.say("DATA");
      smtp.write("Message-ID: <cut@medley>\r\n\r\nHel");
    }
    sink.close();
    sink = MailSink.start(home);

    assertThat(sink.mails("cut@medley")).isEmpty();
    assertThat(complete()).isEmpty();
  }

  @Test
  void shouldSayWhetherAMessageWasAcceptedAndHowOften() throws Exception {
    send("twice@medley", "<b>once</b>");
    send("twice@medley", "<b>again</b>");

    assertThat(get("/api/mails?messageId=%3Ctwice@medley%3E").body())
        .contains("\"accepted\":true")
        .contains("\"count\":2");
    assertThat(get("/api/mails?messageId=twice@medley").body()).contains("\"count\":2");
    assertThat(get("/api/mails?messageId=never@medley").body())
        .contains("\"accepted\":false")
        .contains("\"count\":0");
    assertThat(get("/api/mails").body()).contains("\"total\":2");
  }

  @Test
  void shouldKeepMailsAcrossARestart() throws Exception {
    send("kept@medley", "<b>kept</b>");

    sink.close();
    sink = MailSink.start(home);

    assertThat(sink.mails("kept@medley")).hasSize(1);
    assertThat(sink.mails()).hasSize(1);
  }

  @Test
  void shouldShowAMailButLetItRunNothing() throws Exception {
    send("shown@medley", "<p>Dear Dr &amp; all</p><script>alert(1)</script>");
    ReceivedMail mail = sink.mails("shown@medley").getFirst();

    assertThat(get("/").body())
        .contains("A subject &lt;script&gt;")
        .doesNotContain("subject <script>");
    assertThat(get("/mails/" + mail.id()).body()).contains("sandbox").contains("shown@medley");
    HttpResponse<String> html = get("/mails/" + mail.id() + "/html");
    assertThat(html.body()).contains("Dear Dr");
    assertThat(html.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("sandbox")
        .contains("script-src 'none'");
    assertThat(get("/mails/" + mail.id() + "/source").body())
        .contains("Message-ID: <shown@medley>");
    assertThat(get("/mails/1").statusCode()).isEqualTo(404);
  }

  private void send(String messageId, String html) throws IOException {
    try (Conversation smtp = new Conversation(sink.smtpPort())) {
      smtp.say("MAIL FROM:<medley@northwind.example>");
      smtp.say("RCPT TO:<doctor@practice.example>");
      smtp.say("DATA");
      smtp.write(
          "Message-ID: <%s>\r\nSubject: A subject <script>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n%s"
              .formatted(messageId, html));
      assertThat(smtp.say("\r\n.")).startsWith("250");
    }
  }

  private List<Path> complete() throws IOException {
    try (Stream<Path> files = Files.list(home.data("mails"))) {
      return files.filter(file -> file.toString().endsWith(".eml")).toList();
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(sink.url() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  /** A sender that speaks SMTP by hand, so that it can stop in mid-sentence. */
  private static final class Conversation implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;

    Conversation(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(10_000);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      out = socket.getOutputStream();
      in.readLine();
      say("HELO test");
    }

    String say(String line) throws IOException {
      write(line + "\r\n");
      String answer = in.readLine();
      assertThat(answer).doesNotStartWith("4").doesNotStartWith("5");
      return answer;
    }

    void write(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
