package io.medley.platform.audit;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The audit's roots.
 *
 * @param rootsFolder where signed roots are kept, outside the database; no default
 * @param rootEvery how often a root is written
 */
@Validated
@ConfigurationProperties("medley.audit")
record AuditProperties(
    @NotNull Path rootsFolder, @NotNull @DefaultValue("60s") Duration rootEvery) {}
