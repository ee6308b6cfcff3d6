/** Claims, references and links over HTTP and as pages. */
@NullMarked
package io.medley.content.claim.web;

import org.jspecify.annotations.NullMarked;
