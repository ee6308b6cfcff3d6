package io.medley.bench.content;

import io.medley.bench.Booted;
import io.medley.platform.command.Reindexer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Fills the store with made-up live pieces and the index with what the store holds. */
final class Stock {

  private static final String HASH = "encode(sha256(('piece' || i)::bytea), 'hex')";
  private static final String VERSION = "md5('version' || i)::uuid";
  private static final String ASSET = "md5('asset' || i)::uuid";
  private static final String BRAND = "('brand-' || i % 20)";
  private static final String MARKET =
      "(array['GB','DE','US','FR','ES','IT','NL','BE','AT','CH'])[1 + i % 10]";
  private static final String LANGUAGE =
      "(array['en-GB','de-DE','en-US','fr-FR','es-ES','it-IT','nl-NL','nl-BE','de-AT','de-CH'])[1 +"
          + " i % 10]";
  private static final String CHANNEL =
      "(array['EMAIL','CLM','WEB','PRINT','REP_EMAIL'])[1 + i / 20 % 5]";
  private static final String WORDS =
      """
      (select string_agg((array['pressure','adults','morning','dose','kidney','heart','patients','therapy','daily','safety',
        'reduction','baseline','weeks','treatment','trial','risk','renal','hepatic','monitor','reference'])
        [1 + abs(hashtext(i || '-' || k)) % 20] || case when k %% 4 = 0 then ' w' || abs(hashtext(i || '+' || k)) %% 20000 else '' end, ' ')
       from generate_series(1, 60) k)\
      """
          .replace("%%", "%");

  private final Booted service;
  private int pieces;

  Stock(Booted service) {
    this.service = service;
  }

  /** Brings the store to so many pieces and the index after it; returns documents per second. */
  double growTo(int wanted) {
    JdbcClient owner = service.owner();
    String series = " from generate_series(" + pieces + ", " + (wanted - 1) + ") i";
    for (String statement :
        new String[] {
          "insert into extraction (content_hash, reader, format, links, remarks, properties, pages,"
              + " created_at) select "
              + HASH
              + ", '1', 'text/html', '[]', '[]', '{}', '[]', now()"
              + series,
          "insert into extraction_section (content_hash, number, kind, title, content, boxes)"
              + " select "
              + HASH
              + ", 1, 'SECTION', '', "
              + WORDS
              + ", '[]'"
              + series,
          "insert into asset (id, agency, created_by, created_at) select "
              + ASSET
              + ", 'northlight', 'anna.agency', now()"
              + series,
          """
          insert into asset_version (id, asset_id, major, minor, state, content_hash, format, file_name, file_size, metadata,
            metadata_hash, suggestions, agency, author, created_at, changed_at)
          select %1$s, %2$s, 1, 0, 'LIVE', %3$s, 'text/html', 'piece.html', 1000, jsonb_build_object(
            'title', 'Piece ' || i, 'jobCode', 'XX-' || i, 'brandId', %4$s, 'indicationIds', '[]'::jsonb,
            'materialType', 'EMAIL', 'purpose', 'PROMOTIONAL', 'countries', jsonb_build_array(%5$s), 'language', %6$s,
            'audiences', '["HCP"]'::jsonb, 'channels', jsonb_build_array(%7$s), 'keyMessages', '[]'::jsonb,
            'labelVersions', '{}'::jsonb, 'safetyTexts', '{}'::jsonb, 'validFrom', '2026-01-01', 'validTo', '2099-01-01',
            'references', '[]'::jsonb), 'x', '[]', 'northlight', 'anna.agency', now(), now()\
          """
                  .formatted(VERSION, ASSET, HASH, BRAND, MARKET, LANGUAGE, CHANNEL)
              + series,
          """
          insert into approval (version_id, asset_id, number, state, version_number, content_hash, metadata_hash, format,
            file_name, brand_id, title, job_code, material_type, purpose, markets, language, channels, audiences, indications,
            key_messages, slot_hints, valid_from, valid_to, proof, agency, tier, live_at, changed_at, process_attempt,
            start_requested_at, claimed_at, instance_key)
          select %1$s, %2$s, 1, 'LIVE', '1.0', %3$s, 'x', 'text/html', 'piece.html', %4$s,
            (array['Morning','Evening','Launch','Follow-up','Dosing','Safety'])[1 + i %% 6] || ' piece ' || i, 'XX-' || i, 'EMAIL',
            'PROMOTIONAL', array[%5$s], %6$s, array[%7$s], array['HCP'], '{}', array['once daily'], '{}',
            '2026-01-01', '2099-01-01', jsonb_build_object('reviewId', md5('r' || i)::uuid, 'approvedAt',
            '2026-01-01T00:00:00Z', 'signatures', '[]'::jsonb), 'northlight', 'T2', now() - make_interval(secs => i), now(), 1,
            now(), now(), i + 1\
          """
                  .formatted(VERSION, ASSET, HASH, BRAND, MARKET, LANGUAGE, CHANNEL)
              + series
        }) {
      owner.sql(statement).update();
    }
    owner.sql("analyze").update();
    pieces = wanted;
    Reindexer catalog =
        service.beans(Reindexer.class).stream()
            .filter(reindexer -> reindexer.name().equals("approved-pieces"))
            .findFirst()
            .orElseThrow();
    long begin = System.nanoTime();
    Reindexer.Report report = catalog.reindex();
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (!report.equal()) {
      throw new IllegalStateException("The index does not equal the store: " + report);
    }
    return report.indexed() / seconds;
  }

  int pieces() {
    return pieces;
  }
}
