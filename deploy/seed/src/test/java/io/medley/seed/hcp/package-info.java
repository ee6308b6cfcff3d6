@NullMarked
package io.medley.seed.hcp;

import org.jspecify.annotations.NullMarked;
