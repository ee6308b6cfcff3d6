@NullMarked
package io.medley.content.vocabulary;

import org.jspecify.annotations.NullMarked;
