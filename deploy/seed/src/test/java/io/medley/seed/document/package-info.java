@NullMarked
package io.medley.seed.document;

import org.jspecify.annotations.NullMarked;
