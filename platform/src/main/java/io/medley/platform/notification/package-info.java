/** Telling people what happened and what waits for them: in the page, by mail, in a digest. */
@NullMarked
package io.medley.platform.notification;

import org.jspecify.annotations.NullMarked;
