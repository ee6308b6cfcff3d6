package io.medley.campaign.journey;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists HCPs for people, without opening personal values. */
public interface HcpDirectory {

  /**
   * HCPs, by country and external id.
   *
   * @param country ISO 3166 alpha-2; empty = all
   * @param text part of an external id, pseudonym or specialty; empty = all
   * @param onlyOf person only whose own territories' HCPs are listed; empty = all
   * @param consent {@code GRANTED}, {@code WITHDRAWN} or {@code MISSING} for e-mail; empty = all
   * @param now business time the consent is read at
   */
  List<Line> find(
      Optional<String> country,
      Optional<String> text,
      Optional<String> consent,
      Optional<String> onlyOf,
      Instant now,
      int offset,
      int limit);

  /**
   * One HCP.
   *
   * @param emailConsent {@code GRANTED}, {@code WITHDRAWN} or {@code MISSING}
   * @param journeys running journeys
   * @param contacts contacts in the last 30 days
   */
  record Line(
      UUID id,
      String externalId,
      String pseudonym,
      String country,
      String language,
      String specialty,
      String type,
      @Nullable String territory,
      int tier,
      boolean erased,
      String emailConsent,
      long journeys,
      long contacts) {}
}
