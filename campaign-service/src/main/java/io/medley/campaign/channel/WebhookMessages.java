package io.medley.campaign.channel;

import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.measure.TrackingLinks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the bodies of webhook calls from approved pages. The HCP is named by the id of the system
 * they were imported from; name and address stand only where the piece has tokens for them.
 */
@Component
public class WebhookMessages {

  private final WebhookEndpoints endpoints;
  private final MarketDemands demands;
  private final TrackingLinks links;
  private final ApprovedPages pages;
  private final PlainTexts texts;
  private final JsonMapper json;

  WebhookMessages(
      WebhookEndpoints endpoints,
      MarketDemands demands,
      TrackingLinks links,
      ApprovedPages pages,
      PlainTexts texts,
      JsonMapper json) {
    this.endpoints = endpoints;
    this.demands = demands;
    this.links = links;
    this.pages = pages;
    this.texts = texts;
    this.json = json;
  }

  /**
   * The complete body; its recipient is the endpoint's id.
   *
   * @throws RenderRefused if the piece cannot be rendered lawfully, or there is no endpoint
   */
  public RenderedMessage render(MessageRequest request) {
    Hcp hcp = request.hcp();
    WebhookEndpoint endpoint =
        endpoints
            .of(hcp.profile().country())
            .orElseThrow(
                () ->
                    new RenderRefused(
                        RenderRefused.Cause.NO_ADDRESS,
                        "No webhook endpoint is called for " + hcp.profile().country() + "."));
    HtmlPage page = HtmlPage.of(request, links, pages);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", request.sendKey());
    body.put("type", "touch");
    body.put("hcp", hcp.profile().externalId());
    body.put("country", hcp.profile().country());
    body.put("language", hcp.profile().language());
    body.put("brand", request.brandId());
    body.put("versionId", request.piece().versionId().toString());
    body.put("contentHash", request.piece().contentHash());
    body.put("title", page.title());
    body.put("html", page.html());
    body.put("text", texts.of(page));
    body.put("preferences", page.preferences());
    demands
        .safetyInformation(request.brandId(), hcp.profile().country())
        .ifPresent(address -> body.put("safetyInformation", address));
    return new RenderedMessage(
        request.sendKey(), endpoint.id().toString(), page.links(), json.writeValueAsBytes(body));
  }

  /** The endpoint a message is for. */
  public static UUID endpoint(RenderedMessage message) {
    return UUID.fromString(message.recipient());
  }
}
