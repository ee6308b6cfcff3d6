package io.medley.campaign.touch;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a journey asks of the gate.
 *
 * @param sendKey names the touch
 * @param hcpId whom to contact
 * @param campaignId for which campaign
 * @param brandId product whose pieces may be chosen
 * @param channel the channel, e.g. {@code EMAIL}; of several the preferred one
 * @param slot content slot of the template, e.g. {@code announce}
 * @param audience {@code HCP OTHER_HCP PATIENT PUBLIC}
 * @param policy when and how often
 * @param killSwitch true if the caller already knows that the campaign is stopped; the gate reads
 *     {@link KillSwitches} itself at every step as well
 * @param planned versions (of content-service) the campaign declared for this slot, best first;
 *     empty = whatever the catalog has for the slot
 * @param purpose what it is for; decides who goes first under scarcity
 * @param alternatives further channels the step allows; the gate chooses among all of them
 * @param modules key of the module that is to stand in a place, where the campaign says so for this
 *     HCP; only pieces with such a form are sent
 * @param worthUntil when it is worth nothing any more, e.g. when the webinar it is about begins;
 *     null = it is worth as much for as long as it may be held
 * @param brandTier the HCP's tier for the brand; null if the brand gave none, or the command was
 *     stored before it was told
 */
public record TouchCommand(
    SendKey sendKey,
    HcpId hcpId,
    UUID campaignId,
    String brandId,
    String channel,
    String slot,
    String audience,
    ContactPolicy policy,
    boolean killSwitch,
    List<UUID> planned,
    TouchPurpose purpose,
    List<String> alternatives,
    Map<String, String> modules,
    @Nullable Instant worthUntil,
    @Nullable Integer brandTier) {

  /** Copies the lists. A command stored before touches had a purpose nurtures. */
  public TouchCommand {
    planned = List.copyOf(planned);
    purpose = purpose == null ? TouchPurpose.NURTURE : purpose;
    alternatives = alternatives == null ? List.of() : List.copyOf(alternatives);
    modules = modules == null ? Map.of() : Map.copyOf(modules);
  }

  /** A touch that nurtures, through one channel. */
  public TouchCommand(
      SendKey sendKey,
      HcpId hcpId,
      UUID campaignId,
      String brandId,
      String channel,
      String slot,
      String audience,
      ContactPolicy policy,
      boolean killSwitch,
      List<UUID> planned) {
    this(
        sendKey,
        hcpId,
        campaignId,
        brandId,
        channel,
        slot,
        audience,
        policy,
        killSwitch,
        planned,
        TouchPurpose.NURTURE,
        List.of(),
        Map.of(),
        null,
        null);
  }

  /** Every channel the step allows, the preferred one first. */
  List<String> channels() {
    LinkedHashSet<String> all = new LinkedHashSet<>();
    all.add(channel);
    all.addAll(alternatives);
    return List.copyOf(all);
  }

  /** The same touch through one of its channels. */
  TouchCommand through(String chosen) {
    return with(
        chosen, purpose, channels().stream().filter(other -> !other.equals(chosen)).toList());
  }

  /** The same touch for another purpose. */
  public TouchCommand purpose(TouchPurpose other) {
    return with(channel, other, alternatives);
  }

  /** The same touch, with further channels to choose from. */
  public TouchCommand orThrough(List<String> others) {
    return with(channel, purpose, others);
  }

  /** The same touch under another key: another message, whatever became of this one. */
  TouchCommand as(SendKey other) {
    return new TouchCommand(
        other,
        hcpId,
        campaignId,
        brandId,
        channel,
        slot,
        audience,
        policy,
        killSwitch,
        planned,
        purpose,
        alternatives,
        modules,
        worthUntil,
        brandTier);
  }

  private TouchCommand with(String through, TouchPurpose meant, List<String> others) {
    return new TouchCommand(
        sendKey,
        hcpId,
        campaignId,
        brandId,
        through,
        slot,
        audience,
        policy,
        killSwitch,
        planned,
        meant,
        others,
        modules,
        worthUntil,
        brandTier);
  }

  /** Whether the HCP comes for it by themselves: then their own time is the right one. */
  boolean pulled() {
    return channel.equals("PORTAL");
  }

  /** The enrolment the touch belongs to. */
  public UUID enrolmentId() {
    return sendKey.enrolmentId();
  }
}
