package io.medley.content.lifecycle;

import io.medley.content.asset.VersionId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The forms in which pieces made of modules may be sent. Each was rendered when the piece was made,
 * and each passed the rules (C37) before the piece could be submitted; what was not rendered then
 * is never sent. Every method joins the caller's transaction.
 */
public interface PieceForms {

  /**
   * One form.
   *
   * @param ordinal from 1, in the order its author chose the modules
   * @param name the modules that are chosen in it, for people
   * @param modules key of the module by place
   * @param contentHash SHA-256 of its HTML
   * @param until the last day on which all of its modules may be used; {@code null} = without end
   */
  record Form(
      int ordinal,
      String name,
      Map<String, String> modules,
      String contentHash,
      @Nullable LocalDate until) {

    public Form {
      modules = Map.copyOf(modules);
    }

    /** Whether these modules stand in these places of it. */
    public boolean has(Map<String, String> wanted) {
      return modules.entrySet().containsAll(wanted.entrySet());
    }
  }

  /**
   * Forms by version, of those of the versions that are made of modules: only those whose template
   * and modules all are in force on the day. A version of which no form is offered has an empty
   * list; one that is a single file is absent.
   */
  Map<VersionId, List<Form>> offered(Collection<VersionId> versions, LocalDate day);

  /** Lets no module of the version move until the transaction ends. */
  void hold(VersionId version);

  /** Versions of which some form has these modules in these places, the newest first. */
  List<VersionId> having(Map<String, String> modules, int limit);

  /** The version of which these bytes are a form that is offered on the day. */
  Optional<VersionId> ofBytes(String contentHash, LocalDate day);
}
