package io.medley.campaign.channel.smtp;

import io.medley.campaign.channel.EmailSettings;
import io.medley.campaign.channel.Receipt;
import io.medley.campaign.channel.RenderedMessage;
import io.medley.campaign.consent.ConfirmationMail;
import io.medley.campaign.consent.ConsentText;
import io.medley.campaign.hcp.Hcp;
import io.medley.platform.time.RealTime;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The mail that asks an HCP to confirm a consent: plain text, no picture, no tracking. */
@Component
class ConsentMail implements ConfirmationMail {

  private static final String UTF_8 = "UTF-8";
  private static final String ENGLISH =
      """
      Dear %s,

      we were asked to note your agreement:

          %s

      It counts only if you confirm it here:
      %s

      If you did not ask for this, you need not do anything: without your confirmation nothing is
      sent to you. You can see and change everything you agreed to at any time:
      %s

      %s
      """;
  private static final String GERMAN =
      """
      Guten Tag %s,

      wir sollen Ihre Einwilligung vermerken:

          %s

      Sie gilt erst, wenn Sie sie hier bestätigen:
      %s

      Falls Sie das nicht gewünscht haben, müssen Sie nichts tun: Ohne Ihre Bestätigung senden wir
      Ihnen nichts. Alles, dem Sie zugestimmt haben, können Sie jederzeit ansehen und ändern:
      %s

      %s
      """;

  private final EmailSettings settings;
  private final SmtpServer server;
  private final RealTime realTime;

  ConsentMail(EmailSettings settings, RealTime realTime) {
    this.settings = settings;
    this.server = new SmtpServer(settings);
    this.realTime = realTime;
  }

  @Override
  public Optional<String> send(Hcp hcp, UUID request, ConsentText text, URI confirm, URI centre) {
    try {
      Receipt receipt = server.hand(message(hcp, request, text, confirm, centre));
      return switch (receipt) {
        case Receipt.Taken taken -> Optional.empty();
        case Receipt.Refused refused -> Optional.of(refused.why());
        case Receipt.NotNow later -> throw new NotTakenNow(later.why());
        case Receipt.Silent silent -> throw new NotTakenNow(silent.why());
      };
    } catch (MessagingException broken) {
      throw new IllegalStateException("The confirmation mail cannot be put together", broken);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private RenderedMessage message(Hcp hcp, UUID request, ConsentText text, URI confirm, URI centre)
      throws MessagingException, IOException {
    String language = hcp.profile().language();
    boolean german = Locale.forLanguageTag(language).getLanguage().equals("de");
    String messageId = "<consent-" + request + "@" + settings.messageDomain() + ">";
    String name = hcp.personal().firstName() + " " + hcp.personal().lastName();
    MimeMessage message =
        new MimeMessage(Session.getInstance(new Properties())) {
          // Kept however often it is tried: a mail that arrives twice is one message.
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
          }
        };
    message.setFrom(new InternetAddress(settings.from(), settings.fromName(), UTF_8));
    message.setRecipient(
        Message.RecipientType.TO, new InternetAddress(hcp.personal().email(), name, UTF_8));
    message.setSubject(
        german ? "Bitte bestätigen Sie Ihre Einwilligung" : "Please confirm your agreement", UTF_8);
    message.setSentDate(Date.from(realTime.now()));
    message.setHeader("Content-Language", language);
    // RFC 3834 section 5: nobody's out-of-office answers this.
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setText(
        (german ? GERMAN : ENGLISH)
            .formatted(name, text.in(language), confirm, centre, settings.fromName()),
        UTF_8);
    message.saveChanges();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    message.writeTo(out);
    return new RenderedMessage(
        messageId,
        hcp.personal().email(),
        List.of(confirm.toString(), centre.toString()),
        out.toByteArray());
  }
}
