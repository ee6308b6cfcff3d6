package io.medley.platform.elasticsearch;

import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.elasticsearch._types.Refresh;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import java.util.List;

final class ElasticsearchProjector implements IndexProjector {

  private static final int STALE = 409;
  private static final int NOT_THERE = 404;

  private final SearchExchange exchange;

  ElasticsearchProjector(SearchExchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public void project(SearchIndex index, Change change) {
    write(exchange.name(index), List.of(change), true);
  }

  @Override
  public void project(SearchIndex index, List<Change> changes, boolean refresh) {
    write(exchange.name(index), changes, refresh);
  }

  void write(String indexOrAlias, List<Change> changes, boolean refresh) {
    if (changes.isEmpty()) {
      return;
    }
    BulkRequest request =
        BulkRequest.of(
            bulk ->
                bulk.index(indexOrAlias)
                    .refresh(refresh ? Refresh.True : Refresh.False)
                    .operations(changes.stream().map(ElasticsearchProjector::operation).toList()));
    BulkResponse response = exchange.run(client -> client.bulk(request));
    List<BulkResponseItem> failed =
        response.items().stream().filter(ElasticsearchProjector::failed).toList();
    if (failed.isEmpty()) {
      return;
    }
    for (BulkResponseItem item : failed) {
      if (item.status() < 500 && item.status() != 429) {
        throw rejected(item);
      }
    }
    throw new StoreUnavailable(rejected(failed.getFirst()));
  }

  private static BulkOperation operation(Change change) {
    Object document = change.document();
    return document == null
        ? BulkOperation.of(
            o ->
                o.delete(
                    d ->
                        d.id(change.id())
                            .version(change.version())
                            .versionType(VersionType.External)))
        : BulkOperation.of(
            o ->
                o.index(
                    i ->
                        i.id(change.id())
                            .version(change.version())
                            .versionType(VersionType.External)
                            .document(document)));
  }

  /** A stale version means the newer state is there; removing what is not there is done. */
  private static boolean failed(BulkResponseItem item) {
    return item.status() >= 300 && item.status() != STALE && item.status() != NOT_THERE;
  }

  private static SearchRejected rejected(BulkResponseItem item) {
    ErrorCause error = item.error();
    String type = error == null || error.type() == null ? "unknown" : error.type();
    String reason = error == null ? "no reason given" : String.valueOf(error.reason());
    return new SearchRejected(
        item.status(), type, new IllegalStateException(item.id() + ": " + reason));
  }
}
