/** The mail sink: takes every mail, keeps it on disk, and says what it has. */
@NullMarked
package io.medley.local.mail;

import org.jspecify.annotations.NullMarked;
