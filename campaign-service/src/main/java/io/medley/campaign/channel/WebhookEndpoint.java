package io.medley.campaign.channel;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where touches of the channel WEBHOOK go.
 *
 * @param country ISO 3166 alpha-2, or {@code *} for every country that has no endpoint of its own
 * @param url what is called
 * @param lookupUrl what says how often it took an id; null if nothing does, and a call in doubt
 *     stays so
 * @param secretVersion rises with every rotation
 * @param previousUntil until when the secret before this one signs, too; real time, null = it does
 *     not
 * @param retiredAt from when it is not called any more; null = it is
 */
public record WebhookEndpoint(
    UUID id,
    String name,
    String country,
    URI url,
    @Nullable URI lookupUrl,
    int secretVersion,
    @Nullable Instant previousUntil,
    Instant createdAt,
    @Nullable Instant retiredAt) {

  /** The country that stands for all of them. */
  public static final String EVERY_COUNTRY = "*";
}
