package io.medley.campaign.hcp;

/**
 * An HCP with personal values opened. Keep it short-lived: never logged, audited, cached or put
 * into a process variable.
 *
 * @param profile everything that is not personal
 * @param personal names and address
 */
public record Hcp(HcpProfile profile, PersonalValues personal) {

  /** The HCP's id. */
  public HcpId id() {
    return profile.id();
  }

  @Override
  public String toString() {
    return "Hcp[" + profile.pseudonym() + "]";
  }
}
