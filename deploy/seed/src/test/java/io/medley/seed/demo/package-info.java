@NullMarked
package io.medley.seed.demo;

import org.jspecify.annotations.NullMarked;
