package io.medley.content.brief;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for. Codes are those of the vocabularies and the product master.
 *
 * @param title as people will call the piece
 * @param materialType left to the agency if empty; only a campaign's gap may leave it open
 * @param languages BCP 47, e.g. {@code en-GB}
 * @param keyMessages what the piece has to say
 * @param claims keys of claims of the library to use
 * @param mandatory what must stand in it, one element a line, e.g. "prescribing information
 *     overleaf"
 * @param background anything else the agency should know
 * @param agency who makes it; only a campaign's gap may leave it open
 * @param dueOn the last day, as the first market counts days
 * @param campaignId the campaign it is made for; {@code null} if for none
 * @param slot the slot of the campaign it fills; {@code null} exactly if there is no campaign
 */
public record BriefDraft(
    String title,
    String brandId,
    String materialType,
    List<String> markets,
    List<String> languages,
    List<String> channels,
    List<String> audiences,
    String purpose,
    List<String> keyMessages,
    List<String> claims,
    List<String> mandatory,
    String background,
    String agency,
    @Nullable LocalDate dueOn,
    @Nullable String campaignId,
    @Nullable String slot) {

  /** What was not given is open; lists lose their blanks and repetitions. */
  public BriefDraft(
      @Nullable String title,
      @Nullable String brandId,
      @Nullable String materialType,
      @Nullable List<String> markets,
      @Nullable List<String> languages,
      @Nullable List<String> channels,
      @Nullable List<String> audiences,
      @Nullable String purpose,
      @Nullable List<String> keyMessages,
      @Nullable List<String> claims,
      @Nullable List<String> mandatory,
      @Nullable String background,
      @Nullable String agency,
      @Nullable LocalDate dueOn,
      @Nullable String campaignId,
      @Nullable String slot) {
    this.title = text(title);
    this.brandId = text(brandId);
    this.materialType = text(materialType);
    this.markets = list(markets);
    this.languages = list(languages);
    this.channels = list(channels);
    this.audiences = list(audiences);
    this.purpose = text(purpose);
    this.keyMessages = list(keyMessages);
    this.claims = list(claims);
    this.mandatory = lines(mandatory);
    this.background = text(background);
    this.agency = text(agency);
    this.dueOn = dueOn;
    this.campaignId = text(campaignId).isEmpty() ? null : text(campaignId);
    this.slot = text(slot).isEmpty() ? null : text(slot);
  }

  /** A draft with nothing in it. */
  public static BriefDraft empty() {
    return new BriefDraft(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null);
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given.strip();
  }

  private static List<String> list(@Nullable List<String> given) {
    return strip(given).distinct().sorted().toList();
  }

  private static List<String> lines(@Nullable List<String> given) {
    return strip(given).distinct().toList();
  }

  private static Stream<String> strip(@Nullable List<String> given) {
    return given == null
        ? Stream.empty()
        : given.stream().map(String::strip).filter(value -> !value.isEmpty());
  }
}
