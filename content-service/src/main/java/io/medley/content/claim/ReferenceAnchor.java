package io.medley.content.claim;

import java.util.UUID;

/**
 * A place in a reference that says something: page and quote, really found in the text of the
 * edition it names.
 *
 * @param referenceId the reference
 * @param edition the edition the quote was found in; later editions do not move it
 * @param page number of the page or section, from 1
 * @param start first character of the quote in the page's text
 * @param end first character after it
 * @param quote the words as they stand there
 */
public record ReferenceAnchor(
    UUID id, String referenceId, int edition, int page, int start, int end, String quote) {}
