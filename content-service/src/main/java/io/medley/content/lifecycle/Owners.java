package io.medley.content.lifecycle;

import io.medley.content.asset.AssetVersions;
import io.medley.platform.notification.Recipients;
import io.medley.platform.security.People;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Who looks after a piece inside the company, as its tags name them: by sign-in name or in full.
 */
@Component
class Owners {

  private final AssetVersions versions;
  private final People people;

  Owners(AssetVersions versions, People people) {
    this.versions = versions;
    this.people = people;
  }

  /** The owner, if the tags name somebody of the company who ever signed in; otherwise nobody. */
  Recipients of(Approval approval) {
    String owner = versions.require(approval.version()).metadata().details().owner();
    Optional<String> found =
        owner.isEmpty()
            ? Optional.empty()
            : people
                .find(owner)
                .or(
                    () ->
                        people.all().stream()
                            .filter(person -> person.printedName().equalsIgnoreCase(owner))
                            .findFirst())
                .filter(person -> person.agency() == null)
                .map(People.Person::id);
    return Recipients.persons(found.stream().toList());
  }
}
