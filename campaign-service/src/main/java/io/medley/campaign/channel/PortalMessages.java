package io.medley.campaign.channel;

import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.measure.TrackingLinks;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes what a portal shows from approved pages. */
@Component
public class PortalMessages {

  private final MarketDemands demands;
  private final TrackingLinks links;
  private final ApprovedPages pages;
  private final JsonMapper json;

  PortalMessages(MarketDemands demands, TrackingLinks links, ApprovedPages pages, JsonMapper json) {
    this.demands = demands;
    this.links = links;
    this.pages = pages;
    this.json = json;
  }

  /**
   * The fragment, as the portal gets it.
   *
   * @throws RenderRefused if the piece cannot be rendered lawfully
   */
  public RenderedMessage render(MessageRequest request) {
    HcpProfile hcp = request.hcp().profile();
    HtmlPage page = HtmlPage.of(request, links, pages);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("versionId", request.piece().versionId().toString());
    body.put("contentHash", request.piece().contentHash());
    body.put("language", hcp.language());
    body.put("title", page.title());
    body.put("html", page.html());
    body.put("preferences", page.preferences());
    demands
        .safetyInformation(request.brandId(), hcp.country())
        .ifPresent(address -> body.put("safetyInformation", address));
    return new RenderedMessage(
        request.sendKey(), hcp.pseudonym(), page.links(), json.writeValueAsBytes(body));
  }
}
