package io.medley.content.extraction.process;

import io.medley.content.extraction.ReadingLimits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What reading a file may cost.
 *
 * @param processes reading processes at most, busy or waiting
 * @param memory heap of one reading process
 * @param time for one file; then its process is killed
 * @param filesPerProcess after which a process is replaced, so that nothing a file left behind
 *     lives on
 * @param characters of text in one file
 * @param pages of one file
 * @param unpacked what a container's parts may come to
 * @param parts of a container
 * @param output what one file may write while it is read, page images included
 * @param megapixels of one image
 * @param pageWidth of a page's image in pixels
 * @param depth of containers within containers
 * @param spare processes that wait for the next file although nobody asked yet
 */
@Validated
@ConfigurationProperties("medley.extraction")
record ExtractionSettings(
    @DefaultValue("2") @Min(1) @Max(64) int processes,
    @DefaultValue("512MB") DataSize memory,
    @DefaultValue("60s") Duration time,
    @DefaultValue("500") @Min(1) int filesPerProcess,
    @DefaultValue("2000000") @Min(1000) int characters,
    @DefaultValue("300") @Min(1) int pages,
    @DefaultValue("300MB") DataSize unpacked,
    @DefaultValue("10000") @Min(10) int parts,
    @DefaultValue("400MB") DataSize output,
    @DefaultValue("40") @Min(1) int megapixels,
    @DefaultValue("1240") @Min(200) @Max(4000) int pageWidth,
    @DefaultValue("4") @Min(1) @Max(20) int depth,
    @DefaultValue("1") @Min(0) int spare) {

  ReadingLimits limits() {
    return new ReadingLimits(
        characters, pages, unpacked.toBytes(), parts, megapixels * 1_000_000L, pageWidth, depth);
  }
}
