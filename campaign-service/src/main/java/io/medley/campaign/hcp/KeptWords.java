package io.medley.campaign.hcp;

/**
 * A room that keeps words about HCPs. Every bean of this type is asked inside the transaction that
 * erases an HCP: what was decided may stay under the pseudonym, what was said about the person
 * goes.
 */
public interface KeptWords {

  /** Removes or empties every free text about the HCP. */
  void forget(HcpId hcp);
}
