package io.medley.content.usage.http;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Usage is followed where campaign-service's address is known. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("medley.usage.url")
@EnableConfigurationProperties(UsageFeedSettings.class)
class UsageConfiguration {}
