package io.medley.campaign.measure;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What touches cost, in one currency.
 *
 * @param perTouch by channel, 0 or more; a channel that is absent has no price
 * @param by who set them last
 */
public record TouchCosts(
    Currency currency, Map<String, BigDecimal> perTouch, String by, Instant at) {

  /** Copies the map. */
  public TouchCosts {
    perTouch = Map.copyOf(perTouch);
  }

  /** Where they are kept, and what they are multiplied with. Writes belong to the caller. */
  public interface Ledger {

    /** Whose costs count for every campaign that has none of its own. */
    String HOUSE = "*";

    /**
     * Costs as they were set.
     *
     * @param whose a campaign's id, or {@link #HOUSE}
     */
    Optional<TouchCosts> of(String whose);

    /** Sets them. */
    void put(String whose, TouchCosts costs);

    /** Removes them; nothing changes where there are none. */
    void remove(String whose);

    /** Contacts a campaign made by channel, those of representatives included. */
    Map<String, Long> touches(UUID campaign);

    /** HCPs who opened a message of the campaign or followed a link of it themselves. */
    long engaged(UUID campaign);
  }
}
