package io.medley.content.vocabulary;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Names of the controlled vocabularies. */
public enum Vocabulary {
  MATERIAL_TYPE("Types of material"),
  MATERIAL_SUBTYPE("Subtypes of material"),
  CHANNEL("Channels"),
  AUDIENCE("Audiences"),
  PURPOSE("Purposes"),
  MARKET("Markets"),
  ADAPTATION("Adaptation"),
  KEY_MESSAGE("Key messages"),
  TONE("Tone"),
  CALL_TO_ACTION("Calls to action"),
  INTENT("Intent"),
  SPECIALTY("Specialties"),
  SEGMENT("Segments"),
  JOURNEY_STAGE("Journey stages"),
  IMAGE_USE("Whose pictures"),
  COST_BAND("Cost bands");

  private final String title;

  Vocabulary(String title) {
    this.title = title;
  }

  /** The name in the database and in addresses, for example {@code material-type}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** The vocabulary of which every term names a term of this one as its parent, if there is one. */
  public Optional<Vocabulary> parent() {
    return this == MATERIAL_SUBTYPE ? Optional.of(MATERIAL_TYPE) : Optional.empty();
  }

  /** The vocabulary with this key. */
  public static Optional<Vocabulary> ofKey(String key) {
    return Arrays.stream(values()).filter(value -> value.key().equals(key)).findFirst();
  }
}
