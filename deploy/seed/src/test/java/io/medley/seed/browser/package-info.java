@NullMarked
package io.medley.seed.browser;

import org.jspecify.annotations.NullMarked;
