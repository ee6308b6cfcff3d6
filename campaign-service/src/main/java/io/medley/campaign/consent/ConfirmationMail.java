package io.medley.campaign.consent;

import io.medley.campaign.hcp.Hcp;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** Sends the mail that asks for confirmation. It answers a request and promotes nothing. */
public interface ConfirmationMail {

  /**
   * Sends it. Repeating it sends the same Message-ID.
   *
   * @param centre the HCP's preference centre
   * @return why it will never be taken; empty if it was taken
   * @throws NotTakenNow if it may be taken later
   */
  Optional<String> send(Hcp hcp, UUID request, ConsentText text, URI confirm, URI centre);

  /** The mail server did not take it now. */
  final class NotTakenNow extends RuntimeException {
    public NotTakenNow(String why) {
      super(why);
    }
  }
}
