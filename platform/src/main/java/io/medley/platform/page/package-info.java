/** What every page shares: layout, navigation, addresses of the neighbours. */
@NullMarked
package io.medley.platform.page;

import org.jspecify.annotations.NullMarked;
