@NullMarked
package io.medley.campaign.campaign.web;

import org.jspecify.annotations.NullMarked;
