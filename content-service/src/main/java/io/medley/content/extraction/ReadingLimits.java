package io.medley.content.extraction;

/**
 * What one file may cost while it is read.
 *
 * @param characters of text, all sections together
 * @param pages or slides
 * @param unpackedBytes of a zip container's entries, all together
 * @param entries in a zip container
 * @param imagePixels of one image
 * @param pageImageWidth of a page's image in pixels
 * @param depth of containers within containers
 */
public record ReadingLimits(
    int characters,
    int pages,
    long unpackedBytes,
    int entries,
    long imagePixels,
    int pageImageWidth,
    int depth) {}
