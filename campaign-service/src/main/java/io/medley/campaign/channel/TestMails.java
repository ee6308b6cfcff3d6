package io.medley.campaign.channel;

import io.medley.platform.time.RealTime;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Makes the mail by which a person of the house sees a message in their own mailbox, whatever its
 * channel. Marked in the subject and in a header; it can be told from a real one by both, and its
 * name leads to no contact.
 */
@Component
public class TestMails {

  /** What every subject begins with. */
  public static final String MARK = "[TEST] ";

  /** Header every test carries. */
  public static final String HEADER = "X-Medley-Test";

  private static final String UTF_8 = "UTF-8";

  private final EmailSettings settings;
  private final RealTime realTime;

  TestMails(EmailSettings settings, RealTime realTime) {
    this.settings = settings;
    this.realTime = realTime;
  }

  /**
   * The mail.
   *
   * @param id names it
   * @param channel channel of the message that is shown
   * @param view the message
   * @param address the person's own
   */
  public RenderedMessage of(UUID id, String channel, MessageView view, String address) {
    String messageId = "<test-" + id + "@" + settings.messageDomain() + ">";
    try {
      MimeMessage mail =
          new MimeMessage(Session.getInstance(new Properties())) {
            @Override
            protected void updateMessageID() throws MessagingException {
              setHeader("Message-ID", messageId);
            }
          };
      mail.setFrom(new InternetAddress(settings.from(), settings.fromName(), UTF_8));
      mail.setRecipient(Message.RecipientType.TO, new InternetAddress(address));
      String subject =
          channel.equals("EMAIL") ? view.subject() : (channel + ": " + view.subject()).strip();
      mail.setSubject(MARK + subject, UTF_8);
      mail.setSentDate(Date.from(realTime.now()));
      mail.setHeader(HEADER, "yes");
      // RFC 3834 section 5: nobody's out-of-office answers this.
      mail.setHeader("Auto-Submitted", "auto-generated");
      MimeBodyPart text = new MimeBodyPart();
      text.setText(view.text(), UTF_8);
      String html = view.html();
      if (html == null) {
        mail.setContent(new MimeMultipart("alternative", text));
      } else {
        MimeBodyPart page = new MimeBodyPart();
        page.setText(html, UTF_8, "html");
        page.setHeader("Content-Transfer-Encoding", "base64");
        mail.setContent(new MimeMultipart("alternative", text, page));
      }
      mail.saveChanges();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      mail.writeTo(out);
      return new RenderedMessage(messageId, address, List.of(), out.toByteArray());
    } catch (MessagingException broken) {
      throw new IllegalStateException("The test cannot be put together", broken);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
