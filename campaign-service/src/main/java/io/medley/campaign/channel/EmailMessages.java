package io.medley.campaign.channel;

import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.measure.TrackingLinks;
import io.medley.platform.time.RealTime;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.StreamProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.springframework.stereotype.Component;

/** Makes e-mails from approved pieces. */
@Component
public class EmailMessages {

  private static final String UTF_8 = "UTF-8";
  // RFC 5322 section 3.3.
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);

  static {
    // Named here, Jakarta Mail looks for its provider once and not once for each part of a message.
    System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
  }

  private final EmailSettings settings;
  private final TrackingLinks tracking;
  private final ApprovedPages pages;
  private final PlainTexts texts;
  private final SafetyInformation safety;
  private final RealTime realTime;

  EmailMessages(
      EmailSettings settings,
      TrackingLinks tracking,
      ApprovedPages pages,
      PlainTexts texts,
      SafetyInformation safety,
      RealTime realTime) {
    this.settings = settings;
    this.tracking = tracking;
    this.pages = pages;
    this.texts = texts;
    this.safety = safety;
    this.realTime = realTime;
  }

  /** The Message-ID of a send key: the key itself is its left part (RFC 5322 section 3.6.4). */
  public String messageId(String sendKey) {
    return "<" + sendKey + "@" + settings.messageDomain() + ">";
  }

  /**
   * The complete message.
   *
   * @throws RenderRefused if the piece cannot be rendered lawfully
   */
  public RenderedMessage render(MessageRequest request) {
    Optional<SafetyInformation.Attachment> attachment =
        safety.forPage(request, pages.of(request.piece()));
    HtmlPage page =
        HtmlPage.of(
            request,
            tracking,
            pages,
            attachment.map(SafetyInformation.Attachment::html).orElse(""));
    Hcp hcp = request.hcp();
    String messageId = messageId(request.sendKey());
    try {
      byte[] bytes = message(messageId, page, hcp);
      return new RenderedMessage(
          messageId,
          hcp.personal().email(),
          page.links(),
          attachment.map(SafetyInformation.Attachment::carried).orElse(null),
          bytes);
    } catch (MessagingException broken) {
      throw new IllegalStateException("The e-mail cannot be put together", broken);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private byte[] message(String messageId, HtmlPage made, Hcp hcp)
      throws MessagingException, IOException {
    MimeBodyPart text = new MimeBodyPart();
    text.setText(texts.of(made), UTF_8);
    text.setHeader("Content-Transfer-Encoding", "base64");
    MimeBodyPart page = new MimeBodyPart();
    page.setText(made.html(), UTF_8, "html");
    // Base64 carries the rendered text byte for byte; the others let servers change line ends.
    page.setHeader("Content-Transfer-Encoding", "base64");
    MimeMessage message = new KeyedMessage(messageId);
    message.setFrom(new InternetAddress(settings.from(), settings.fromName(), UTF_8));
    message.setRecipient(
        Message.RecipientType.TO,
        new InternetAddress(
            hcp.personal().email(),
            hcp.personal().firstName() + " " + hcp.personal().lastName(),
            UTF_8));
    message.setSubject(made.title(), UTF_8);
    message.setHeader("Date", DATE.format(realTime.now()));
    message.setHeader("Content-Language", hcp.profile().language());
    // RFC 8058: one POST to this address, without cookies, ends it.
    message.setHeader("List-Unsubscribe", "<" + made.preferences() + ">");
    message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    message.setContent(new MimeMultipart("alternative", text, page));
    message.saveChanges();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    message.writeTo(out);
    return out.toByteArray();
  }

  /** Keeps its Message-ID; Jakarta Mail would make a new one on every save. */
  private static final class KeyedMessage extends MimeMessage {
    // It looks for its providers on the whole class path, which costs more than the message.
    private static final Session SESSION = Session.getInstance(new Properties());

    private final String messageId;

    KeyedMessage(String messageId) {
      super(SESSION);
      this.messageId = messageId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", messageId);
    }
  }
}
