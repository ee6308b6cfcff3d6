package io.medley.campaign.hcp.vault;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the service keeps its keys.
 *
 * @param folder a folder that only the service's user may read; shared with the signing keys
 */
@Validated
@ConfigurationProperties("medley.keys")
record KeysFolder(@NotBlank String folder) {}
