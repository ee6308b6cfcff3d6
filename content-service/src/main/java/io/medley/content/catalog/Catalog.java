package io.medley.content.catalog;

import io.medley.content.asset.VersionId;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.Approvals;
import io.medley.content.lifecycle.PieceForms;
import io.medley.content.product.ProductMaster;
import io.medley.platform.time.RealTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The catalog of approved pieces. Search finds, the store decides: whatever the index says, a piece
 * that is not live and in date by its own row is not in the answer.
 */
@Service
public class Catalog {

  private static final int CANDIDATES = 20;
  private static final int RUNNERS_UP = 10;

  /** Who asks for no explanation wants the best, and a few in case it falls through. */
  private static final int BEST = 4;

  /** With so many candidates, the next best of them are the runners-up worth telling. */
  private static final int ENOUGH = 3;

  /** The index may be behind by so much, so no answer is remembered for longer. */
  private static final Duration REMEMBERED = Duration.ofSeconds(1);

  private static final int MOST_REMEMBERED = 10_000;

  /** So many pieces may have a form with the wanted modules; more are no choice any more. */
  private static final int MOST_WITH_MODULES = 1_000;

  private final CatalogSearch search;
  private final Approvals approvals;
  private final PieceFacts facts;
  private final PieceForms forms;
  private final CatalogEpoch epoch;
  private final ProductMaster master;
  private final Clock clock;
  private final RealTime realTime;

  /** Frozen with the version, so never wrong. */
  private final Map<VersionId, Map<String, String>> safetyTexts = new ConcurrentHashMap<>();

  private final Map<SelectionRequest, Remembered> remembered = new ConcurrentHashMap<>();
  private volatile @Nullable KnownSafety knownSafety;
  private volatile KnownRows knownRows =
      new KnownRows(-1, LocalDate.EPOCH, new ConcurrentHashMap<>());

  Catalog(
      CatalogSearch search,
      Approvals approvals,
      PieceFacts facts,
      PieceForms forms,
      CatalogEpoch epoch,
      ProductMaster master,
      Clock clock,
      RealTime realTime) {
    this.search = search;
    this.approvals = approvals;
    this.facts = facts;
    this.forms = forms;
    this.epoch = epoch;
    this.master = master;
    this.clock = clock;
    this.realTime = realTime;
  }

  private record KnownSafety(long epoch, LocalDate day, SafetyInForce safety) {}

  /** Rows as they were read under a number of the newest change, or later, for one day. */
  private record KnownRows(long epoch, LocalDate day, Map<VersionId, Row> rows) {}

  /**
   * A row, and the forms that may be sent of it.
   *
   * @param forms {@code null} where the piece is a single file
   */
  private record Row(Approval approval, @Nullable List<PieceForms.Form> forms) {

    /** Whether nothing of it may be sent with these modules. */
    boolean lacks(Map<String, String> modules) {
      return forms == null ? !modules.isEmpty() : form(modules).isEmpty();
    }

    /** The first form with these modules. */
    Optional<PieceForms.Form> form(Map<String, String> modules) {
      return forms == null
          ? Optional.empty()
          : forms.stream().filter(one -> one.has(modules)).findFirst();
    }
  }

  /** An answer, and the stretch of business and real time in which it is one. */
  private record Remembered(
      long epoch, Instant from, Instant until, Instant writtenAt, Selection selection) {

    boolean holds(long now, Instant at, Instant real) {
      return epoch == now
          && !at.isBefore(from)
          && at.isBefore(until)
          && real.isBefore(writtenAt.plus(REMEMBERED));
    }
  }

  /** Finds live pieces. */
  public CatalogPage search(CatalogCriteria criteria) {
    Instant now = clock.instant();
    CatalogSearch.Found found = search.find(criteria, now);
    Map<VersionId, Approval> rows =
        rows(found.versions().stream().map(CatalogSearch.FoundVersion::version).toList());
    List<CatalogPage.Hit> hits = new ArrayList<>();
    for (CatalogSearch.FoundVersion version : found.versions()) {
      Approval row = rows.get(version.version());
      if (row != null && row.servableAt(now)) {
        hits.add(new CatalogPage.Hit(row, version.highlights(), version.excerpt()));
      }
    }
    int stale = found.versions().size() - hits.size();
    return new CatalogPage(found.total() - stale, hits, found.facets());
  }

  /**
   * Selects what may be served, from memory where nothing that matters has changed since: the store
   * is asked for the number of its newest change every time.
   */
  public Selection selectRemembered(SelectionRequest request) {
    Instant at = Objects.requireNonNullElseGet(request.at(), clock::instant);
    long now = epoch.current();
    SelectionRequest key = request.timeless();
    Remembered known = remembered.get(key);
    Instant real = realTime.now();
    if (known != null && known.holds(now, at, real)) {
      return known.selection();
    }
    Selection fresh = select(request, at, now);
    if (remembered.size() >= MOST_REMEMBERED) {
      remembered.clear();
    }
    remembered.put(key, new Remembered(now, at, until(fresh, at, now), real, fresh));
    return fresh;
  }

  /** Selects what may be served. */
  public Selection select(SelectionRequest request) {
    return select(
        request, Objects.requireNonNullElseGet(request.at(), clock::instant), epoch.current());
  }

  private Selection select(SelectionRequest request, Instant at, long now) {
    SafetyInForce safety = safety(now, day(at));
    SafetyInForce.Wanted wanted = safety.wanted(request.market());
    Map<String, String> modules = request.modules();
    List<VersionId> among = modules.isEmpty() ? null : forms.having(modules, MOST_WITH_MODULES);
    List<VersionId> found =
        search.candidates(request, at, wanted, among, request.explain() ? CANDIDATES : BEST);
    List<VersionId> near =
        request.explain() && found.size() < ENOUGH
            ? search.runnersUp(request, at, wanted, RUNNERS_UP)
            : List.of();
    Map<VersionId, Row> rows = rowsUnder(now, day(at), found);
    rows.putAll(rowsUnder(now, day(at), near));
    remember(rows.keySet());
    List<Approval> candidates = new ArrayList<>();
    List<Selection.Rejected> rejected = new ArrayList<>();
    Map<VersionId, PieceForms.Form> chosen = new HashMap<>();
    for (VersionId id : found) {
      Row row = rows.get(id);
      if (row != null) {
        Optional<String> against = against(row, request, at, safety);
        if (against.isEmpty()) {
          candidates.add(row.approval());
          row.form(modules).ifPresent(form -> chosen.put(id, form));
        } else {
          rejected.add(new Selection.Rejected(row.approval(), against.get()));
        }
      }
    }
    for (VersionId id : near) {
      Row row = rows.get(id);
      if (row != null && !found.contains(id)) {
        against(row, request, at, safety)
            .ifPresent(reason -> rejected.add(new Selection.Rejected(row.approval(), reason)));
      }
    }
    return new Selection(candidates, rejected, chosen);
  }

  private Optional<String> against(
      Row known, SelectionRequest request, Instant at, SafetyInForce safety) {
    Approval row = known.approval();
    Optional<String> against = Selection.against(row, request, at);
    if (against.isPresent()) {
      return against;
    }
    String madeAgainst = safetyTexts.getOrDefault(row.version(), Map.of()).get(request.market());
    if (!safety.allows(row.brandId(), request.market(), row.language(), madeAgainst)) {
      return Optional.of(Selection.SAFETY_INFORMATION);
    }
    return known.lacks(request.modules()) ? Optional.of(Selection.MODULES) : Optional.empty();
  }

  /** When a remembered answer may stop being one although nothing is written. */
  private Instant until(Selection selection, Instant at, long now) {
    Instant until =
        selection.candidates().stream()
            .map(Approval::validTo)
            .filter(end -> end.isAfter(at))
            .min(Instant::compareTo)
            .orElse(Instant.MAX);
    for (PieceForms.Form form : selection.forms().values()) {
      LocalDate last = form.until();
      if (last != null) {
        Instant over = last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        until = over.isBefore(until) ? over : until;
      }
    }
    Optional<Instant> next = facts.nextBeginning(at);
    if (next.isPresent() && next.get().isBefore(until)) {
      until = next.get();
    }
    LocalDate label = safety(now, day(at)).until();
    if (label != null) {
      Instant comes = label.atStartOfDay(ZoneOffset.UTC).toInstant();
      until = comes.isBefore(until) ? comes : until;
    }
    return until;
  }

  private SafetyInForce safety(long now, LocalDate day) {
    KnownSafety known = knownSafety;
    if (known == null || known.epoch() != now || !known.day().equals(day)) {
      known = new KnownSafety(now, day, new SafetyInForce(master.current(), day));
      knownSafety = known;
    }
    return known.safety();
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  private void remember(Collection<VersionId> versions) {
    List<VersionId> unknown =
        versions.stream().filter(version -> !safetyTexts.containsKey(version)).toList();
    if (!unknown.isEmpty()) {
      if (safetyTexts.size() > MOST_REMEMBERED * 10) {
        safetyTexts.clear();
        facts.safetyTexts(versions).forEach(safetyTexts::put);
        return;
      }
      safetyTexts.putAll(facts.safetyTexts(unknown));
    }
  }

  /**
   * Rows no older than the number that was read after the question was asked: every change of a row
   * raises it, so a row that was read under the same number is the row as it stands.
   */
  private Map<VersionId, Row> rowsUnder(long now, LocalDate day, Collection<VersionId> ids) {
    KnownRows known = knownRows;
    if (known.epoch() < now
        || !known.day().equals(day)
        || known.rows().size() > MOST_REMEMBERED * 10) {
      known = new KnownRows(now, day, new ConcurrentHashMap<>());
      knownRows = known;
    }
    Map<VersionId, Row> rows = new HashMap<>();
    List<VersionId> unknown = new ArrayList<>();
    for (VersionId id : ids) {
      Row row = known.rows().get(id);
      if (row == null) {
        unknown.add(id);
      } else {
        rows.put(id, row);
      }
    }
    if (!unknown.isEmpty()) {
      Map<VersionId, List<PieceForms.Form>> offered = forms.offered(unknown, day);
      Map<VersionId, Row> read = new HashMap<>();
      rows(unknown).forEach((id, row) -> read.put(id, new Row(row, offered.get(id))));
      known.rows().putAll(read);
      rows.putAll(read);
    }
    return rows;
  }

  private Map<VersionId, Approval> rows(Collection<VersionId> ids) {
    if (ids.isEmpty()) {
      return new HashMap<>();
    }
    return approvals.find(ids).stream()
        .collect(
            Collectors.toMap(
                Approval::version, Function.identity(), (one, other) -> one, HashMap::new));
  }
}
