package io.medley.campaign.measure;

import java.util.Locale;
import java.util.Set;

/**
 * Words by which a reader ends text messages, in the languages the house writes in. The first word
 * of an answer decides, and so does an answer that holds nothing else: who adds "please" means it
 * all the same.
 */
final class StopWords {

  private static final Set<String> WORDS =
      Set.of(
          "STOP",
          "STOPALL",
          "END",
          "CANCEL",
          "QUIT",
          "UNSUBSCRIBE",
          "REVOKE",
          "OPTOUT",
          "STOPP",
          "ENDE",
          "ABMELDEN",
          "KÜNDIGEN",
          "ARRET",
          "ARRÊT",
          "DESABONNER",
          "DÉSABONNER",
          "BASTA",
          "ALTO",
          "BAJA");

  private StopWords() {}

  /** Whether the text ends text messages. */
  static boolean in(String text) {
    String plain = text.strip().toUpperCase(Locale.ROOT);
    if (plain.replaceAll("[^\\p{L}]", "").equals("OPTOUT")) {
      return true;
    }
    String[] words = plain.split("[^\\p{L}]+");
    for (String word : words) {
      if (!word.isEmpty()) {
        return WORDS.contains(word);
      }
    }
    return false;
  }
}
