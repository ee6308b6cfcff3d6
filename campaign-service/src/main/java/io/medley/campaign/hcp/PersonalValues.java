package io.medley.campaign.hcp;

import org.jspecify.annotations.Nullable;

/**
 * The values that are encrypted under the HCP's own key.
 *
 * @param email address the channel e-mail writes to
 * @param phone number text messages go to, in the form of E.164; null if none is known
 */
public record PersonalValues(
    String firstName, String lastName, String email, @Nullable String phone) {

  /** Of somebody whose number is not known. */
  public PersonalValues(String firstName, String lastName, String email) {
    this(firstName, lastName, email, null);
  }

  /** These values, with the number of the others where these name none. */
  public PersonalValues orNumberOf(PersonalValues others) {
    return phone == null ? new PersonalValues(firstName, lastName, email, others.phone()) : this;
  }

  @Override
  public String toString() {
    return "PersonalValues[hidden]";
  }
}
