package io.medley.campaign.campaign;

import io.medley.campaign.touch.ContactHours;
import io.medley.campaign.touch.FrequencyCap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a marketer decides about a campaign before it exists.
 *
 * @param name what people call it
 * @param templateId the journey template
 * @param brandId the brand it is for
 * @param countries ISO 3166 alpha-2 codes of the markets whose HCPs are the audience
 * @param waits how long a wait lasts, by step; a step without an entry keeps the template's
 * @param contactHours when HCPs of a country may be contacted; a country without an entry has the
 *     service's default
 * @param cap how often one HCP may be contacted
 * @param content version ids per content slot, best first; a slot without an entry takes what is
 *     approved
 */
public record CampaignPlan(
    String name,
    String templateId,
    String brandId,
    List<String> countries,
    Map<String, Duration> waits,
    Map<String, ContactHours> contactHours,
    FrequencyCap cap,
    Map<String, List<UUID>> content) {

  /** Copies the collections. */
  public CampaignPlan {
    countries = List.copyOf(countries);
    waits = Map.copyOf(waits);
    contactHours = Map.copyOf(contactHours);
    content = Map.copyOf(content);
  }

  /** What it says, in values that are written the same after every start: for hashes. */
  public Map<String, Object> facts() {
    Map<String, String> hours = new TreeMap<>();
    contactHours.forEach((country, open) -> hours.put(country, open.written()));
    Map<String, String> stretched = new TreeMap<>();
    waits.forEach((step, wait) -> stretched.put(step, wait.toString()));
    return Map.of(
        "name", name,
        "template", templateId,
        "brand", brandId,
        "countries", countries,
        "waits", stretched,
        "contactHours", hours,
        "cap", cap.max() + " in " + cap.days() + " days, " + cap.scope(),
        "content", content);
  }
}
