@NullMarked
package io.medley.campaign.measure;

import org.jspecify.annotations.NullMarked;
