@NullMarked
package io.medley.workflows;

import org.jspecify.annotations.NullMarked;
