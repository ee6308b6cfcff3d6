package io.medley.campaign.audience;

/**
 * The members of an audience who share country and language, and what is known of them.
 *
 * @param country ISO 3166 alpha-2
 * @param language BCP 47
 * @param hcps how many
 * @param email of those, the ones who agree to promotion by e-mail now
 * @param repEmail of those, the ones who agree to promotion by their rep's e-mail now
 * @param zoned of those, the ones whose time zone is known
 * @param placed of those, the ones in a territory somebody looks after
 * @param fresh of those, the ones something was imported about within the last year
 */
public record Makeup(
    String country,
    String language,
    long hcps,
    long email,
    long repEmail,
    long zoned,
    long placed,
    long fresh) {}
