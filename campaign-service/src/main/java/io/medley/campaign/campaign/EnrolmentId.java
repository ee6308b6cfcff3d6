package io.medley.campaign.campaign;

import java.util.UUID;

/** Names one HCP's enrolment in one campaign. */
public record EnrolmentId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
