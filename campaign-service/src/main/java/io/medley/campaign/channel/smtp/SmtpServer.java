package io.medley.campaign.channel.smtp;

import io.medley.campaign.channel.EmailSettings;
import io.medley.campaign.channel.Receipt;
import io.medley.campaign.channel.RenderedMessage;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * One SMTP conversation per message. What matters is telling three ends apart: the server said yes,
 * the server said no, nobody knows.
 */
final class SmtpServer {

  private final EmailSettings settings;
  private final Session session;

  SmtpServer(EmailSettings settings) {
    this.settings = settings;
    String millis = Long.toString(Math.max(1, settings.timeout().toMillis() / 2));
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.connectiontimeout", millis);
    properties.setProperty("mail.smtp.timeout", millis);
    properties.setProperty("mail.smtp.writetimeout", millis);
    properties.setProperty("mail.smtp.from", settings.from());
    // Waiting for the answer to QUIT can only lose an answer we already have.
    properties.setProperty("mail.smtp.quitwait", "false");
    properties.setProperty("mail.smtp.starttls.enable", "true");
    properties.setProperty("mail.smtp.starttls.required", Boolean.toString(settings.startTls()));
    this.session = Session.getInstance(properties);
  }

  Receipt hand(RenderedMessage message) throws MessagingException {
    MimeMessage mime = new MimeMessage(session, new ByteArrayInputStream(message.bytes()));
    Address[] recipient = {new InternetAddress(message.recipient())};
    Transport transport = session.getTransport("smtp");
    try {
      transport.connect(settings.host(), settings.port(), null, null);
    } catch (MessagingException unreachable) {
      return new Receipt.NotNow("no connection: " + unreachable.getMessage());
    }
    try {
      transport.sendMessage(mime, recipient);
      String answer =
          transport instanceof SMTPTransport smtp ? smtp.getLastServerResponse() : "accepted";
      return new Receipt.Taken(answer == null ? "accepted" : answer.strip());
    } catch (SendFailedException refused) {
      return refused(refused);
    } catch (MessagingException broken) {
      return new Receipt.Silent("the connection broke: " + broken.getMessage());
    } finally {
      close(transport);
    }
  }

  /** The server answered with a code: 4xx is "later", 5xx is "never" (RFC 5321 section 4.2.1). */
  private static Receipt refused(SendFailedException refused) {
    int code = code(refused);
    Exception next = refused.getNextException();
    while (code < 0 && next instanceof MessagingException nested) {
      code = code(nested);
      next = nested.getNextException();
    }
    if (code >= 400 && code < 500) {
      return new Receipt.NotNow("the server answered " + code);
    }
    if (code >= 500) {
      return new Receipt.Refused("the server answered " + code);
    }
    return new Receipt.Silent("the conversation ended without an answer");
  }

  private static int code(MessagingException failure) {
    return switch (failure) {
      case SMTPSendFailedException send -> send.getReturnCode();
      case SMTPAddressFailedException address -> address.getReturnCode();
      case SMTPSenderFailedException sender -> sender.getReturnCode();
      default -> -1;
    };
  }

  private static void close(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException afterTheAnswer) {
      // The answer counts, not how the conversation was ended.
      return;
    }
  }
}
