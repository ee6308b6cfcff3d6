package io.medley.content.extraction.tika;

/** Reference numbers are set raised; plain text has Unicode's raised digits for them. */
final class Superscripts {

  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Superscripts() {}

  /**
   * The text with digits and the hyphens between them raised, if it holds nothing but a reference
   * mark.
   */
  static String raise(String text) {
    if (!text.matches("[\\s\\d,;–-]*\\d[\\s\\d,;–-]*")) {
      return text;
    }
    StringBuilder raised = new StringBuilder(text.length());
    text.chars()
        .forEach(
            c -> {
              if (c >= '0' && c <= '9') {
                raised.append(RAISED.charAt(c - '0'));
              } else if (c == '-' || c == '–') {
                raised.append('⁻');
              } else {
                raised.append((char) c);
              }
            });
    return raised.toString();
  }
}
