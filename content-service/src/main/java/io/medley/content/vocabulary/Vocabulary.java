package io.medley.content.vocabulary;

import java.util.Locale;

/** Names of the controlled vocabularies. */
public enum Vocabulary {
  MATERIAL_TYPE,
  CHANNEL,
  AUDIENCE,
  PURPOSE,
  MARKET;

  /** The name in the database and in addresses, for example {@code material-type}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
