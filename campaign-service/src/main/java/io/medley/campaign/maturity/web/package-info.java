/** The page and API of maturity. */
@NullMarked
package io.medley.campaign.maturity.web;

import org.jspecify.annotations.NullMarked;
