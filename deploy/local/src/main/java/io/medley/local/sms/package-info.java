/** Takes the text messages of the local stack, and lets a reader answer them. */
@NullMarked
package io.medley.local.sms;

import org.jspecify.annotations.NullMarked;
