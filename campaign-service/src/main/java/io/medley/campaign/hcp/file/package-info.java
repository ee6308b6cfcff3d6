/** HCPs from files: CSV and JSON lines. */
@NullMarked
package io.medley.campaign.hcp.file;

import org.jspecify.annotations.NullMarked;
