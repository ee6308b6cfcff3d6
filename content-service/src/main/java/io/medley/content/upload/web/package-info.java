/** Uploads over HTTP. */
@NullMarked
package io.medley.content.upload.web;

import org.jspecify.annotations.NullMarked;
