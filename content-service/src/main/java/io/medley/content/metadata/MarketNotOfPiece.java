package io.medley.content.metadata;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.List;
import java.util.Map;

/** The piece is not for this market, so nothing can be recorded of it there. */
public final class MarketNotOfPiece extends Refusal {

  private static final ProblemType TYPE =
      new ProblemType("market-not-of-piece", 422, "Not a market of the piece");

  MarketNotOfPiece(String market, List<String> markets) {
    super(
        TYPE,
        "The piece is not for %s; its markets are %s."
            .formatted(market, String.join(", ", markets)),
        Map.of("markets", List.copyOf(markets)));
  }
}
