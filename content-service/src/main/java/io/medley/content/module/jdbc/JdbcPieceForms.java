package io.medley.content.module.jdbc;

import io.medley.content.asset.VersionId;
import io.medley.content.lifecycle.PieceForms;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcPieceForms implements PieceForms {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, String>> MODULES = new TypeReference<>() {};

  /**
   * A form's modules are those of its places, and the template, which has none. A module that a
   * newer version replaced may still be sent in pieces that were approved with it.
   */
  private static final String PARTS =
      """
      from assembly_module m
        join content_module_version v on v.module_id = m.module_id and v.number = m.number
      where m.version_id = f.version_id and (m.slot = '' or f.modules ->> m.slot = m.module_id)
      """;

  private static final String OFFERED =
      """
      not exists (select 1 %s and (v.state not in ('APPROVED', 'UPDATED') or v.valid_to < :day))
      and (f.modules <> '{}' or not exists (select 1 from assembly_form o where o.version_id = f.version_id and o.ordinal > 1))
      """
          .formatted(PARTS);

  private final JdbcClient jdbc;

  JdbcPieceForms(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<VersionId, List<Form>> offered(Collection<VersionId> versions, LocalDate day) {
    Map<VersionId, List<Form>> forms = new HashMap<>();
    jdbc.sql(
            """
            select f.version_id, f.ordinal, f.name, f.modules, f.html_hash, (%s) as offered,
              (select min(v.valid_to) %s) as until
            from assembly_form f where f.version_id = any(:versions::uuid[])
            order by f.version_id, f.ordinal
            """
                .formatted(OFFERED, PARTS))
        .param("versions", versions.stream().map(VersionId::toString).toArray(String[]::new))
        .param("day", day)
        .query(
            row -> {
              List<Form> own =
                  forms.computeIfAbsent(
                      new VersionId(row.getObject("version_id", UUID.class)),
                      version -> new ArrayList<>());
              if (row.getBoolean("offered")) {
                own.add(
                    new Form(
                        row.getInt("ordinal"),
                        row.getString("name"),
                        JSON.readValue(row.getString("modules"), MODULES),
                        row.getString("html_hash"),
                        row.getObject("until", LocalDate.class)));
              }
            });
    return forms;
  }

  @Override
  public void hold(VersionId version) {
    jdbc.sql(
            """
            select id from content_module
            where id in (select module_id from assembly_module where version_id = :version)
            order by id for share
            """)
        .param("version", version.value())
        .query(String.class)
        .list();
  }

  @Override
  public List<VersionId> having(Map<String, String> modules, int limit) {
    return jdbc.sql(
            """
            select f.version_id from assembly_form f join assembly a on a.version_id = f.version_id
            where f.modules @> cast(:modules as jsonb)
            group by f.version_id, a.made_at order by a.made_at desc, f.version_id limit :limit
            """)
        .param("modules", JSON.writeValueAsString(modules))
        .param("limit", limit)
        .query((row, number) -> new VersionId(row.getObject(1, UUID.class)))
        .list();
  }

  @Override
  public Optional<VersionId> ofBytes(String contentHash, LocalDate day) {
    return jdbc.sql(
            """
            select f.version_id from assembly_form f join approval a on a.version_id = f.version_id
            where f.html_hash = :hash and a.state = 'LIVE' and %s
            order by a.live_at desc limit 1
            """
                .formatted(OFFERED))
        .param("hash", contentHash)
        .param("day", day)
        .query((row, number) -> new VersionId(row.getObject(1, UUID.class)))
        .optional();
  }
}
