package io.medley.platform.security;

/**
 * Who holds an authority.
 *
 * @param kind a person, or everybody whom the sign-in provider puts into a group
 * @param name the person's id, or the group's name as it stands in the token
 */
public record Holder(Kind kind, String name) {

  /** Person or group. */
  public enum Kind {
    PERSON,
    GROUP
  }

  /** A person by the sign-in provider's user name. */
  public static Holder person(String id) {
    return new Holder(Kind.PERSON, id);
  }

  /** A group of the sign-in provider. */
  public static Holder group(String name) {
    return new Holder(Kind.GROUP, name);
  }

  /** As it stands in the audit: the person's id, or {@code group:} and the name. */
  public String id() {
    return kind == Kind.GROUP ? "group:" + name : name;
  }
}
