@NullMarked
package io.medley.campaign;

import org.jspecify.annotations.NullMarked;
