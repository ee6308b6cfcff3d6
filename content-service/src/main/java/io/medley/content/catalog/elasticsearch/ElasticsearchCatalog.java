package io.medley.content.catalog.elasticsearch;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.TextQueryType;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.HighlightField;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.TotalHits;
import co.elastic.clients.json.JsonpMapper;
import co.elastic.clients.json.JsonpUtils;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.util.NamedValue;
import io.medley.content.asset.VersionId;
import io.medley.content.catalog.CatalogCriteria;
import io.medley.content.catalog.CatalogPage;
import io.medley.content.catalog.CatalogSearch;
import io.medley.content.catalog.SafetyInForce;
import io.medley.content.catalog.Selection;
import io.medley.content.catalog.SelectionRequest;
import io.medley.platform.elasticsearch.IdSearch;
import io.medley.platform.elasticsearch.SearchExchange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class ElasticsearchCatalog implements CatalogSearch {

  // Characters no text has; they mark what was found without any markup to escape. They are of the
  // private use area: control characters are trimmed away where an excerpt begins with what was
  // found.
  private static final String FOUND = "\uE000";
  private static final String PLAIN = "\uE001";
  private static final Pattern MARKS = Pattern.compile(FOUND + "(.*?)" + PLAIN, Pattern.DOTALL);

  private static final Map<String, String> FACETS = new LinkedHashMap<>();

  static {
    FACETS.put("market", "markets");
    FACETS.put("language", "language");
    FACETS.put("channel", "channels");
    FACETS.put("audience", "audiences");
    FACETS.put("type", "materialType");
    FACETS.put("brand", "brandId");
  }

  private static final Map<String, String> TITLES =
      Map.of(
          "market", "Market",
          "language", "Language",
          "channel", "Channel",
          "audience", "Audience",
          "type", "Material",
          "brand", "Brand");

  /** Stands for the instant in a question that was written down before. */
  private static final String THEN = "0001-01-01T00:00:00Z";

  private static final int MOST_QUESTIONS = 10_000;
  private static final JsonpMapper JSON = new Jackson3JsonpMapper();

  private final SearchExchange exchange;
  private final IdSearch idSearch;
  private final ApprovedPieceIndex index;

  /** Journeys ask the same few questions, each at another instant. */
  private final Map<Question, String> questions = new ConcurrentHashMap<>();

  ElasticsearchCatalog(SearchExchange exchange, IdSearch idSearch, ApprovedPieceIndex index) {
    this.exchange = exchange;
    this.idSearch = idSearch;
    this.index = index;
  }

  private record Question(SelectionRequest request, SafetyInForce.Wanted safety, int limit) {}

  @Override
  public Found find(CatalogCriteria criteria, Instant at) {
    List<Query> filters = servable(at.toString());
    wish(filters, "markets", criteria.market());
    wish(filters, "language", criteria.language());
    wish(filters, "channels", criteria.channel());
    wish(filters, "audiences", criteria.audience());
    wish(filters, "materialType", criteria.materialType());
    wish(filters, "brandId", criteria.brand());
    wish(filters, "agency", criteria.agency());
    String alias = exchange.name(index.index());
    List<String> fields = index.textFields();
    List<String> forgiving = index.forgivingFields();
    List<String> titleFields = index.titleFields();
    List<String> wordFields = index.wordFields();
    String words = criteria.text().strip();
    SearchResponse<Void> answer =
        exchange.run(
            client ->
                client.search(
                    s -> {
                      s.index(alias)
                          .size(CatalogCriteria.PAGE_SIZE)
                          .from(criteria.page() * CatalogCriteria.PAGE_SIZE)
                          .source(source -> source.fetch(false))
                          .trackTotalHits(total -> total.enabled(true))
                          .query(
                              q ->
                                  q.bool(
                                      b -> {
                                        b.filter(filters);
                                        return words.isEmpty()
                                            ? b
                                            : b.must(text(words, fields, forgiving));
                                      }))
                          .highlight(
                              h ->
                                  h.fields(marked(titleFields, wordFields))
                                      .preTags(FOUND)
                                      .postTags(PLAIN));
                      if (!words.isEmpty()) {
                        s.sort(o -> o.score(score -> score.order(SortOrder.Desc)));
                      }
                      newestFirst(s);
                      FACETS.forEach(
                          (name, field) ->
                              s.aggregations(name, a -> a.terms(t -> t.field(field).size(20))));
                      return s;
                    },
                    Void.class));
    List<FoundVersion> versions = new ArrayList<>();
    for (Hit<Void> hit : answer.hits().hits()) {
      versions.add(
          new FoundVersion(
              version(hit),
              highlights(hit.highlight(), titleFields),
              highlights(hit.highlight(), wordFields)));
    }
    TotalHits total = answer.hits().total();
    return new Found(total == null ? versions.size() : total.value(), versions, facets(answer));
  }

  /** The title in full, of the words one stretch. */
  private static List<NamedValue<HighlightField>> marked(
      List<String> titleFields, List<String> wordFields) {
    List<NamedValue<HighlightField>> fields = new ArrayList<>();
    titleFields.forEach(
        field -> fields.add(NamedValue.of(field, HighlightField.of(f -> f.numberOfFragments(0)))));
    wordFields.forEach(
        field ->
            fields.add(
                NamedValue.of(
                    field, HighlightField.of(f -> f.numberOfFragments(1).fragmentSize(160)))));
    return fields;
  }

  @Override
  public List<VersionId> candidates(
      SelectionRequest request,
      Instant at,
      SafetyInForce.Wanted safety,
      @Nullable List<VersionId> among,
      int limit) {
    if (among == null) {
      List<VersionId> newest = newest(request, at, safety, limit);
      if (newest.size() == limit) {
        return newest;
      }
    }
    List<Query> filters = wanted(request, at.toString(), safety);
    if (among != null) {
      List<FieldValue> ids = among.stream().map(id -> FieldValue.of(id.toString())).toList();
      filters.add(
          Query.of(q -> q.terms(t -> t.field("versionId").terms(values -> values.value(ids)))));
    }
    return ranked(b -> b.filter(filters).should(fitting(request)), limit);
  }

  /**
   * The newest of the best fit, in the order the index is kept in, so that the server stops at the
   * limit. They are the answer, unless there are too few of them.
   */
  private List<VersionId> newest(
      SelectionRequest request, Instant at, SafetyInForce.Wanted safety, int limit) {
    if (questions.size() > MOST_QUESTIONS) {
      questions.clear();
    }
    String question =
        questions.computeIfAbsent(
            new Question(request.timeless(), safety, limit),
            asked -> {
              List<Query> filters = wanted(request, THEN, safety);
              List<Query> fitting = fitting(request);
              return JsonpUtils.toJsonString(
                  newestFirst(
                          search(limit).query(q -> q.bool(b -> b.filter(filters).filter(fitting))))
                      .build(),
                  JSON);
            });
    return idSearch.ids(index.index(), question.replace(THEN, at.toString())).stream()
        .map(id -> new VersionId(UUID.fromString(id)))
        .toList();
  }

  @Override
  public List<VersionId> runnersUp(
      SelectionRequest request, Instant at, SafetyInForce.Wanted safety, int limit) {
    List<Query> filters = wanted(request, at.toString(), safety);
    String brand = request.brandId();
    return ranked(
        b -> {
          b.mustNot(not -> not.bool(all -> all.filter(filters)));
          if (brand != null) {
            b.filter(term("brandId", brand));
          }
          return b.should(liked("state", "LIVE", 2f))
              .should(liked("markets", request.market(), 4f))
              .should(liked("languagePrimary", Selection.primary(request.language()), 2f))
              .should(liked("channels", request.channel(), 1f))
              .should(liked("audiences", request.audience(), 1f))
              .minimumShouldMatch("0");
        },
        limit);
  }

  /** What a candidate is preferred for: the slot it recommends itself for, then its language. */
  private static List<Query> fitting(SelectionRequest request) {
    List<Query> fitting = new ArrayList<>();
    fitting.add(liked("language", request.language(), 2f));
    String slot = request.slot();
    if (slot != null) {
      fitting.add(liked("slotHints", slot, 4f));
    }
    return fitting;
  }

  /** By score, then newest first. */
  private List<VersionId> ranked(UnaryOperator<BoolQuery.Builder> query, int limit) {
    return ids(
        limit,
        s ->
            newestFirst(
                s.query(q -> q.bool(query::apply))
                    .sort(o -> o.score(score -> score.order(SortOrder.Desc)))));
  }

  private List<VersionId> ids(int limit, UnaryOperator<SearchRequest.Builder> search) {
    SearchRequest request = search.apply(search(limit)).build();
    return exchange.run(client -> client.search(request, Void.class)).hits().hits().stream()
        .map(ElasticsearchCatalog::version)
        .toList();
  }

  private SearchRequest.Builder search(int limit) {
    return new SearchRequest.Builder()
        .index(exchange.name(index.index()))
        .size(limit)
        .trackTotalHits(total -> total.enabled(false))
        .source(source -> source.fetch(false));
  }

  private static SearchRequest.Builder newestFirst(SearchRequest.Builder search) {
    return search
        .sort(o -> o.field(f -> f.field("liveAt").order(SortOrder.Desc)))
        .sort(o -> o.field(f -> f.field("versionId").order(SortOrder.Asc)));
  }

  private static List<Query> wanted(
      SelectionRequest request, String at, SafetyInForce.Wanted safety) {
    List<Query> filters = servable(at);
    if (!safety.brands().isEmpty()) {
      filters.add(madeAgainst(safety));
    }
    String brand = request.brandId();
    if (brand != null) {
      filters.add(term("brandId", brand));
    }
    filters.add(term("markets", request.market()));
    filters.add(term("languagePrimary", Selection.primary(request.language())));
    filters.add(term("channels", request.channel()));
    filters.add(term("audiences", request.audience()));
    if (!request.exclude().isEmpty()) {
      List<FieldValue> excluded =
          request.exclude().stream().map(id -> FieldValue.of(id.toString())).toList();
      filters.add(
          Query.of(
              q ->
                  q.bool(
                      b ->
                          b.mustNot(
                              not ->
                                  not.terms(
                                      t -> t.field("versionId").terms(v -> v.value(excluded)))))));
    }
    return filters;
  }

  /** Of a brand without safety information there, or made against what is in force. */
  private static Query madeAgainst(SafetyInForce.Wanted safety) {
    List<FieldValue> marks = safety.marks().stream().map(FieldValue::of).toList();
    List<FieldValue> brands = safety.brands().stream().map(FieldValue::of).toList();
    return Query.of(
        q ->
            q.bool(
                b ->
                    b.should(s -> s.terms(t -> t.field("safety").terms(v -> v.value(marks))))
                        .should(
                            s ->
                                s.bool(
                                    other ->
                                        other.mustNot(
                                            not ->
                                                not.terms(
                                                    t ->
                                                        t.field("brandId")
                                                            .terms(v -> v.value(brands))))))
                        .minimumShouldMatch("1")));
  }

  /** Live and in date: the same two conditions the store decides by. */
  private static List<Query> servable(String at) {
    List<Query> filters = new ArrayList<>();
    filters.add(term("state", "LIVE"));
    filters.add(Query.of(q -> q.range(r -> r.date(d -> d.field("validFrom").lte(at)))));
    filters.add(Query.of(q -> q.range(r -> r.date(d -> d.field("validTo").gt(at)))));
    return filters;
  }

  private static void wish(List<Query> filters, String field, String value) {
    if (!value.isBlank()) {
      filters.add(term(field, value));
    }
  }

  private static Query term(String field, String value) {
    return Query.of(q -> q.term(t -> t.field(field).value(value)));
  }

  private static Query liked(String field, String value, float boost) {
    return Query.of(q -> q.constantScore(c -> c.filter(term(field, value)).boost(boost)));
  }

  /**
   * All words, the last one perhaps half typed; or, ranked lower, all words with slips of spelling.
   */
  private static Query text(String words, List<String> fields, List<String> forgiving) {
    Query exact =
        Query.of(
            q ->
                q.multiMatch(
                    m ->
                        m.query(words)
                            .fields(fields)
                            .type(TextQueryType.BoolPrefix)
                            .operator(Operator.And)
                            .boost(4f)));
    Query tolerant =
        Query.of(
            q ->
                q.multiMatch(
                    m ->
                        m.query(words)
                            .fields(forgiving)
                            .fuzziness("AUTO")
                            .prefixLength(1)
                            .maxExpansions(30)
                            .operator(Operator.And)));
    return Query.of(q -> q.disMax(d -> d.queries(exact, tolerant)));
  }

  private static VersionId version(Hit<Void> hit) {
    return new VersionId(UUID.fromString(String.valueOf(hit.id())));
  }

  private static List<CatalogPage.Facet> facets(SearchResponse<Void> answer) {
    List<CatalogPage.Facet> facets = new ArrayList<>();
    FACETS.forEach(
        (name, field) -> {
          var aggregate = answer.aggregations().get(name);
          if (aggregate != null) {
            facets.add(
                new CatalogPage.Facet(
                    name,
                    String.valueOf(TITLES.get(name)),
                    aggregate.sterms().buckets().array().stream()
                        .map(
                            bucket ->
                                new CatalogPage.Facet.Value(
                                    bucket.key().stringValue(), bucket.docCount()))
                        .toList()));
          }
        });
    return facets;
  }

  private static List<CatalogPage.Highlight> highlights(
      Map<String, List<String>> highlighted, List<String> fields) {
    for (String field : fields) {
      List<String> fragments = highlighted.get(field);
      if (fragments != null && !fragments.isEmpty()) {
        return split(fragments.getFirst());
      }
    }
    return List.of();
  }

  static List<CatalogPage.Highlight> split(String marked) {
    List<CatalogPage.Highlight> parts = new ArrayList<>();
    var matcher = MARKS.matcher(marked);
    int from = 0;
    while (matcher.find()) {
      if (matcher.start() > from) {
        parts.add(new CatalogPage.Highlight(marked.substring(from, matcher.start()), false));
      }
      parts.add(new CatalogPage.Highlight(matcher.group(1), true));
      from = matcher.end();
    }
    if (from < marked.length()) {
      parts.add(new CatalogPage.Highlight(marked.substring(from), false));
    }
    return parts;
  }
}
