@NullMarked
package io.medley.local.signin;

import org.jspecify.annotations.NullMarked;
