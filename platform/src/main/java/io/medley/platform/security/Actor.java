package io.medley.platform.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who acts: a person or a program of ours.
 *
 * @param id the sign-in provider's user name (its {@code sub}), or {@code system:<name>}
 * @param printedName the name as it appears beside a signature
 * @param roles role names from the sign-in provider, without prefix, e.g. {@code REVIEWER}
 * @param agency the agency this person works for; null for everybody else
 */
public record Actor(String id, String printedName, Set<String> roles, @Nullable String agency) {

  /** The role that only {@link #system(String)} actors carry. */
  public static final String SYSTEM_ROLE = "SYSTEM";

  public Actor {
    roles = Set.copyOf(roles);
  }

  /** A program of ours acting by itself, e.g. {@code Actor.system("relay")}. */
  public static Actor system(String name) {
    return new Actor("system:" + name, name, Set.of(SYSTEM_ROLE), null);
  }

  /** True if the sign-in provider gave this actor the role. */
  public boolean hasRole(String role) {
    return roles.contains(role);
  }
}
