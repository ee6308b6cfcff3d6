package io.medley.content.lifecycle;

import io.medley.content.asset.AssetMetadata;
import io.medley.content.asset.AssetVersion;
import io.medley.content.claim.ClaimLinkStore;
import io.medley.content.claim.ClaimStore;
import io.medley.content.claim.ReferenceStore;
import io.medley.content.market.MarketPacks;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Until when a version may be certified: the term of the market that allows the shortest, and never
 * beyond what the rights of its pictures, its references and its claims allow.
 */
@Component
class ValidityLimits {

  private final MarketPacks packs;
  private final ReferenceStore references;
  private final ClaimLinkStore links;
  private final ClaimStore claims;

  ValidityLimits(
      MarketPacks packs, ReferenceStore references, ClaimLinkStore links, ClaimStore claims) {
    this.packs = packs;
    this.references = references;
    this.links = links;
    this.claims = claims;
  }

  /**
   * A limit.
   *
   * @param to first instant after the last possible day
   * @param because what sets it, in words
   */
  record Limit(Instant to, String because) {}

  Limit of(AssetVersion version, Instant now) {
    AssetMetadata tags = version.metadata();
    List<Limit> limits = new ArrayList<>();
    for (String market : tags.countries()) {
      LocalDate today = LocalDate.ofInstant(now, MarketZone.of(market));
      LocalDate end = today.plusMonths(packs.of(market).recertificationMonths());
      limits.add(
          new Limit(
              end.atStartOfDay(MarketZone.of(market)).toInstant(),
              "the longest term in " + market));
      tags.details().imageRights().stream()
          .filter(right -> right.territories().isEmpty() || right.territories().contains(market))
          .forEach(right -> ends(limits, right.end(), market, "the right to " + right.image()));
      tags.references().stream()
          .flatMap(listed -> references.find(listed.referenceId()).stream())
          .forEach(
              reference ->
                  ends(limits, reference.licenceEnd(), market, "the licence of " + reference.id()));
      links.of(version.id()).stream()
          .flatMap(link -> claims.find(link.claimId(), link.number()).stream())
          .forEach(claim -> ends(limits, claim.validTo(), market, "claim " + claim.claimId()));
    }
    return limits.stream().min(Comparator.comparing(Limit::to)).orElseThrow();
  }

  private static void ends(
      List<Limit> limits, @Nullable LocalDate lastDay, String market, String because) {
    if (lastDay != null) {
      limits.add(
          new Limit(lastDay.plusDays(1).atStartOfDay(MarketZone.of(market)).toInstant(), because));
    }
  }
}
