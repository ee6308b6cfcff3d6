package io.medley.content.scorecard;

import io.medley.content.lifecycle.MarketZone;
import java.time.DayOfWeek;
import org.springframework.stereotype.Component;

/** The working time of each market. */
@Component
class MarketWorkingTimes {

  WorkingTime of(String market) {
    return new WorkingTime(
        MarketZone.of(market),
        day -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY);
  }
}
