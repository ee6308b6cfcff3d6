package io.medley.campaign.channel;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;

/**
 * What an HTTP provider's answer to a message means; the same for every provider that speaks it.
 */
public final class HttpAnswers {

  private HttpAnswers() {}

  /**
   * By status: it has it, it asks to come back, or it will never take it (RFC 9110 section 15). 409
   * says that it has the message already.
   */
  public static Receipt of(int status) {
    String answer = "it answered " + status;
    if (status / 100 == 2 || status == 409) {
      return new Receipt.Taken(answer);
    }
    boolean later = status == 408 || status == 425 || status == 429 || status / 100 == 5;
    return later ? new Receipt.NotNow(answer) : new Receipt.Refused(answer);
  }

  /**
   * Without an answer: certainly not taken if there was no connection, otherwise nobody can say.
   */
  public static Receipt of(IOException broken) {
    return broken instanceof ConnectException || broken instanceof HttpConnectTimeoutException
        ? new Receipt.NotNow("no connection")
        : new Receipt.Silent("the connection broke: " + broken.getClass().getSimpleName());
  }
}
