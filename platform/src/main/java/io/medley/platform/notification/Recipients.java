package io.medley.platform.notification;

import io.medley.platform.security.Authority;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whom to tell; worked out inside the transaction that tells.
 *
 * @param persons sign-in names
 * @param holders everybody who may do something in every one of some markets
 * @param agencies everybody known to work for these agencies
 * @param except sign-in names left out, whatever else names them
 */
public record Recipients(
    Set<String> persons, List<Holders> holders, Set<String> agencies, Set<String> except) {

  /** Holders of an authority in every one of the markets. */
  public record Holders(Authority authority, Set<String> markets) {
    public Holders {
      markets = Set.copyOf(markets);
    }
  }

  public Recipients {
    persons = Set.copyOf(persons);
    holders = List.copyOf(holders);
    agencies = Set.copyOf(agencies);
    except = Set.copyOf(except);
  }

  /** These people. */
  public static Recipients persons(String... ids) {
    return persons(Set.copyOf(List.of(ids)));
  }

  /** These people. */
  public static Recipients persons(Collection<String> ids) {
    return new Recipients(Set.copyOf(ids), List.of(), Set.of(), Set.of());
  }

  /** Whoever holds the authority in every one of the markets. */
  public static Recipients holders(Authority authority, Collection<String> markets) {
    return new Recipients(
        Set.of(), List.of(new Holders(authority, Set.copyOf(markets))), Set.of(), Set.of());
  }

  /** Whoever is known to work for the agency. */
  public static Recipients agency(String agency) {
    return new Recipients(Set.of(), List.of(), Set.of(agency), Set.of());
  }

  /** These and those. */
  public Recipients and(Recipients others) {
    List<Holders> allHolders = new ArrayList<>(holders);
    allHolders.addAll(others.holders);
    return new Recipients(
        union(persons, others.persons),
        allHolders,
        union(agencies, others.agencies),
        union(except, others.except));
  }

  /** All but these people. */
  public Recipients except(String... ids) {
    return new Recipients(persons, holders, agencies, union(except, List.of(ids)));
  }

  private static Set<String> union(Collection<String> one, Collection<String> other) {
    Set<String> all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }
}
