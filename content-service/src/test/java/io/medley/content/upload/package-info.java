@NullMarked
package io.medley.content.upload;

import org.jspecify.annotations.NullMarked;
