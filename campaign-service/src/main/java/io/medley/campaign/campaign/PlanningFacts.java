package io.medley.campaign.campaign;

import java.util.Collection;
import java.util.List;

/** What a plan can be made of, for people; never decided from. */
public interface PlanningFacts {

  /**
   * HCPs that are not erased, by country and language.
   *
   * @param countries ISO 3166 alpha-2; empty = all
   */
  List<Readiness.AudiencePart> byLanguage(Collection<String> countries);

  /** Brands this service has heard of approved pieces of, by id. */
  List<String> brands();
}
