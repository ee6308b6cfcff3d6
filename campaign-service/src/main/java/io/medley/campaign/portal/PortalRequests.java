package io.medley.campaign.portal;

import io.medley.campaign.hcp.HcpId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What portals asked. Writes belong to the caller's transaction. */
public interface PortalRequests {

  /**
   * The request of that id; made now if there is none. Of several that ask at once with one id all
   * get the same.
   */
  PortalRequest ask(
      String requestId, UUID enrolmentId, HcpId hcp, String stepId, String slot, Instant at);

  /** A request. */
  Optional<PortalRequest> find(String requestId);

  /** A request, locked until the transaction ends. */
  Optional<PortalRequest> lock(String requestId);

  /** Notes the contact of an answer. */
  void answered(String requestId, UUID contactId, Instant at);

  /** Notes that it was shown. */
  void shown(String requestId, Instant at);

  /** Notes that it was not shown in time. */
  void givenUp(String requestId, Instant at);

  /** Ids of answers not shown since, oldest first. */
  List<String> unshown(Instant answeredBefore, int limit);

  /** The newest open enrolment of the HCP in a launched campaign of the brand, if any. */
  Optional<UUID> enrolment(HcpId hcp, String brandId);
}
