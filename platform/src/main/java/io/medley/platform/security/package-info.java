/** Who is acting, what they may do, and proof that they are really there. */
@NullMarked
package io.medley.platform.security;

import org.jspecify.annotations.NullMarked;
