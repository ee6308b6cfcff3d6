package io.medley.campaign.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboundMailTest {

  private static final String ID = "<0b6c/announce/1@send.medley.example>";

  @ParameterizedTest
  @CsvSource({
    "failed, 5.1.1, BOUNCE",
    "failed, 4.4.7, DELAY",
    "delayed, 4.4.1, DELAY",
    "delivered, 2.0.0, UNKNOWN"
  })
  void shouldReadADeliveryReport(String action, String status, InboundMail.Kind kind) {
    InboundMail mail =
        read(
            """
            From: MAILER-DAEMON@mx.example
            Message-ID: <report@mx.example>
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: text/plain

            Your message could not be delivered.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example

            Final-Recipient: rfc822; nobody@practice.example
            Action: %s
            Status: %s
            --b
            Content-Type: text/rfc822-headers

            Message-ID: %s
            Subject: Announcement
            --b--
            """
                .formatted(action, status, ID));

    assertThat(mail.kind()).isEqualTo(kind);
    assertThat(mail.messageId()).contains(ID);
    assertThat(mail.detail()).isEqualTo(status);
  }

  @Test
  void shouldReadAComplaint() {
    InboundMail mail =
        read(
            """
            From: fbl@provider.example
            Content-Type: multipart/report; report-type=feedback-report; boundary=b

            --b
            Content-Type: text/plain

            This is an abuse report.
            --b
            Content-Type: message/feedback-report

            Feedback-Type: abuse
            User-Agent: Loop/1.0
            --b
            Content-Type: text/rfc822-headers

            Message-ID: %s
            --b--
            """
                .formatted(ID));

    assertThat(mail.kind()).isEqualTo(InboundMail.Kind.COMPLAINT);
    assertThat(mail.messageId()).contains(ID);
  }

  @Test
  void shouldReadWhatAPersonWroteWithoutWhatIsQuoted() {
    InboundMail mail =
        read(
            """
            From: anna@practice.example
            In-Reply-To: %s
            Content-Type: text/plain; charset=utf-8

            My patient had a rash.
            > Adverse reactions are listed
            """
                .formatted(ID));

    assertThat(mail.kind()).isEqualTo(InboundMail.Kind.REPLY);
    assertThat(mail.messageId()).contains(ID);
    assertThat(mail.detail()).isEqualTo("My patient had a rash.");
  }

  @Test
  void shouldTakeANoteOfAbsenceForNothing() {
    assertThat(read("Auto-Submitted: auto-replied\nIn-Reply-To: " + ID + "\n\nI am away.\n").kind())
        .isEqualTo(InboundMail.Kind.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({"''", "'Content-Type: multipart/report; boundary=\n\nx'", "'\0\1\2'"})
  void shouldBearAnything(String text) {
    assertThat(read(text).messageId()).isEmpty();
  }

  private static InboundMail read(String text) {
    return InboundMail.parse(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }
}
