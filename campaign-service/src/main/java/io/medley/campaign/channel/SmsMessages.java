package io.medley.campaign.channel;

import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.measure.TrackingLinks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes text messages from approved plain texts. Links stay as they were approved: a text message
 * carries no tracking, so that nothing is seen of its reader.
 */
@Component
public class SmsMessages {

  private final SmsSettings settings;
  private final MarketDemands demands;
  private final TrackingLinks links;
  private final JsonMapper json;

  SmsMessages(SmsSettings settings, MarketDemands demands, TrackingLinks links, JsonMapper json) {
    this.settings = settings;
    this.demands = demands;
    this.links = links;
    this.json = json;
  }

  /**
   * The complete message, as the provider gets it.
   *
   * @throws RenderRefused if the piece cannot be rendered lawfully, or the HCP has no number
   */
  public RenderedMessage render(MessageRequest request) {
    Hcp hcp = request.hcp();
    String number = hcp.personal().phone();
    if (number == null) {
      throw new RenderRefused(
          RenderRefused.Cause.NO_ADDRESS, "The HCP has no telephone number on record.");
    }
    Map<String, String> values =
        Tokens.values(
            hcp,
            links.preferences(request.contactId()).toString(),
            links.answer(request.contactId()).toString());
    String text =
        TextRendering.render(request.piece(), values, attached(request.brandId(), hcp.profile()));
    int segments = SmsSegments.of(text);
    if (segments > settings.mostSegments()) {
      throw new RenderRefused(
          RenderRefused.Cause.TOO_LONG,
          "The text takes %d segments, at most %d are sent."
              .formatted(segments, settings.mostSegments()));
    }
    Map<String, String> body = new LinkedHashMap<>();
    body.put("id", request.sendKey());
    body.put("from", settings.from());
    body.put("to", number);
    body.put("text", text);
    return new RenderedMessage(request.sendKey(), number, List.of(), json.writeValueAsBytes(body));
  }

  /** What the market demands behind every text. */
  private List<String> attached(String brandId, HcpProfile hcp) {
    List<String> lines = new ArrayList<>();
    if (demands.of(hcp.country()).safetyLink()) {
      lines.add(
          demands
              .safetyInformation(brandId, hcp.country())
              .orElseThrow(
                  () ->
                      new RenderRefused(
                          RenderRefused.Cause.SAFETY_INFORMATION_UNKNOWN,
                          "%s demands a link to the safety information of %s, and none is known."
                              .formatted(hcp.country(), brandId))));
    }
    lines.add(demands.stopWording(hcp.language()));
    return lines;
  }
}
