package io.medley.campaign.channel;

/** Counts the segments a text takes on the networks (3GPP TS 23.038 section 6, 23.040). */
public final class SmsSegments {

  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
          + "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  /** Each takes an escape and a second septet. */
  private static final String EXTENDED = "^{}\\[~]|€\f";

  private SmsSegments() {}

  /** Segments of the text; one holds 160 septets or 70 UTF-16 units, of several 153 or 67. */
  public static int of(String text) {
    int septets = 0;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (BASIC.indexOf(each) >= 0) {
        septets++;
      } else if (EXTENDED.indexOf(each) >= 0) {
        septets += 2;
      } else {
        return segments(text.length(), 70, 67);
      }
    }
    return segments(septets, 160, 153);
  }

  private static int segments(int units, int single, int concatenated) {
    return units <= single ? 1 : Math.ceilDiv(units, concatenated);
  }
}
