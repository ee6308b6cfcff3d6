package io.medley.campaign.campaign;

import java.util.List;

/** What a plan can be made of, for people; never decided from. */
public interface PlanningFacts {

  /** Countries of HCPs that are not erased, ISO 3166 alpha-2, in order. */
  List<String> countries();

  /** Brands this service has heard of approved pieces of, by id. */
  List<String> brands();
}
