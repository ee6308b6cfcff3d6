package io.medley.content.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a touch needs. Everything is asked inside the query: nothing outside its market, language,
 * channel, audience or validity is ever a candidate.
 *
 * @param brandId null = any brand
 * @param market ISO 3166 alpha-2
 * @param language BCP 47; the primary subtag has to agree, an equal tag is preferred
 * @param channel code of the channel
 * @param audience code of the audience
 * @param slot the content slot, preferred when a piece recommends itself for it
 * @param at the instant of use on the business clock; null = now
 * @param exclude versions not wanted
 * @param modules key of the module that is to stand in a place, for as many places as matter; only
 *     pieces made of modules that have such a form are candidates
 * @param explain whether to tell what came near and why not, where there is little to choose from
 */
public record SelectionRequest(
    @Nullable String brandId,
    String market,
    String language,
    String channel,
    String audience,
    @Nullable String slot,
    @Nullable Instant at,
    List<UUID> exclude,
    boolean explain,
    Map<String, String> modules) {

  public SelectionRequest {
    exclude = List.copyOf(exclude);
    modules = Map.copyOf(modules);
  }

  /** A request that asks for no modules in particular. */
  public SelectionRequest(
      @Nullable String brandId,
      String market,
      String language,
      String channel,
      String audience,
      @Nullable String slot,
      @Nullable Instant at,
      List<UUID> exclude,
      boolean explain) {
    this(brandId, market, language, channel, audience, slot, at, exclude, explain, Map.of());
  }

  /** A request that is explained. */
  public SelectionRequest(
      @Nullable String brandId,
      String market,
      String language,
      String channel,
      String audience,
      @Nullable String slot,
      @Nullable Instant at,
      List<UUID> exclude) {
    this(brandId, market, language, channel, audience, slot, at, exclude, true);
  }

  /** The same at no instant in particular. */
  public SelectionRequest timeless() {
    return new SelectionRequest(
        brandId, market, language, channel, audience, slot, null, exclude, explain, modules);
  }
}
