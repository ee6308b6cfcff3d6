/** The sample pieces of the fictional brand, written as real PDF, PPTX, DOCX and HTML files. */
@NullMarked
package io.medley.seed.document;

import org.jspecify.annotations.NullMarked;
