package io.medley.content.module;

import io.medley.content.asset.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of assemblies. Every method runs in the caller's transaction. */
public interface Assemblies {

  void add(Assembly assembly);

  Optional<Assembly> find(VersionId version);

  /** Versions of pieces that are made of a module, in any of its versions. */
  List<VersionId> using(String moduleId);

  /**
   * What a version of a piece is made of.
   *
   * @param template the template's version
   * @param slots for each place, in the template's order, the modules' versions
   * @param every whether the forms are all that are permitted, or pairs
   */
  record Assembly(
      VersionId version,
      AssemblyPlan plan,
      Part template,
      Map<String, List<Part>> slots,
      boolean every,
      List<Form> forms,
      String by,
      Instant at) {
    public Assembly {
      forms = List.copyOf(forms);
    }
  }

  /** A version of a module. */
  record Part(String moduleId, int number) {}

  /**
   * One form the piece may be sent in, rendered beforehand.
   *
   * @param name the modules that are chosen in it
   * @param modules key of the module by place
   * @param htmlHash SHA-256 of its HTML in the object store
   */
  record Form(int ordinal, String name, Map<String, String> modules, String htmlHash) {
    public Form {
      modules = Map.copyOf(modules);
    }
  }
}
