package io.medley.seed.demo;

import io.medley.seed.http.Api;
import io.medley.seed.http.Browser;
import io.medley.seed.http.Page;
import io.medley.seed.http.Tasklist;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jsoup.nodes.Element;
import tools.jackson.databind.JsonNode;

/** What reviewers do: sign on the desk, or sign and complete the task in Tasklist. */
final class ReviewRoad {

  private static final Duration REVIEW = Duration.ofMinutes(4);

  private final Api reader;
  private final URI content;
  private final Narration narration;

  ReviewRoad(Api reader, URI content, Narration narration) {
    this.reader = reader;
    this.content = content;
    this.narration = narration;
  }

  /**
   * The coordinator accepts a submission, where the agency's record asks for somebody to look; its
   * review is open when this returns.
   */
  Piece accept(Piece piece) {
    String path = "/api/versions/" + piece.versionId() + "/qc";
    String qc =
        Patience.until(
            "the decision on coordinator QC of " + piece.sample().key(),
            REVIEW,
            () ->
                Optional.of(reader.get(path).path("qc").asString())
                    .filter(standing -> !standing.equals("WAITING")));
    if (qc.equals("REQUIRED")) {
      reader.post(path, Map.of("decision", "ACCEPT"));
    }
    Patience.untilTrue(
        "the review of " + piece.sample().key() + " to open",
        REVIEW,
        () -> reader.get(path).path("reviewOpened").asBoolean());
    return piece;
  }

  /** The review once its lanes are planned. */
  JsonNode planned(Piece piece) {
    return Patience.until(
        "the lanes of the review of " + piece.sample().key(),
        REVIEW,
        () -> {
          JsonNode review = review(piece);
          return review.path("lanes").isEmpty() ? Optional.empty() : Optional.of(review);
        });
  }

  /** The review as it stands. */
  JsonNode review(Piece piece) {
    return reader.get("/api/reviews/" + piece.reviewId());
  }

  /** One lane of a review. */
  JsonNode lane(Piece piece, String lane) {
    for (JsonNode candidate : review(piece).path("lanes")) {
      if (candidate.path("lane").asString().equals(lane)) {
        return candidate;
      }
    }
    throw new DemoFailed("The review of " + piece.sample().key() + " has no lane " + lane + ".");
  }

  /**
   * Signs one lane in a browser: reads the piece, gives the verdict, proves who it is at the
   * sign-in page, confirms.
   *
   * @param from {@code desk} or {@code tasklist}
   */
  void sign(Browser person, Piece piece, String lane, String verdict, String from) {
    untilOpen(piece, lane);
    Page page =
        person.open(content.resolve("/sign/%s/%s?from=%s".formatted(piece.reviewId(), lane, from)));
    Element form = page.find("form:has([name=verdict])");
    Page end = person.submit(page, form, Map.of("verdict", verdict));
    if (end.status() >= 400 || !end.address().getPath().endsWith("/signed")) {
      throw new DemoFailed(
          "The signature of lane %s on %s was not made: %s"
              .formatted(lane, piece.sample().key(), end.words()));
    }
  }

  private void untilOpen(Piece piece, String lane) {
    Patience.untilTrue(
        "the lane " + lane + " of " + piece.sample().key() + " to open",
        REVIEW,
        () -> lane(piece, lane).path("state").asString().equals("OPEN"));
  }

  /** The open task of a lane in Tasklist. */
  JsonNode task(Tasklist tasklist, Piece piece, String lane) {
    return Patience.until(
        "the task of lane " + lane + " to show in Tasklist",
        REVIEW,
        () ->
            tasklist.openTask(
                (lane + "-" + piece.sample().market()).toLowerCase(Locale.ROOT),
                "reviewId",
                piece.reviewId()));
  }

  /**
   * Waits until every piece is approved and live, and does the steps its market wants in between.
   *
   * @param people the browser of who may record a step of a lane
   */
  void untilLive(List<Piece> pieces, Function<String, Browser> people) {
    for (Piece piece : pieces) {
      Patience.untilTrue(
          piece.sample().key() + " to go live",
          REVIEW,
          () -> {
            JsonNode review = review(piece);
            String state = review.path("state").asString();
            if (state.equals("RETURNED") || state.equals("REJECTED")) {
              throw new DemoFailed(
                  "The review of %s ended %s: %s".formatted(piece.sample().key(), state, review));
            }
            for (JsonNode step : review.path("steps")) {
              if (step.path("state").asString().equals("OPEN")) {
                record(people.apply(step.path("lane").asString()), piece, step);
              }
            }
            return state.equals("LIVE");
          });
    }
    narration.say(pieces.size() + " pieces are sealed and live");
  }

  /** Records a step of the market on its page, with password and signature. */
  private void record(Browser person, Piece piece, JsonNode step) {
    Page page =
        person.open(
            content.resolve(
                "/reviews/%s/steps/%s".formatted(piece.reviewId(), step.path("key").asString())));
    Page end =
        person.submit(
            page,
            page.find("form:has([name=record])"),
            // The page's own day is that of the market, which need not be ours.
            Map.of("record", "0042"));
    if (end.status() >= 400) {
      throw new DemoFailed(
          "The step %s of %s was not recorded: %s"
              .formatted(step.path("title").asString(), piece.sample().key(), end.words()));
    }
    narration.say(
        "%s: %s is recorded and signed; only now may it be served in %s"
            .formatted(
                piece.sample().key(),
                step.path("title").asString(),
                step.path("market").asString()));
  }

  /** Runs the given work for its effects, as a task of an executor. */
  static Callable<Boolean> work(Runnable runnable) {
    return () -> {
      runnable.run();
      return true;
    };
  }
}
