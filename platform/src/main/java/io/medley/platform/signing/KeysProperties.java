package io.medley.platform.signing;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the service's signing keys live.
 *
 * @param folder readable by this service only, shared by its instances; no default
 */
@Validated
@ConfigurationProperties("medley.keys")
record KeysProperties(@NotNull Path folder) {}
