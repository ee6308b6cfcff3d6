package io.medley.content.upload;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Uploads that are sent piece by piece.
 *
 * @param folder where pieces wait until their file is whole; shared by all instances of the service
 * @param largest file that is taken this way
 * @param piece after how many bytes what has come is made durable, within one request
 * @param expires how long an upload waits for its next byte
 * @param readers files read at once by one instance
 * @param open uploads of one person that may wait for bytes at once
 */
@Validated
@ConfigurationProperties("medley.upload.resumable")
record UploadSettings(
    @NotNull Path folder,
    @DefaultValue("4GB") DataSize largest,
    @DefaultValue("64MB") DataSize piece,
    @DefaultValue("24h") Duration expires,
    @DefaultValue("2") @Min(1) @Max(64) int readers,
    @DefaultValue("2000") @Min(1) int open) {}
