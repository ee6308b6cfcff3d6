package io.medley.platform.elasticsearch;

/**
 * One index behind an alias.
 *
 * @param alias name everybody uses, e.g. {@code content-assets}
 * @param version raised whenever the mapping changes
 * @param mappingResource class-path resource with the JSON body {@code
 *     {"settings":…,"mappings":…}}, {@code dynamic: strict}
 */
public record SearchIndex(String alias, int version, String mappingResource) {}
