package io.medley.content.lifecycle;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What content-service does by the clock: settling recalls, asking the engine again. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnBooleanProperty(name = "medley.background.enabled", matchIfMissing = true)
class LifecycleSchedule {}
