package io.medley.campaign.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The weekly readout: what to do next, most HCPs first, each with one button. */
public final class Readout {

  private Readout() {}

  /**
   * One thing to do.
   *
   * @param hcps touches it would free or mend
   * @param what what to do, in the imperative
   * @param why one sentence
   * @param href where
   * @param act the button
   */
  public record Action(long hcps, String what, String why, String href, String act) {}

  /** What a campaign's figures ask for. */
  public static List<Action> of(UUID campaign, Measurement measured) {
    List<Action> actions = new ArrayList<>();
    for (Measurement.NotMade notMade : measured.notMade()) {
      action(campaign, notMade).ifPresent(actions::add);
    }
    actions.sort(java.util.Comparator.comparingLong(Action::hcps).reversed());
    Comparison outcome = measured.outcome();
    if (outcome.verdict() == Comparison.Verdict.LOWER) {
      actions.addFirst(
          new Action(
              outcome.treated(),
              "Pause and find out why contacting does harm",
              "Fewer of those contacted went further than of those held out.",
              "/control?scope=CAMPAIGN&key=" + campaign,
              "Pause"));
    }
    return actions;
  }

  private static java.util.Optional<Action> action(UUID campaign, Measurement.NotMade notMade) {
    long touches = notMade.touches();
    String map = "/campaigns/" + campaign;
    return java.util.Optional.ofNullable(
        switch (notMade.reason()) {
          case "CONSENT_MISSING", "CONSENT_WITHDRAWN" ->
              new Action(
                  touches,
                  "Ask for consent to " + notMade.channel(),
                  "These HCPs do not agree to the channel; a consent journey or their rep can ask.",
                  "/templates",
                  "Start a consent journey");
          case "NO_TIME_ZONE" ->
              new Action(
                  touches,
                  "Import time zones",
                  "Without a zone nothing is ever sent to these HCPs.",
                  "/hcps/import",
                  "Import");
          case "NO_APPROVED_CONTENT", "CONTENT_WITHDRAWN" ->
              new Action(
                  touches,
                  "Get a piece approved",
                  "Nothing approved fits market, language, channel and audience.",
                  map,
                  "See which step");
          case "CONTENT_BLOCKED", "CONTENT_REFUSED" ->
              new Action(
                  touches,
                  "Mend the piece, or plan another",
                  "Today's checks block it, or it cannot be made into a message that may be sent.",
                  map,
                  "See which step");
          case "KILL_SWITCH" ->
              new Action(
                  touches,
                  "Resume, or stop for good",
                  "These touches are held by a pause.",
                  "/control",
                  "Look at the pauses");
          case "FREQUENCY_CAP", "YIELDED" ->
              new Action(
                  touches,
                  "Choose: fewer campaigns at once, or a slower one",
                  "These HCPs hear from the house as often as the caps allow.",
                  map,
                  "See who");
          case "STALE" ->
              new Action(
                  touches,
                  "Find out what held them for so long",
                  "These touches were given up because they were held longer than they are worth.",
                  map,
                  "See who");
          case "ADDRESS_SUPPRESSED", "PROVIDER_REFUSED" ->
              new Action(
                  touches,
                  "Correct the addresses",
                  "These addresses bounced, complained, or were refused by the provider for good.",
                  "/hcps/import",
                  "Import");
          default -> null;
        });
  }
}
