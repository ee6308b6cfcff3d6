package io.medley.local;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A fictional person who can sign in. What each may decide (lane, market) is data of the services,
 * not of the token.
 *
 * @param user sign-in name, the token's {@code sub}, and the Tasklist account
 * @param printedName as it stands beside a signature; claim {@code name}
 * @param agency the agency they work for, if any; claim {@code agency}
 * @param roles claim {@code roles}
 * @param groups claim {@code groups}: what a company's directory would say, e.g. {@code mlr-legal}
 */
public record DemoPerson(
    String user,
    String printedName,
    Optional<String> agency,
    Set<String> roles,
    Set<String> groups) {

  /** Everybody, in the order they are listed to newcomers. */
  public static final List<DemoPerson> ALL =
      List.of(
          agency("anna.agency", "northlight"),
          agency("ben.agency", "bluebird"),
          person("cora.coordinator", "COORDINATOR"),
          person("max.medical", "REVIEWER"),
          person("lena.legal", "REVIEWER"),
          person("rhea.regulatory", "REVIEWER"),
          person("vera.vigilance", "REVIEWER"),
          person("paula.privacy", "REVIEWER"),
          person("sam.signatory", "SIGNATORY", "REVIEWER"),
          person("mia.marketer", "MARKETER"),
          person("marc.marketer", "MARKETER"),
          person("bea.brand", "MARKETER"),
          person("finn.field", "MARKETER"),
          person("rob.rep", "REP"),
          person("ada.admin", "ADMIN"));

  /** The demo person with this user name. */
  public static DemoPerson named(String user) {
    return ALL.stream()
        .filter(person -> person.user().equals(user))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no demo person " + user + "."));
  }

  /** Their password, at the sign-in provider and in Tasklist. */
  public String password() {
    return "demo-" + user;
  }

  /** Claim {@code email}; the domain exists nowhere. */
  public String email() {
    return user + "@" + agency.orElse("northwind") + ".example";
  }

  /**
   * Whether they have a Tasklist account; an agency has none, because Tasklist 8.6 shows every task
   * to everyone.
   */
  public boolean usesTasklist() {
    return agency.isEmpty();
  }

  private static DemoPerson agency(String user, String agency) {
    return new DemoPerson(
        user, printed(user), Optional.of(agency), Set.of("AGENCY"), Set.of("agencies"));
  }

  private static DemoPerson person(String user, String... roles) {
    return new DemoPerson(user, printed(user), Optional.empty(), Set.of(roles), groups(user));
  }

  /** Everybody of the company is in one group, and in one for what the name ends with. */
  private static Set<String> groups(String user) {
    return Set.of("northwind", "northwind-" + user.substring(user.indexOf('.') + 1));
  }

  private static String printed(String user) {
    StringBuilder name = new StringBuilder();
    for (String part : user.split("\\.")) {
      name.append(name.isEmpty() ? "" : " ")
          .append(part.substring(0, 1).toUpperCase(Locale.ROOT))
          .append(part.substring(1));
    }
    return name.toString();
  }
}
