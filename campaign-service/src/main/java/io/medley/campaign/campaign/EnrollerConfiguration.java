package io.medley.campaign.campaign;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Binds the enroller's settings, also where nothing runs in the background. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EnrollerSettings.class)
class EnrollerConfiguration {}
