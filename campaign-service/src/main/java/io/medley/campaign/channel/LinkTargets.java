package io.medley.campaign.channel;

import java.util.function.IntFunction;

/**
 * Addresses of ours that one message carries.
 *
 * @param pixel where the picture is loaded from
 * @param unsubscribe the HCP's preference page
 * @param click address for the link at a position
 */
record LinkTargets(String pixel, String unsubscribe, IntFunction<String> click) {}
