package io.medley.content.precheck;

import io.medley.content.asset.AssetVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The changing parts of pieces that are put together when they are sent. */
public interface ContentModules {

  /** The places of a version that are filled in when it is sent. */
  List<Slot> of(AssetVersion version);

  /**
   * A place and what may stand there.
   *
   * @param token as it stands in the text, for example <code>{{module.opening}}</code>
   */
  record Slot(String token, List<Variant> variants) {
    public Slot {
      variants = List.copyOf(variants);
    }
  }

  /**
   * One of the things that may stand in a place.
   *
   * @param constraint with what else it may stand
   */
  record Variant(String name, String text, Constraint constraint) {

    /** Something that may stand with everything. */
    public Variant(String name, String text) {
      this(name, text, Constraint.none(name));
    }
  }

  /**
   * With what else a variant may stand in one form.
   *
   * @param id names it in the constraints of others
   * @param requires ids that must be in the same form
   * @param excludes ids that must not be in the same form
   * @param after ids that must not come later than it
   * @param atMost how often it may be in one form; 0 = as often as there are places
   */
  record Constraint(
      String id, Set<String> requires, Set<String> excludes, Set<String> after, int atMost) {
    public Constraint {
      // In one order, so that equal constraints hash alike.
      requires = Collections.unmodifiableSortedSet(new TreeSet<>(requires));
      excludes = Collections.unmodifiableSortedSet(new TreeSet<>(excludes));
      after = Collections.unmodifiableSortedSet(new TreeSet<>(after));
    }

    static Constraint none(String id) {
      return new Constraint(id, Set.of(), Set.of(), Set.of(), 0);
    }
  }

  /**
   * Forms.
   *
   * @param choices one variant per slot, by its place in the slot's list
   * @param every whether these are all that are permitted, or a set in which every two variants
   *     that may stand together do so at least once
   */
  record Forms(List<List<Integer>> choices, boolean every) {
    public Forms {
      choices = List.copyOf(choices);
    }
  }

  /** Every permitted form of these slots, or, above 200, pairs. The same slots, the same answer. */
  static Forms forms(List<Slot> slots) {
    return Combinations.of(
        slots.stream().map(slot -> slot.variants().size()).toList(),
        MOST_FORMS,
        choice -> possible(slots, choice));
  }

  /** Above this many forms, pairs are enough. */
  int MOST_FORMS = 200;

  /** Why these variants must not stand together, in this order, as sentences; empty if they may. */
  static List<String> against(List<Variant> chosen) {
    List<String> against = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      Constraint own = chosen.get(i).constraint();
      String name = chosen.get(i).name();
      for (String needed : own.requires()) {
        if (chosen.stream().noneMatch(other -> other.constraint().id().equals(needed))) {
          against.add("“%s” requires %s, which is not in this form.".formatted(name, needed));
        }
      }
      for (int j = 0; j < chosen.size(); j++) {
        Constraint other = chosen.get(j).constraint();
        if (i != j && own.excludes().contains(other.id())) {
          against.add(
              "“%s” must not stand together with “%s”.".formatted(name, chosen.get(j).name()));
        }
        if (j > i && own.after().contains(other.id())) {
          against.add("“%s” must come after “%s”.".formatted(name, chosen.get(j).name()));
        }
      }
      long times =
          chosen.stream().filter(other -> other.constraint().id().equals(own.id())).count();
      if (own.atMost() > 0 && times > own.atMost()) {
        against.add(
            "“%s” stands %d times in this form; at most %d are allowed."
                .formatted(name, times, own.atMost()));
      }
    }
    return against.stream().distinct().toList();
  }

  /** Whether a choice, in which −1 is still open, can be or become a permitted form. */
  private static boolean possible(List<Slot> slots, List<Integer> choice) {
    List<Variant> chosen = new ArrayList<>();
    Set<String> open = new HashSet<>();
    for (int i = 0; i < slots.size(); i++) {
      List<Variant> variants = slots.get(i).variants();
      if (choice.get(i) >= 0) {
        chosen.add(variants.get(choice.get(i)));
      } else {
        variants.forEach(variant -> open.add(variant.constraint().id()));
      }
    }
    if (open.isEmpty()) {
      return against(chosen).isEmpty();
    }
    // What is required may still come; everything else is decided by what is there.
    return against(
            chosen.stream()
                .map(
                    variant ->
                        new Variant(
                            variant.name(),
                            variant.text(),
                            new Constraint(
                                variant.constraint().id(),
                                without(variant.constraint().requires(), open),
                                variant.constraint().excludes(),
                                variant.constraint().after(),
                                variant.constraint().atMost())))
                .toList())
        .isEmpty();
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> left = new HashSet<>(all);
    left.removeAll(some);
    return left;
  }
}
