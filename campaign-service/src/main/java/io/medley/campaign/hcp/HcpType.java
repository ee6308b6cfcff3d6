package io.medley.campaign.hcp;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What an HCP is by profession. Decides which content and which channels are meant for them. */
public enum HcpType {
  /** Physician. */
  MD(true),
  /** Nurse practitioner. */
  NP(true),
  /** Physician assistant. */
  PA(true),
  /** Nurse without the right to prescribe. */
  NURSE(false),
  /** Pharmacist. */
  PHARMACIST(false),
  /** Another health profession. */
  OTHER(false),
  /** Not told; counts as prescribing, as every piece for HCPs may be shown to them. */
  UNKNOWN(true);

  private static final Map<String, HcpType> SYNONYMS =
      Map.ofEntries(
          Map.entry("PHYSICIAN", MD),
          Map.entry("DOCTOR", MD),
          Map.entry("PRESCRIBER", MD),
          Map.entry("DO", MD),
          Map.entry("NURSE_PRACTITIONER", NP),
          Map.entry("PHYSICIAN_ASSISTANT", PA),
          Map.entry("RN", NURSE),
          Map.entry("PHARMD", PHARMACIST),
          Map.entry("OTHER_HCP", OTHER),
          Map.entry("MIDWIFE", OTHER),
          Map.entry("PHYSIOTHERAPIST", OTHER));

  private final boolean prescribes;

  HcpType(boolean prescribes) {
    this.prescribes = prescribes;
  }

  /** Whether holders may prescribe. */
  public boolean prescribes() {
    return prescribes;
  }

  /** The type a word stands for; the usual synonyms are known. */
  public static Optional<HcpType> parse(String text) {
    String word = text.strip().toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    for (HcpType type : values()) {
      if (type.name().equals(word)) {
        return Optional.of(type);
      }
    }
    return Optional.ofNullable(SYNONYMS.get(word));
  }
}
