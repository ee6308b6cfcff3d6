package io.medley.content.similarity.jdbc;

import io.medley.content.asset.VersionId;
import io.medley.content.similarity.Fingerprints;
import io.medley.content.similarity.MinHash;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcFingerprints implements Fingerprints {

  private final JdbcClient jdbc;

  JdbcFingerprints(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void keep(String contentHash, int shingles, MinHash sketch) {
    int added =
        jdbc.sql(
                """
                insert into piece_fingerprint (content_hash, shingles, signature) values (:hash, :shingles, :signature)
                on conflict (content_hash) do nothing
                """)
            .param("hash", contentHash)
            .param("shingles", shingles)
            .param("signature", boxed(sketch.places()))
            .update();
    if (added == 1 && shingles > 0) {
      jdbc.sql(
              """
              insert into piece_band (band, value, content_hash)
              select band - 1, value, :hash from unnest(:bands) with ordinality as b (value, band)
              on conflict do nothing
              """)
          .param("hash", contentHash)
          .param("bands", boxed(sketch.bands()))
          .update();
    }
  }

  @Override
  public List<String> near(MinHash sketch, int limit) {
    return jdbc.sql(
            """
            select p.content_hash
            from unnest(:bands) with ordinality as b (value, band)
            join piece_band p on p.band = b.band - 1 and p.value = b.value
            group by p.content_hash order by count(*) desc, p.content_hash limit :limit
            """)
        .param("bands", boxed(sketch.bands()))
        .param("limit", limit)
        .query(String.class)
        .list();
  }

  @Override
  public List<VersionId> versions(List<String> contentHashes) {
    return jdbc
        .sql(
            """
            select id from asset_version where content_hash = any(:hashes) order by created_at desc limit 200
            """)
        .param("hashes", contentHashes.toArray(String[]::new))
        .query(UUID.class)
        .stream()
        .map(VersionId::new)
        .toList();
  }

  @Override
  public List<String> missing(int limit) {
    return jdbc.sql(
            """
            select e.content_hash from extraction e
            where not exists (select 1 from piece_fingerprint f where f.content_hash = e.content_hash)
              and exists (select 1 from asset_version v where v.content_hash = e.content_hash)
            limit :limit
            """)
        .param("limit", limit)
        .query(String.class)
        .list();
  }

  private static Integer[] boxed(int[] values) {
    return IntStream.of(values).boxed().toArray(Integer[]::new);
  }

  private static Long[] boxed(long[] values) {
    return Arrays.stream(values).boxed().toArray(Long[]::new);
  }
}
