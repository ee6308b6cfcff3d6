@NullMarked
package io.medley.platform.notification;

import org.jspecify.annotations.NullMarked;
