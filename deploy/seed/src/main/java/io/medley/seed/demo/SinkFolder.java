package io.medley.seed.demo;

import java.util.List;

/** The mails that the sink has on disk. */
interface SinkFolder {

  /** Every mail, oldest first. */
  List<Mail> mails();

  /** One message as it was accepted. */
  record Mail(String messageId, String to, String subject, String html) {}
}
