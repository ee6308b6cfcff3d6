package io.medley.campaign.channel;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of ours that one message carries.
 *
 * @param pixel where the picture is loaded from; null if opens may not be seen
 * @param unsubscribe the HCP's preference page
 * @param click address for the link at a position; null if clicks may not be seen
 */
record LinkTargets(
    @Nullable String pixel, String unsubscribe, @Nullable IntFunction<String> click) {}
