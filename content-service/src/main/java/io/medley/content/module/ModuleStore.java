package io.medley.content.module;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of modules. Every method runs in the caller's transaction. */
public interface ModuleStore {

  /** Keeps other writers away from a module until the transaction ends; false if there is none. */
  boolean lock(String moduleId);

  void add(String moduleId, String brandId, ModuleKind kind, String by, Instant at);

  void add(ModuleVersion version, Instant at);

  /** Moves the state; false if it is not {@code from} any more. */
  boolean move(
      String moduleId, int number, ModuleState from, ModuleState to, String reason, Instant at);

  void add(ModuleApproval approval);

  List<ModuleApproval> approvals(String moduleId, int number);

  Optional<ModuleVersion> find(String moduleId, int number);

  /** Every version of a module, newest first. */
  List<ModuleVersion> versions(String moduleId);

  /** The version in force of each of these, by key; those without one are left out. */
  Map<String, ModuleVersion> inForce(Collection<String> moduleIds);

  /** The newest version of each module that fits. */
  List<ModuleVersion> search(ModuleQuery query);

  /**
   * What is looked for; an empty value asks nothing.
   *
   * @param words each of which must stand in key, title or content
   * @param approvedOnly whether only modules with a version in force are shown, in that version
   */
  record ModuleQuery(
      String words, String brandId, String kind, String state, boolean approvedOnly) {}
}
