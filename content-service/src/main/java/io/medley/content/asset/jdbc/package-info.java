@NullMarked
package io.medley.content.asset.jdbc;

import org.jspecify.annotations.NullMarked;
