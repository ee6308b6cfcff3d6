@NullMarked
package io.medley.campaign.rep.web;

import org.jspecify.annotations.NullMarked;
