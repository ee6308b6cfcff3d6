package io.medley.workflows.mlrreview;

import java.util.List;
import java.util.Map;

/**
 * The measured facts from which the tier of a review is decided; they are exactly the inputs of the
 * decisions {@code review-tier} and {@code review-lanes}.
 *
 * @param market the market the review is for, ISO 3166 alpha-2, e.g. {@code GB}
 * @param audiences whom the piece addresses: {@code HCP OTHER_HCP PATIENT PUBLIC}
 * @param channels where it is to be used: {@code EMAIL REP_EMAIL CLM WEB PRINT}
 * @param newTextShare share of the visible text not found verbatim in approved pieces, 0 to 1
 * @param unapprovedClaims number of claims in it that no approved claim covers
 * @param competitorNamed whether it names a competitor's product
 * @param boxedWarning whether the product carries a boxed warning in this market
 * @param overriddenBlock whether somebody overrode a blocking finding
 * @param checkVerdict what the pre-checks said about these exact bytes
 * @param textUnchanged whether the visible text equals that of the approved version before it, and
 *     pictures, styles and fields are the same; a link may lead elsewhere, and may be mended
 * @param firstInMarket whether nothing of this asset was approved in this market before
 * @param firstInChannel whether the asset is new to one of its channels
 * @param firstForAudience whether the asset is new to one of its audiences
 * @param firstForIndication whether nothing of the brand was approved for one of its indications in
 *     one of its markets: a launch or a new indication
 * @param clearedBeforeUse whether the authority of one of its markets clears material before use
 * @param administrativeAllowed whether all its markets let a change of this kind of piece be
 *     administrative
 * @param sampled whether the piece is one of those administrative changes regulatory looks at
 * @param marketLanes the lanes the packs of its markets want, by tier
 * @param triggers what was found in the piece that may call for more lanes: trigger → words that
 *     continue “the piece”, e.g. {@code speaks of a patient programme (page 2)}; never the piece's
 *     own words
 * @param laneTriggers the triggers the packs of its markets heed: tier → lane → triggers; every
 *     tier and every lane that can be called is there
 * @param raisedTo the tier people raised the review to; empty if nobody did
 */
public record TierFacts(
    String market,
    List<String> audiences,
    List<String> channels,
    double newTextShare,
    int unapprovedClaims,
    boolean competitorNamed,
    boolean boxedWarning,
    boolean overriddenBlock,
    CheckVerdict checkVerdict,
    boolean textUnchanged,
    boolean firstInMarket,
    boolean firstInChannel,
    boolean firstForAudience,
    boolean firstForIndication,
    boolean clearedBeforeUse,
    boolean administrativeAllowed,
    boolean sampled,
    Map<String, List<String>> marketLanes,
    Map<String, String> triggers,
    Map<String, Map<String, List<String>>> laneTriggers,
    String raisedTo) {

  /** Copies the lists and maps. */
  public TierFacts {
    audiences = List.copyOf(audiences);
    channels = List.copyOf(channels);
    marketLanes = Map.copyOf(marketLanes);
    triggers = Map.copyOf(triggers);
    laneTriggers = Map.copyOf(laneTriggers);
  }
}
