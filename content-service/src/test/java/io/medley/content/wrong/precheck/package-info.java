@NullMarked
package io.medley.content.wrong.precheck;

import org.jspecify.annotations.NullMarked;
