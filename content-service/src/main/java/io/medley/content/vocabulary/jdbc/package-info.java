@NullMarked
package io.medley.content.vocabulary.jdbc;

import org.jspecify.annotations.NullMarked;
