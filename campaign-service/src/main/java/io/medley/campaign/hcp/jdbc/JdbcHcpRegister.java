package io.medley.campaign.hcp.jdbc;

import io.medley.campaign.hcp.FactDraft;
import io.medley.campaign.hcp.Facts;
import io.medley.campaign.hcp.HcpChange;
import io.medley.campaign.hcp.HcpChangeListener;
import io.medley.campaign.hcp.HcpDraft;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpRegister;
import io.medley.campaign.hcp.HcpStatus;
import io.medley.campaign.hcp.PersonalValues;
import io.medley.campaign.hcp.PersonalVault;
import io.medley.platform.jdbc.AdvisoryLocks;
import io.medley.platform.security.Actor;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes HCPs in batches: each statement is for all of them, so a million rows do not take a
 * million round trips.
 */
@Repository
class JdbcHcpRegister implements HcpRegister {

  private static final SecureRandom RANDOM = new SecureRandom();
  // No vowels and no look-alikes: a pseudonym is read aloud and never spells a word.
  private static final String PSEUDONYM_LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789";

  private final JdbcClient jdbc;
  private final NamedParameterJdbcOperations batches;
  private final AdvisoryLocks locks;
  private final JdbcHcps hcps;
  private final PersonalVault vault;
  private final JdbcSurroundings surroundings;
  private final JdbcHcpNumbers numbers;
  private final Facts facts;
  private final ObjectProvider<HcpChangeListener> listeners;
  private final JsonMapper json;
  private final Clock clock;

  JdbcHcpRegister(
      JdbcClient jdbc,
      NamedParameterJdbcOperations batches,
      AdvisoryLocks locks,
      JdbcHcps hcps,
      PersonalVault vault,
      JdbcSurroundings surroundings,
      JdbcHcpNumbers numbers,
      Facts facts,
      ObjectProvider<HcpChangeListener> listeners,
      JsonMapper json,
      Clock clock) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.locks = locks;
    this.hcps = hcps;
    this.vault = vault;
    this.surroundings = surroundings;
    this.numbers = numbers;
    this.facts = facts;
    this.listeners = listeners;
    this.json = json;
    this.clock = clock;
  }

  /** Somebody who is there already. */
  private record Known(
      HcpProfile profile, @Nullable PersonalValues personal, @Nullable String territory) {}

  // Never compared: the bytes are carried from one call to the next.
  @SuppressWarnings("ArrayRecordComponent")
  private record Row(HcpProfile profile, byte @Nullable [] personal, @Nullable String territory) {}

  /** What is to be written of one draft. */
  private record Entry(HcpId id, String pseudonym, HcpDraft draft, PersonalValues personal) {}

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Upserted> upsert(List<HcpDraft> drafts, Actor by) {
    // Two files may name the same people, organisations and territories in any order.
    locks.xactExclusive("hcp-register", "batch");
    Map<String, Known> known = known(drafts);
    Map<String, HcpId> erased =
        erased(drafts.stream().filter(draft -> !known.containsKey(draft.externalId())).toList());
    List<Entry> fresh = new ArrayList<>();
    List<Entry> otherProfile = new ArrayList<>();
    List<Entry> otherPersonal = new ArrayList<>();
    List<HcpChange> changes = new ArrayList<>();
    Map<HcpId, HcpDraft> written = new LinkedHashMap<>();
    Map<String, Upserted> results = new HashMap<>();
    for (HcpDraft draft : drafts) {
      Known there = known.get(draft.externalId());
      HcpId gone = erased.get(draft.externalId());
      if (gone != null) {
        results.put(draft.externalId(), new Upserted(gone, "", Change.ERASED));
      } else if (there == null) {
        Entry entry = new Entry(new HcpId(UUID.randomUUID()), pseudonym(), draft, draft.personal());
        fresh.add(entry);
        written.put(entry.id(), draft);
        results.put(draft.externalId(), result(entry, Change.CREATED));
      } else if (there.profile().erased()) {
        results.put(
            draft.externalId(),
            new Upserted(there.profile().id(), there.profile().pseudonym(), Change.ERASED));
      } else {
        PersonalValues before = there.personal();
        PersonalValues personal =
            before == null ? draft.personal() : draft.personal().orNumberOf(before);
        Entry entry = new Entry(there.profile().id(), there.profile().pseudonym(), draft, personal);
        boolean sameProfile = sameProfile(there, draft);
        boolean samePersonal = personal.equals(before);
        if (!sameProfile) {
          otherProfile.add(entry);
          change(there, entry).ifPresent(changes::add);
        }
        if (!samePersonal) {
          otherPersonal.add(entry);
        }
        written.put(entry.id(), draft);
        results.put(
            draft.externalId(),
            result(entry, sameProfile && samePersonal ? Change.UNCHANGED : Change.UPDATED));
      }
    }
    surroundings.storeTerritories(written.values());
    insert(fresh);
    update(otherProfile);
    updatePersonal(otherPersonal);
    Set<HcpId> news = new HashSet<>(surroundings.store(written));
    Map<HcpId, Collection<FactDraft>> believed = new LinkedHashMap<>();
    written.forEach((id, draft) -> believed.put(id, draft.facts()));
    news.addAll(facts.record(believed, by));
    if (!changes.isEmpty()) {
      listeners.forEach(listener -> listener.changed(changes));
    }
    return drafts.stream()
        .map(draft -> Objects.requireNonNull(results.get(draft.externalId())))
        .map(
            result ->
                result.change() == Change.UNCHANGED && news.contains(result.id())
                    ? new Upserted(result.id(), result.pseudonym(), Change.UPDATED)
                    : result)
        .toList();
  }

  private static Upserted result(Entry entry, Change change) {
    return new Upserted(entry.id(), entry.pseudonym(), change);
  }

  /** What of it concerns more than the HCP's row; empty if nothing does. */
  private static Optional<HcpChange> change(Known before, Entry after) {
    HcpDraft draft = after.draft();
    HcpStatus status = Objects.requireNonNullElse(draft.status(), before.profile().status());
    boolean moved =
        !before.profile().country().equals(draft.country())
            || (draft.territory() != null && !draft.territory().equals(before.territory()));
    return moved || status != before.profile().status()
        ? Optional.of(new HcpChange(after.id(), status, draft.country(), moved))
        : Optional.empty();
  }

  /** Reads and locks who is there already, by external id. */
  private Map<String, Known> known(List<HcpDraft> drafts) {
    List<Row> rows =
        jdbc.sql(
                JdbcHcps.PROFILE_WITH_VALUES
                    + """
                     where external_id = any(:ids) order by external_id for no key update
                    """)
            .param("ids", drafts.stream().map(HcpDraft::externalId).toArray(String[]::new))
            .query(
                (rs, n) ->
                    new Row(
                        hcps.toProfile(rs, n), rs.getBytes("personal"), rs.getString("territory")))
            .list();
    Map<HcpId, byte[]> sealed = new HashMap<>();
    for (Row row : rows) {
      byte[] personal = row.personal();
      if (personal != null) {
        sealed.put(row.profile().id(), personal);
      }
    }
    Map<HcpId, byte[]> clear = vault.open(JdbcHcps.PERSONAL, sealed);
    Map<String, Known> known = new HashMap<>();
    for (Row row : rows) {
      byte[] values = clear.get(row.profile().id());
      known.put(
          row.profile().externalId(),
          new Known(
              row.profile(),
              values == null ? null : json.readValue(values, PersonalValues.class),
              row.territory()));
    }
    return known;
  }

  /**
   * Who of people that are not known was erased, by external id. Colleagues may share an address:
   * it speaks only about people who are not known yet.
   */
  private Map<String, HcpId> erased(List<HcpDraft> drafts) {
    if (drafts.isEmpty() || !anybodyErased()) {
      return Map.of();
    }
    Map<String, String> owners = new HashMap<>();
    Map<String, List<String>> shared = new HashMap<>();
    for (HcpDraft draft : drafts) {
      owners.put(hcps.idDigest(draft.externalId()), draft.externalId());
      shared
          .computeIfAbsent(hcps.addressDigest(draft.personal()), digest -> new ArrayList<>())
          .add(draft.externalId());
    }
    Set<String> digests = new HashSet<>(owners.keySet());
    digests.addAll(shared.keySet());
    Map<String, HcpId> erased = new HashMap<>();
    jdbc.sql("select fingerprint, hcp_id from erased_person where fingerprint = any(:digests)")
        .param("digests", digests.toArray(String[]::new))
        .query(
            rs -> {
              String digest = rs.getString("fingerprint");
              HcpId who = new HcpId(rs.getObject("hcp_id", UUID.class));
              String owner = owners.get(digest);
              if (owner != null) {
                erased.put(owner, who);
              }
              shared.getOrDefault(digest, List.of()).forEach(id -> erased.putIfAbsent(id, who));
            });
    return erased;
  }

  private boolean anybodyErased() {
    return jdbc.sql("select exists (select from erased_person)").query(Boolean.class).single();
  }

  private void insert(List<Entry> fresh) {
    if (fresh.isEmpty()) {
      return;
    }
    Timestamp now = Timestamp.from(clock.instant());
    Map<HcpId, byte[]> sealed = sealed(fresh);
    batches.batchUpdate(
        """
        insert into hcp (id, external_id, pseudonym, country, language, zone, specialty, type, tier,
                         affinities, personal, territory, status, created_at, updated_at, version)
        values (:id, :external, :pseudonym, :country, :language, :zone, :specialty, :type, :tier,
                :affinities::jsonb, :personal, :territory, coalesce(:status, 'ACTIVE'), :now, :now,
                1)
        """,
        fresh.stream()
            .map(
                entry ->
                    profile(entry, now)
                        .addValue("external", entry.draft().externalId())
                        .addValue("pseudonym", entry.pseudonym())
                        .addValue("personal", sealed.get(entry.id()))
                        .addValue("territory", entry.draft().territory(), Types.VARCHAR))
            .toArray(MapSqlParameterSource[]::new));
    Map<HcpId, String> phones = new LinkedHashMap<>();
    for (Entry entry : fresh) {
      String phone = entry.personal().phone();
      if (phone != null) {
        phones.put(entry.id(), phone);
      }
    }
    numbers.putAll(phones);
  }

  private void update(List<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    Timestamp now = Timestamp.from(clock.instant());
    batches.batchUpdate(
        """
        update hcp set country = :country, language = :language, zone = :zone,
                       specialty = :specialty, type = :type, tier = :tier,
                       affinities = :affinities::jsonb, territory = coalesce(:territory, territory),
                       status = coalesce(:status, status), updated_at = :now,
                       version = version + 1
        where id = :id
        """,
        entries.stream()
            .map(
                entry ->
                    profile(entry, now)
                        .addValue("territory", entry.draft().territory(), Types.VARCHAR))
            .toArray(MapSqlParameterSource[]::new));
  }

  private void updatePersonal(List<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    Timestamp now = Timestamp.from(clock.instant());
    Map<HcpId, byte[]> sealed = sealed(entries);
    batches.batchUpdate(
        """
        update hcp set personal = :personal, updated_at = :now, version = version + 1
        where id = :id
        """,
        entries.stream()
            .map(
                entry ->
                    new MapSqlParameterSource("id", entry.id().value())
                        .addValue("personal", sealed.get(entry.id()))
                        .addValue("now", now))
            .toArray(MapSqlParameterSource[]::new));
    // Nobody's number goes by an import: who had one keeps it or has another.
    Map<HcpId, String> phones = new LinkedHashMap<>();
    for (Entry entry : entries) {
      String phone = entry.personal().phone();
      if (phone != null) {
        phones.put(entry.id(), phone);
      }
    }
    numbers.putAll(phones);
  }

  private Map<HcpId, byte[]> sealed(List<Entry> entries) {
    Map<HcpId, byte[]> clear = new LinkedHashMap<>();
    entries.forEach(entry -> clear.put(entry.id(), json.writeValueAsBytes(entry.personal())));
    return vault.sealAll(JdbcHcps.PERSONAL, clear);
  }

  private MapSqlParameterSource profile(Entry entry, Timestamp now) {
    HcpDraft draft = entry.draft();
    return new MapSqlParameterSource("id", entry.id().value())
        .addValue("country", draft.country())
        .addValue("language", draft.language())
        .addValue("zone", draft.zone() == null ? null : draft.zone().getId(), Types.VARCHAR)
        .addValue("specialty", draft.specialty())
        .addValue("type", draft.type())
        .addValue("tier", draft.tier())
        .addValue("status", draft.status() == null ? null : draft.status().name(), Types.VARCHAR)
        .addValue("affinities", json.writeValueAsString(draft.affinities()))
        .addValue("now", now);
  }

  private static boolean sameProfile(Known known, HcpDraft draft) {
    HcpProfile profile = known.profile();
    return profile.country().equals(draft.country())
        && profile.language().equals(draft.language())
        && Objects.equals(profile.zone(), draft.zone())
        && profile.specialty().equals(draft.specialty())
        && profile.type().equals(draft.type())
        && profile.tier() == draft.tier()
        && profile.affinities().equals(draft.affinities())
        && (draft.status() == null || draft.status() == profile.status())
        && (draft.territory() == null || draft.territory().equals(known.territory()));
  }

  private static String pseudonym() {
    StringBuilder name = new StringBuilder("HCP-");
    for (int i = 0; i < 10; i++) {
      name.append(PSEUDONYM_LETTERS.charAt(RANDOM.nextInt(PSEUDONYM_LETTERS.length())));
    }
    return name.toString();
  }
}
