/** From a brief or an upload to a version that reviewers can begin with. */
@NullMarked
package io.medley.workflows.production;

import org.jspecify.annotations.NullMarked;
