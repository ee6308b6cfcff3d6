package io.medley.campaign.hcp;

/**
 * The values that are encrypted under the HCP's own key.
 *
 * @param email address the channel e-mail writes to
 */
public record PersonalValues(String firstName, String lastName, String email) {

  @Override
  public String toString() {
    return "PersonalValues[hidden]";
  }
}
