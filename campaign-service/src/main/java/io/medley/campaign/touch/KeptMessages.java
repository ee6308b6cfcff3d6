package io.medley.campaign.touch;

import io.medley.campaign.channel.MessageView;
import io.medley.campaign.hcp.PersonalVault;
import io.medley.platform.signing.Sha256;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** What left, exactly as it left: kept encrypted under the HCP's key, its hash on the contact. */
@Service
public class KeptMessages {

  private final Contacts contacts;
  private final Sends sends;
  private final PersonalVault vault;

  KeptMessages(Contacts contacts, Sends sends, PersonalVault vault) {
    this.contacts = contacts;
    this.sends = sends;
    this.vault = vault;
  }

  /**
   * A kept message.
   *
   * @param view the message
   * @param hash SHA-256 of the kept bytes
   * @param same whether that is the hash the contact was made with
   */
  public record Kept(MessageView view, String hash, boolean same) {}

  /** The message of a contact; empty if it is not kept any more, or the HCP was erased. */
  public Optional<Kept> of(UUID contactId) {
    return contacts
        .find(contactId)
        .flatMap(
            contact ->
                sends
                    .kept(contactId)
                    .flatMap(closed -> vault.open(contact.hcpId(), Deciding.RENDERED, closed))
                    .flatMap(
                        bytes ->
                            MessageView.of(contact.channel(), bytes)
                                .map(
                                    view ->
                                        new Kept(
                                            view,
                                            Sha256.hex(bytes),
                                            Sha256.hex(bytes).equals(contact.renderedHash())))));
  }
}
