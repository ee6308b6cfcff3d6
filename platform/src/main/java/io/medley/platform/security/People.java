package io.medley.platform.security;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom the sign-in provider told us about, each as in the newest token issued for them. */
public interface People {

  /**
   * A person.
   *
   * @param id the provider's user name
   * @param printedName as it stands beside a signature
   * @param agency the agency they work for; null for everybody else
   * @param groups the provider's groups they were in when the token was issued
   * @param toldAt when that token was issued; real time
   */
  record Person(
      String id,
      String printedName,
      @Nullable String agency,
      Set<String> roles,
      Set<String> groups,
      Instant toldAt) {

    public Person {
      roles = Set.copyOf(roles);
      groups = Set.copyOf(groups);
    }
  }

  /** The person, if they ever signed in here. */
  Optional<Person> find(String id);

  /** Everybody who ever signed in here, by printed name. */
  List<Person> all();

  /** The printed name, or the id of somebody who never signed in. */
  String printedName(String id);

  /** Keeps what a token says, unless a newer one is known. */
  void told(Person person);
}
