package io.medley.content.catalog;

import io.medley.content.catalog.SavedSearches.SavedSearch;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/** Keeping searches of the catalog: one's own, by name. */
@Service
public class SearchKeeping {

  private static final Set<String> FILTERS =
      Set.of("q", "market", "language", "channel", "audience", "brand", "type");
  private static final int LONGEST = 60;

  private final SavedSearches searches;
  private final AuditTrail audit;
  private final Clock clock;

  SearchKeeping(SavedSearches searches, AuditTrail audit, Clock clock) {
    this.searches = searches;
    this.audit = audit;
    this.clock = clock;
  }

  /** A person's searches. */
  @Transactional(readOnly = true)
  public List<SavedSearch> of(Actor actor) {
    return searches.of(actor.id());
  }

  /**
   * Keeps a search under a name.
   *
   * @param query as in the address; only filters of the catalog are kept
   * @throws CatalogRefusal.NameWrong if the name is empty or too long
   */
  @Transactional
  public SavedSearch save(String name, String query, Actor by) {
    String wanted = name.strip();
    if (wanted.isEmpty() || wanted.length() > LONGEST) {
      throw new CatalogRefusal.NameWrong(LONGEST);
    }
    SavedSearch search =
        new SavedSearch(UUID.randomUUID(), wanted, filtersOf(query), clock.instant());
    searches.save(search, by.id());
    record(by, "search-saved", search.name(), search.query());
    return searches.of(by.id()).stream()
        .filter(kept -> kept.name().equals(wanted))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Forgets a search.
   *
   * @throws CatalogRefusal.SearchUnknown if it is not this person's
   */
  @Transactional
  public void remove(UUID id, Actor by) {
    if (!searches.remove(id, by.id())) {
      throw new CatalogRefusal.SearchUnknown(id);
    }
    record(by, "search-removed", id.toString(), "");
  }

  private void record(Actor by, String action, String name, String query) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", name);
    facts.put("query", query);
    audit.append(new AuditEvent("saved-searches", by.id(), action, by, facts));
  }

  /** Only what the catalog understands, so that a kept search can lead nowhere else. */
  private static String filtersOf(String query) {
    UriComponents sent = UriComponentsBuilder.newInstance().query(query).build();
    UriComponentsBuilder kept = UriComponentsBuilder.newInstance();
    sent.getQueryParams()
        .forEach(
            (name, values) -> {
              if (FILTERS.contains(name) && !values.isEmpty() && values.getFirst() != null) {
                kept.queryParam(name, values.getFirst());
              }
            });
    String text = kept.build().getQuery();
    return text == null ? "" : text;
  }
}
