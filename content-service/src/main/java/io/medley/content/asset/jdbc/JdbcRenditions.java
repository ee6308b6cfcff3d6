package io.medley.content.asset.jdbc;

import io.medley.content.asset.Renditions;
import io.medley.content.extraction.Details;
import io.medley.content.extraction.ExtractedFile;
import io.medley.content.extraction.ExtractedFile.Box;
import io.medley.content.extraction.ExtractedFile.Link;
import io.medley.content.extraction.ExtractedFile.PageImage;
import io.medley.content.extraction.ExtractedFile.Remark;
import io.medley.content.extraction.ExtractedFile.Section;
import io.medley.content.extraction.ExtractedFile.SectionKind;
import io.medley.content.extraction.Extraction;
import io.medley.platform.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcRenditions implements Renditions {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient jdbc;
  private final ObjectStore store;
  private final Clock clock;

  JdbcRenditions(JdbcClient jdbc, ObjectStore store, Clock clock) {
    this.jdbc = jdbc;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Optional<ExtractedFile> find(String contentHash) {
    List<Section> sections =
        jdbc.sql(
                """
                select kind, number, title, content, boxes from extraction_section
                where content_hash = :hash order by number
                """)
            .param("hash", contentHash)
            .query(
                (row, number) ->
                    new Section(
                        SectionKind.valueOf(row.getString("kind")),
                        row.getInt("number"),
                        row.getString("title"),
                        row.getString("content"),
                        JSON.readValue(row.getString("boxes"), new TypeReference<List<Box>>() {})))
            .list();
    return jdbc.sql(
            """
            select format, links, remarks, properties, pages, html_object, details from extraction where content_hash = :hash
            """)
        .param("hash", contentHash)
        .query(
            (row, number) ->
                new ExtractedFile(
                    row.getString("format"),
                    sections,
                    JSON.readValue(row.getString("links"), new TypeReference<List<Link>>() {}),
                    JSON.readValue(row.getString("remarks"), new TypeReference<List<Remark>>() {}),
                    JSON.readValue(
                        row.getString("properties"), new TypeReference<Map<String, String>>() {}),
                    JSON.readValue(row.getString("pages"), new TypeReference<List<PageImage>>() {}),
                    html(row.getString("html_object")),
                    JSON.readValue(row.getString("details"), Details.class)))
        .optional();
  }

  @Override
  public Optional<ExtractedFile> findCurrent(String contentHash) {
    return jdbc.sql("select reader from extraction where content_hash = :hash")
        .param("hash", contentHash)
        .query(String.class)
        .optional()
        .filter(Extraction.VERSION::equals)
        .flatMap(reader -> find(contentHash));
  }

  @Override
  public void keep(String contentHash, ExtractedFile file) {
    int added =
        jdbc.sql(
                """
                insert into extraction (content_hash, reader, format, links, remarks, properties, pages, html_object,
                  details, created_at)
                values (:hash, :reader, :format, cast(:links as jsonb), cast(:remarks as jsonb),
                  cast(:properties as jsonb), cast(:pages as jsonb), :html,
                  cast(:details as jsonb), :at)
                on conflict (content_hash) do nothing
                """)
            .param("hash", contentHash)
            .param("reader", Extraction.VERSION)
            .param("format", file.format())
            .param("links", JSON.writeValueAsString(file.links()))
            .param("remarks", JSON.writeValueAsString(file.remarks()))
            .param("properties", JSON.writeValueAsString(file.properties()))
            .param("pages", JSON.writeValueAsString(file.pages()))
            .param("html", keepHtml(file.html()))
            .param("details", JSON.writeValueAsString(file.details()))
            .param("at", Timestamp.from(clock.instant()))
            .update();
    if (added == 0) {
      return;
    }
    for (Section section : file.sections()) {
      jdbc.sql(
              """
              insert into extraction_section (content_hash, number, kind, title, content, boxes)
              values (:hash, :number, :kind, :title, :content, cast(:boxes as jsonb))
              """)
          .param("hash", contentHash)
          .param("number", section.number())
          .param("kind", section.kind().name())
          .param("title", section.title())
          .param("content", section.text())
          .param("boxes", JSON.writeValueAsString(section.boxes()))
          .update();
    }
  }

  private @Nullable String keepHtml(String html) {
    if (html.isEmpty()) {
      return null;
    }
    try {
      return store.put(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8))).sha256();
    } catch (IOException notKept) {
      throw new UncheckedIOException(notKept);
    }
  }

  private String html(@Nullable String object) {
    if (object == null) {
      return "";
    }
    try (InputStream in = store.open(object)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
