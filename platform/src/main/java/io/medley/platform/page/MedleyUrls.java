package io.medley.platform.page;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where people find each part, as their browser sees it. An address that is not set has no link.
 *
 * @param content content-service
 * @param campaign campaign-service
 * @param tasklist Camunda Tasklist
 * @param mail the page of the local mail sink
 * @param signIn the sign-in provider
 */
@ConfigurationProperties("medley.urls")
public record MedleyUrls(
    @Nullable URI content,
    @Nullable URI campaign,
    @Nullable URI tasklist,
    @Nullable URI mail,
    @Nullable URI signIn) {}
