package io.medley.campaign.measure;

import java.util.UUID;

/**
 * What a token stands for.
 *
 * @param kind what it may be used for
 * @param contactId the contact it was made for; for a confirmation the request, for a preference
 *     centre the HCP
 * @param position which link of the piece; -1 unless it is a link
 */
record TrackingToken(Kind kind, UUID contactId, int position) {

  /** What a token may be used for; a token of one kind is nothing for another. */
  enum Kind {
    /** The open pixel. */
    OPEN('o'),
    /** A link of the piece. */
    CLICK('c'),
    /** The HCP's preferences, from a message. */
    PREFERENCES('p'),
    /** The HCP's preference centre, from elsewhere. */
    CENTRE('h'),
    /** Saying whether a message answered the HCP's question. */
    ANSWER('a'),
    /** Confirming a request for consent. */
    CONFIRM('d');

    private final byte code;

    Kind(char code) {
      this.code = (byte) code;
    }

    /** How the kind is written in a token; never changed, links live in mailboxes. */
    byte code() {
      return code;
    }
  }
}
