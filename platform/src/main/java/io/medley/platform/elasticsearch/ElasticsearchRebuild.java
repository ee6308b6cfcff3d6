package io.medley.platform.elasticsearch;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.indices.update_aliases.Action;
import io.medley.platform.command.Reindexer;
import io.medley.platform.signing.CanonicalJson;
import io.medley.platform.signing.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Digest = SHA-256 over the sorted lines "id version SHA-256(canonical document)". */
final class ElasticsearchRebuild implements IndexRebuild {

  private static final int BATCH = 500;
  private static final int ROUNDS = 5;

  private record Found(long version, String line) {}

  private final SearchExchange exchange;
  private final ElasticsearchProjector writer;

  ElasticsearchRebuild(SearchExchange exchange) {
    this.exchange = exchange;
    this.writer = new ElasticsearchProjector(exchange);
  }

  @Override
  public Reindexer.Report rebuild(SearchIndex index, Source source) {
    String alias = exchange.name(index);
    String fresh = exchange.concrete(index) + "-" + UUID.randomUUID().toString().substring(0, 8);
    ElasticsearchIndexes.create(exchange, index, fresh, null);
    write(fresh, source);
    switchOver(alias, fresh);
    // Projections made while the new index was filled went to the old one: read again. And because
    // the service goes on working, only a document found superfluous twice is superfluous.
    Map<String, Found> suspects = Map.of();
    for (int round = 1; ; round++) {
      Map<String, String> stored = write(fresh, source);
      exchange.run(client -> client.indices().refresh(r -> r.index(fresh)));
      Map<String, Found> found = read(fresh);
      TreeMap<String, String> indexed = new TreeMap<>();
      found.forEach((id, document) -> indexed.put(id, document.line()));
      Reindexer.Report report =
          new Reindexer.Report(
              index.alias(), stored.size(), indexed.size(), digest(stored), digest(indexed));
      if (report.equal() || round == ROUNDS) {
        return report;
      }
      Map<String, Found> extra = new TreeMap<>(found);
      extra.keySet().removeAll(stored.keySet());
      for (Map.Entry<String, Found> entry : extra.entrySet()) {
        if (entry.getValue().equals(suspects.get(entry.getKey()))) {
          remove(fresh, entry.getKey(), entry.getValue().version());
        }
      }
      suspects = extra;
    }
  }

  private Map<String, String> write(String concrete, Source source) {
    TreeMap<String, String> written = new TreeMap<>();
    List<IndexProjector.Change> batch = new ArrayList<>(BATCH);
    source.forEach(
        change -> {
          Object document = change.document();
          if (document == null) {
            return;
          }
          written.put(change.id(), line(change.version(), document));
          batch.add(change);
          if (batch.size() == BATCH) {
            writer.write(concrete, List.copyOf(batch), false);
            batch.clear();
          }
        });
    writer.write(concrete, List.copyOf(batch), false);
    return written;
  }

  private void switchOver(String alias, String fresh) {
    List<String> old =
        exchange.run(client -> client.indices().existsAlias(a -> a.name(alias))).value()
            ? List.copyOf(
                exchange
                    .run(client -> client.indices().getAlias(a -> a.name(alias)))
                    .aliases()
                    .keySet())
            : List.of();
    List<Action> actions = new ArrayList<>();
    for (String concrete : old) {
      actions.add(Action.of(a -> a.removeIndex(r -> r.index(concrete))));
    }
    actions.add(Action.of(a -> a.add(add -> add.index(fresh).alias(alias))));
    exchange.run(client -> client.indices().updateAliases(u -> u.actions(actions)));
  }

  private Map<String, Found> read(String concrete) {
    TreeMap<String, Found> found = new TreeMap<>();
    Time keep = Time.of(t -> t.time("1m"));
    String pit =
        exchange.run(client -> client.openPointInTime(p -> p.index(concrete).keepAlive(keep))).id();
    try {
      List<FieldValue> after = List.of();
      while (true) {
        List<FieldValue> from = after;
        SearchResponse<JsonNode> page =
            exchange.run(
                client ->
                    client.search(
                        s -> {
                          s.pit(p -> p.id(pit).keepAlive(keep))
                              .size(BATCH)
                              .version(true)
                              .trackTotalHits(t -> t.enabled(false))
                              .sort(o -> o.field(f -> f.field("_shard_doc").order(SortOrder.Asc)));
                          return from.isEmpty() ? s : s.searchAfter(from);
                        },
                        JsonNode.class));
        List<Hit<JsonNode>> hits = page.hits().hits();
        for (Hit<JsonNode> hit : hits) {
          JsonNode source = hit.source();
          Long version = hit.version();
          if (hit.id() != null && source != null && version != null) {
            found.put(hit.id(), new Found(version, line(version, source)));
          }
        }
        if (hits.size() < BATCH) {
          return found;
        }
        after = hits.getLast().sort();
      }
    } finally {
      exchange.run(client -> client.closePointInTime(p -> p.id(pit)));
    }
  }

  /** Removes the document unless it has become newer than the version that was seen. */
  private void remove(String concrete, String id, long version) {
    try {
      exchange.run(
          client ->
              client.delete(
                  d ->
                      d.index(concrete)
                          .id(id)
                          .version(version)
                          .versionType(VersionType.ExternalGte)));
    } catch (SearchRejected rejected) {
      if (rejected.status() != 409 && rejected.status() != 404) {
        throw rejected;
      }
    }
  }

  private static String line(long version, Object document) {
    return version + " " + CanonicalJson.sha256(document);
  }

  private static String digest(Map<String, String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach((id, line) -> text.append(id).append(' ').append(line).append('\n'));
    return Sha256.hex(text.toString());
  }
}
