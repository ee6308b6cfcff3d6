/** HCPs from CSV. */
@NullMarked
package io.medley.campaign.hcp.csv;

import org.jspecify.annotations.NullMarked;
