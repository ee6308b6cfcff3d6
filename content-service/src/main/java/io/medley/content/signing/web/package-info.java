/** The page that asks for a signature under a statement. */
@NullMarked
package io.medley.content.signing.web;

import org.jspecify.annotations.NullMarked;
