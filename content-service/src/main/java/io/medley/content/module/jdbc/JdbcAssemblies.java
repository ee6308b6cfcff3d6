package io.medley.content.module.jdbc;

import io.medley.content.asset.VersionId;
import io.medley.content.module.Assemblies;
import io.medley.content.module.AssemblyPlan;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcAssemblies implements Assemblies {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, String>> MODULES = new TypeReference<>() {};

  /** The template's row among the rows of an assembly's modules. */
  private static final String TEMPLATE = "";

  private final JdbcClient jdbc;

  JdbcAssemblies(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Assembly assembly) {
    jdbc.sql(
            """
            insert into assembly (version_id, plan, covered, made_by, made_at)
            values (:version, cast(:plan as jsonb), :covered, :by, :at)
            """)
        .param("version", assembly.version().value())
        .param("plan", JSON.writeValueAsString(assembly.plan()))
        .param("covered", assembly.every() ? "EVERY" : "PAIRS")
        .param("by", assembly.by())
        .param("at", Timestamp.from(assembly.at()))
        .update();
    add(assembly.version(), TEMPLATE, 0, assembly.template());
    assembly
        .slots()
        .forEach(
            (place, parts) -> {
              for (int i = 0; i < parts.size(); i++) {
                add(assembly.version(), place, i, parts.get(i));
              }
            });
    for (Form form : assembly.forms()) {
      jdbc.sql(
              """
              insert into assembly_form (version_id, ordinal, name, modules, html_hash)
              values (:version, :ordinal, :name, cast(:modules as jsonb), :hash)
              """)
          .param("version", assembly.version().value())
          .param("ordinal", form.ordinal())
          .param("name", form.name())
          .param("modules", JSON.writeValueAsString(form.modules()))
          .param("hash", form.htmlHash())
          .update();
    }
  }

  private void add(VersionId version, String place, int ordinal, Part part) {
    jdbc.sql(
            """
            insert into assembly_module (version_id, slot, ordinal, module_id, number)
            values (:version, :slot, :ordinal, :module, :number)
            """)
        .param("version", version.value())
        .param("slot", place)
        .param("ordinal", ordinal)
        .param("module", part.moduleId())
        .param("number", part.number())
        .update();
  }

  @Override
  public Optional<Assembly> find(VersionId version) {
    Map<String, List<Part>> parts = new LinkedHashMap<>();
    jdbc.sql("select * from assembly_module where version_id = :version order by slot, ordinal")
        .param("version", version.value())
        .query(
            (RowCallbackHandler)
                row ->
                    parts
                        .computeIfAbsent(row.getString("slot"), slot -> new ArrayList<>())
                        .add(new Part(row.getString("module_id"), row.getInt("number"))));
    List<Part> template = parts.remove(TEMPLATE);
    if (template == null) {
      return Optional.empty();
    }
    List<Form> forms =
        jdbc.sql("select * from assembly_form where version_id = :version order by ordinal")
            .param("version", version.value())
            .query(
                (row, number) ->
                    new Form(
                        row.getInt("ordinal"),
                        row.getString("name"),
                        JSON.readValue(row.getString("modules"), MODULES),
                        row.getString("html_hash")))
            .list();
    return jdbc.sql("select * from assembly where version_id = :version")
        .param("version", version.value())
        .query(
            (row, number) ->
                new Assembly(
                    version,
                    JSON.readValue(row.getString("plan"), AssemblyPlan.class),
                    template.getFirst(),
                    parts,
                    Objects.equals(row.getString("covered"), "EVERY"),
                    forms,
                    row.getString("made_by"),
                    row.getTimestamp("made_at").toInstant()))
        .optional();
  }

  @Override
  public List<VersionId> using(String moduleId) {
    return jdbc.sql(
            """
            select distinct a.version_id from assembly_module a join asset_version v on v.id = a.version_id
            where a.module_id = :module
              and v.state not in ('REJECTED', 'CANCELLED', 'SUPERSEDED', 'EXPIRED', 'WITHDRAWN')
            order by a.version_id
            """)
        .param("module", moduleId)
        .query((row, number) -> new VersionId(row.getObject(1, UUID.class)))
        .list();
  }
}
