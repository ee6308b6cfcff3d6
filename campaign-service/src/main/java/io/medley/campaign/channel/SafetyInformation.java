package io.medley.campaign.channel;

import io.medley.campaign.channel.SafetyTexts.SafetyText;
import io.medley.campaign.hcp.HcpProfile;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Sees to it that an e-mail which promotes carries the safety information (ISI) and leads to the
 * prescribing information (PI) of the label in force where its reader is. What the approved piece
 * carries already is not repeated; what it lacks is attached from the product master, word for
 * word.
 */
@Component
public class SafetyInformation {

  private static final Pattern BLANKS = Pattern.compile("[\\s\\u00A0]+");

  private final MarketDemands demands;
  private final SafetyTexts texts;
  private final Clock clock;

  SafetyInformation(MarketDemands demands, SafetyTexts texts, Clock clock) {
    this.demands = demands;
    this.texts = texts;
    this.clock = clock;
  }

  /** How the information reaches the reader. */
  public enum How {
    /** The piece itself carries all of it. */
    IN_PIECE,
    /** All or a part of it was attached. */
    ATTACHED
  }

  /**
   * What a message carries, for the explanation of the touch.
   *
   * @param safetyText id and version of the safety information
   * @param prescribingText id and version of the prescribing information
   */
  public record Carried(
      How how, String market, String labelVersion, String safetyText, String prescribingText) {}

  /**
   * What to attach.
   *
   * @param html mark-up to put at the end of the page's body; empty if the piece lacks nothing
   */
  record Attachment(Carried carried, String html) {}

  /**
   * What the market demands of this page.
   *
   * @return empty if the market demands nothing, or the piece does not promote
   * @throws RenderRefused if the market demands it and no label of the brand is in force there
   */
  Optional<Attachment> forPage(MessageRequest request, ApprovedPage page) {
    HcpProfile hcp = request.hcp().profile();
    if (!request.promotes() || !demands.of(hcp.country()).safetyInEmail()) {
      return Optional.empty();
    }
    SafetyText text =
        inForce(request.brandId(), hcp)
            .orElseThrow(
                () ->
                    new RenderRefused(
                        RenderRefused.Cause.SAFETY_INFORMATION_UNKNOWN,
                        "%s demands the safety and prescribing information of %s, and the product master has no label in force there."
                            .formatted(hcp.country(), request.brandId())));
    List<String> lines = new ArrayList<>();
    String words = page.words();
    if (!text.boxedWarning().isEmpty() && !words.contains(normal(text.boxedWarning()))) {
      lines.add(paragraph("border:2px solid #111;padding:8px", text.boxedWarning()));
    }
    if (!words.contains(normal(text.isi()))) {
      lines.add(paragraph("", (text.additionalMonitoring() ? "\u25BC " : "") + text.isi()));
    }
    boolean leads = page.addresses().stream().anyMatch(address -> same(address, text.piUrl()));
    if (!leads) {
      String address = RenderProof.escape(text.piUrl());
      lines.add(
          "<p style=\"margin:0 0 8px\"><a href=\"%s\">%s</a></p>"
              .formatted(
                  address,
                  RenderProof.escape(
                      demands.prescribingWording(hcp.language()) + " " + text.brandName())));
    }
    Carried carried =
        new Carried(
            lines.isEmpty() ? How.IN_PIECE : How.ATTACHED,
            text.market(),
            text.labelVersion(),
            text.safetyText(),
            text.prescribingText());
    return Optional.of(new Attachment(carried, lines.isEmpty() ? "" : block(lines)));
  }

  private static String block(List<String> lines) {
    return "<div data-attached=\"safety-information\" style=\"margin:24px 0 0;padding:16px 0 0;border-top:1px solid #999;font-size:14px;line-height:1.5;color:#111\">"
        + String.join("", lines)
        + "</div>";
  }

  private static String paragraph(String style, String words) {
    return "<p style=\"margin:0 0 8px;%s\">%s</p>".formatted(style, RenderProof.escape(words));
  }

  /** In the reader's own language, else in another one of the market, as the catalog has it. */
  private Optional<SafetyText> inForce(String brandId, HcpProfile hcp) {
    ZoneId zone = hcp.zone() == null ? ZoneOffset.UTC : hcp.zone();
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    String language = Locale.forLanguageTag(hcp.language()).getLanguage();
    return texts.of(brandId, hcp.country()).stream()
        .filter(text -> !text.effectiveFrom().isAfter(today))
        .max(
            Comparator.comparing(
                    (SafetyText text) ->
                        Locale.forLanguageTag(text.language()).getLanguage().equals(language))
                .thenComparing(SafetyText::effectiveFrom));
  }

  /** As texts are compared: in one line and in small letters. */
  static String normal(String text) {
    return BLANKS.matcher(text).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }

  private static boolean same(String link, String address) {
    return bare(link).equals(bare(address));
  }

  private static String bare(String address) {
    String low = address.strip().toLowerCase(Locale.ROOT);
    return low.endsWith("/") ? low.substring(0, low.length() - 1) : low;
  }
}
