@NullMarked
package io.medley.local.mail;

import org.jspecify.annotations.NullMarked;
