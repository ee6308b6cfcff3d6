package io.medley.campaign.portal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How portals are answered.
 *
 * @param showWithin how long an answer counts that the portal has not shown yet; business time
 */
@ConfigurationProperties("medley.portal")
record PortalSettings(@DefaultValue("10m") Duration showWithin) {}
