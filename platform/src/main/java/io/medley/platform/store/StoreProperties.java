package io.medley.platform.store;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where file bytes live.
 *
 * @param folder shared by all instances of a service; no default
 */
@Validated
@ConfigurationProperties("medley.store")
record StoreProperties(@NotNull Path folder) {}
