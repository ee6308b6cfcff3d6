package io.medley.platform.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.transport.TransportException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Runs calls against Elasticsearch and turns its failures into ours. */
public final class SearchExchange {

  /** One call. */
  @FunctionalInterface
  public interface Call<T extends @Nullable Object> {
    T on(ElasticsearchClient client) throws IOException;
  }

  private final ElasticsearchClient client;
  private final String prefix;

  /**
   * @param prefix put before every index name; empty in production, one per test otherwise
   */
  public SearchExchange(ElasticsearchClient client, String prefix) {
    this.client = client;
    this.prefix = prefix;
  }

  /**
   * Runs the call.
   *
   * @throws StoreUnavailable for an outage: no answer, 429 or 5xx
   * @throws SearchRejected for any other error answer
   */
  public <T extends @Nullable Object> T run(Call<T> call) {
    try {
      return call.on(client);
    } catch (ElasticsearchException answer) {
      if (answer.status() >= 500 || answer.status() == 429) {
        throw new StoreUnavailable(answer);
      }
      String type = answer.error().type();
      throw new SearchRejected(answer.status(), type == null ? "unknown" : type, answer);
    } catch (TransportException answer) {
      throw new StoreUnavailable(answer);
    } catch (IOException outage) {
      throw new StoreUnavailable(outage);
    }
  }

  /** The alias to use in calls, with this installation's prefix. */
  public String name(SearchIndex index) {
    return prefix + index.alias();
  }

  /** The first concrete index behind the alias. */
  String concrete(SearchIndex index) {
    return name(index) + "-v" + index.version();
  }
}
