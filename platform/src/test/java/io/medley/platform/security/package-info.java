@NullMarked
package io.medley.platform.security;

import org.jspecify.annotations.NullMarked;
