package io.medley.content.annotation;

import io.medley.content.asset.AssetVersion;
import io.medley.platform.notification.Notice;
import io.medley.platform.notification.NotificationKind;
import io.medley.platform.notification.Notifying;
import io.medley.platform.notification.Recipients;
import io.medley.platform.security.Actor;
import io.medley.platform.security.People;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Tells whom an annotation or an answer names with {@code @sign-in.name}: people of the house, and
 * of the agency that made the piece, once its reviewers have let it go. What was written stays out
 * of the notice.
 */
@Component
class Mentions {

  private static final Pattern NAMED = Pattern.compile("(?<![\\w@])@([a-zA-Z0-9][\\w.-]{0,98}\\w)");

  private final Notifying notifying;
  private final People people;

  Mentions(Notifying notifying, People people) {
    this.notifying = notifying;
    this.people = people;
  }

  /**
   * Tells those named, once per text.
   *
   * @param occurrence names the annotation or the answer
   */
  void tell(String body, AssetVersion version, Actor by, String occurrence) {
    Set<String> named = new TreeSet<>();
    NAMED
        .matcher(body)
        .results()
        .map((MatchResult found) -> found.group(1))
        .filter(name -> maySee(name, version))
        .forEach(named::add);
    if (named.isEmpty()) {
      return;
    }
    notifying.tell(
        Notice.of(
            NotificationKind.MENTION,
            new Notice.Subject(
                "asset:" + version.asset(), version.metadata().title() + " " + version.number()),
            by.printedName() + " mentioned you in a remark.",
            "/assets/versions/" + version.id(),
            occurrence),
        Recipients.persons(named).except(by.id()));
  }

  private boolean maySee(String name, AssetVersion version) {
    return people
        .find(name)
        .filter(
            person ->
                person.agency() == null
                    || (person.agency().equals(version.agency())
                        && !version.state().withTheReviewers()))
        .isPresent();
  }
}
