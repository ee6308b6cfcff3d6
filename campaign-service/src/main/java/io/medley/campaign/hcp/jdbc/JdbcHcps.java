package io.medley.campaign.hcp.jdbc;

import io.medley.campaign.hcp.Facts;
import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.hcp.HcpDraft;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpRegister;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.KeptWords;
import io.medley.campaign.hcp.PersonalValues;
import io.medley.campaign.hcp.PersonalVault;
import io.medley.campaign.hcp.Surroundings;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** HCPs in PostgreSQL. */
@Repository
class JdbcHcps implements Hcps, HcpRegister {

  private static final String PERSONAL = "hcp-personal";
  private static final String EXTERNAL_ID = "external-id";
  private static final String ADDRESS = "email";
  private static final String PROFILE =
      """
      select id, external_id, pseudonym, country, language, zone, specialty, type, tier, affinities,
             erased_at is not null as erased from hcp
      """;
  private static final TypeReference<Map<String, Double>> AFFINITIES = new TypeReference<>() {};
  private static final SecureRandom RANDOM = new SecureRandom();
  // No vowels and no look-alikes: a pseudonym is read aloud and never spells a word.
  private static final String PSEUDONYM_LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789";

  private final JdbcClient jdbc;
  private final PersonalVault vault;
  private final JdbcSurroundings surroundings;
  private final JdbcHcpNumbers numbers;
  private final Facts facts;
  private final List<KeptWords> keptWords;
  private final AuditTrail audit;
  private final JsonMapper json;
  private final Clock clock;

  JdbcHcps(
      JdbcClient jdbc,
      PersonalVault vault,
      JdbcSurroundings surroundings,
      JdbcHcpNumbers numbers,
      Facts facts,
      List<KeptWords> keptWords,
      AuditTrail audit,
      JsonMapper json,
      Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.surroundings = surroundings;
    this.numbers = numbers;
    this.facts = facts;
    this.keptWords = List.copyOf(keptWords);
    this.audit = audit;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public Optional<HcpProfile> profile(HcpId id) {
    return jdbc.sql(PROFILE + " where id = :id")
        .param("id", id.value())
        .query(this::toProfile)
        .optional();
  }

  @Override
  public Optional<Hcp> open(HcpId id) {
    return profile(id)
        .filter(profile -> !profile.erased())
        .flatMap(profile -> personal(id).map(personal -> new Hcp(profile, personal)));
  }

  @Override
  public List<Hcp> open(Collection<HcpId> ids) {
    Map<HcpId, byte[]> closed = new HashMap<>();
    jdbc.sql("select id, personal from hcp where id = any(:ids) and personal is not null")
        .param("ids", ids.stream().map(HcpId::value).toArray(UUID[]::new))
        .query(
            (RowCallbackHandler)
                rs ->
                    closed.put(new HcpId(rs.getObject("id", UUID.class)), rs.getBytes("personal")));
    Map<HcpId, byte[]> clear = vault.open(PERSONAL, closed);
    return profiles(ids).stream()
        .filter(profile -> !profile.erased() && clear.containsKey(profile.id()))
        .map(
            profile ->
                new Hcp(
                    profile,
                    json.readValue(
                        Objects.requireNonNull(clear.get(profile.id())), PersonalValues.class)))
        .toList();
  }

  @Override
  public Optional<HcpProfile> findByExternalId(String externalId) {
    return jdbc.sql(PROFILE + " where external_id = :external")
        .param("external", externalId)
        .query(this::toProfile)
        .optional();
  }

  @Override
  public Optional<HcpProfile> findByPseudonym(String pseudonym) {
    return jdbc.sql(PROFILE + " where pseudonym = :pseudonym")
        .param("pseudonym", pseudonym)
        .query(this::toProfile)
        .optional();
  }

  @Override
  public List<HcpProfile> profiles(Collection<HcpId> ids) {
    return jdbc.sql(PROFILE + " where id = any(:ids)")
        .param("ids", ids.stream().map(HcpId::value).toArray(UUID[]::new))
        .query(this::toProfile)
        .list();
  }

  @Override
  public long count(Collection<String> countries) {
    return jdbc.sql(
            """
            select count(*) from hcp
            where erased_at is null and (:every or country = any(:countries))
            """)
        .param("every", countries.isEmpty())
        .param("countries", countries.toArray(String[]::new))
        .query(Long.class)
        .single();
  }

  @Override
  public List<HcpProfile> page(int offset, int limit) {
    return jdbc.sql(PROFILE + " order by created_at desc, external_id offset :offset limit :limit")
        .param("offset", offset)
        .param("limit", limit)
        .query(this::toProfile)
        .list();
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<HcpProfile> lock(HcpId id) {
    return jdbc.sql(PROFILE + " where id = :id for no key update")
        .param("id", id.value())
        .query(this::toProfile)
        .optional();
  }

  @Override
  @Transactional
  public void erase(HcpId id, Actor actor) {
    HcpProfile profile = lock(id).orElseThrow(() -> new HcpUnknown(id));
    if (profile.erased()) {
      return;
    }
    Timestamp now = Timestamp.from(clock.instant());
    remember(profile, now);
    vault.destroy(id);
    surroundings.erase(id);
    keptWords.forEach(room -> room.forget(id));
    numbers.erase(id);
    jdbc.sql(
            """
            update hcp set personal = null, external_id = 'erased-' || pseudonym,
                           affinities = '{}', territory = null, erased_at = :now,
                           updated_at = :now, version = version + 1
            where id = :id
            """)
        .param("now", now)
        .param("id", id.value())
        .update();
    audit.append(new AuditEvent("hcp", profile.pseudonym(), "erased", actor, Map.of()));
  }

  @Override
  public Surroundings surroundings(HcpId id) {
    return surroundings.of(id);
  }

  /** Keeps digests by which an import knows the person. */
  private void remember(HcpProfile profile, Timestamp now) {
    List<String> fingerprints = new ArrayList<>();
    fingerprints.add(vault.fingerprint(EXTERNAL_ID, profile.externalId()));
    personal(profile.id()).map(this::address).ifPresent(fingerprints::add);
    for (String fingerprint : fingerprints) {
      jdbc.sql(
              """
              insert into erased_person (fingerprint, hcp_id, erased_at)
              values (:fingerprint, :hcp, :now) on conflict do nothing
              """)
          .param("fingerprint", fingerprint)
          .param("hcp", profile.id().value())
          .param("now", now)
          .update();
    }
  }

  private String address(PersonalValues personal) {
    return vault.fingerprint(ADDRESS, personal.email().strip().toLowerCase(Locale.ROOT));
  }

  private Optional<HcpId> erased(HcpDraft draft) {
    return jdbc.sql("select hcp_id from erased_person where fingerprint in (:id, :address) limit 1")
        .param("id", vault.fingerprint(EXTERNAL_ID, draft.externalId()))
        .param("address", address(draft.personal()))
        .query(UUID.class)
        .optional()
        .map(HcpId::new);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public Upserted upsert(HcpDraft draft, Actor by) {
    if (findByExternalId(draft.externalId()).isEmpty()) {
      // Colleagues may share an address: it speaks only about people who are not known yet.
      Optional<HcpId> erased = erased(draft);
      if (erased.isPresent()) {
        return new Upserted(erased.get(), Change.ERASED);
      }
    }
    Upserted upserted = upsertProfile(draft);
    if (upserted.change() == Change.ERASED) {
      return upserted;
    }
    boolean around = surroundings.store(upserted.id(), draft);
    boolean believed = facts.record(upserted.id(), draft.facts(), by) > 0;
    return upserted.change() == Change.UNCHANGED && (around || believed)
        ? new Upserted(upserted.id(), Change.UPDATED)
        : upserted;
  }

  private Upserted upsertProfile(HcpDraft draft) {
    Timestamp now = Timestamp.from(clock.instant());
    UUID fresh = UUID.randomUUID();
    boolean created =
        jdbc.sql(
                    """
                    insert into hcp (id, external_id, pseudonym, country, language, zone, specialty,
                                     type, tier, affinities, created_at, updated_at, version)
                    values (:id, :external, :pseudonym, :country, :language, :zone, :specialty,
                            :type, :tier, :affinities::jsonb, :now, :now, 1)
                    on conflict (external_id) do nothing
                    """)
                .param("id", fresh)
                .param("external", draft.externalId())
                .param("pseudonym", pseudonym())
                .param("country", draft.country())
                .param("language", draft.language())
                .param("zone", draft.zone() == null ? null : draft.zone().getId())
                .param("specialty", draft.specialty())
                .param("type", draft.type())
                .param("tier", draft.tier())
                .param("affinities", json.writeValueAsString(draft.affinities()))
                .param("now", now)
                .update()
            == 1;
    if (created) {
      HcpId id = new HcpId(fresh);
      storePersonal(id, draft.personal(), now);
      if (draft.personal().phone() != null) {
        numbers.put(id, draft.personal().phone());
      }
      return new Upserted(id, Change.CREATED);
    }
    HcpId id = findByExternalId(draft.externalId()).orElseThrow().id();
    HcpProfile profile = lock(id).orElseThrow();
    if (profile.erased()) {
      return new Upserted(id, Change.ERASED);
    }
    Optional<PersonalValues> known = personal(id);
    PersonalValues personal = known.map(draft.personal()::orNumberOf).orElse(draft.personal());
    boolean samePersonal = known.filter(personal::equals).isPresent();
    if (samePersonal && sameProfile(profile, draft)) {
      return new Upserted(id, Change.UNCHANGED);
    }
    jdbc.sql(
            """
            update hcp set country = :country, language = :language, zone = :zone,
                           specialty = :specialty, type = :type, tier = :tier,
                           affinities = :affinities::jsonb, updated_at = :now, version = version + 1
            where id = :id
            """)
        .param("country", draft.country())
        .param("language", draft.language())
        .param("zone", draft.zone() == null ? null : draft.zone().getId())
        .param("specialty", draft.specialty())
        .param("type", draft.type())
        .param("tier", draft.tier())
        .param("affinities", json.writeValueAsString(draft.affinities()))
        .param("now", now)
        .param("id", id.value())
        .update();
    if (!samePersonal) {
      storePersonal(id, personal, now);
      numbers.put(id, personal.phone());
    }
    return new Upserted(id, Change.UPDATED);
  }

  private static boolean sameProfile(HcpProfile profile, HcpDraft draft) {
    return profile.country().equals(draft.country())
        && profile.language().equals(draft.language())
        && Objects.equals(profile.zone(), draft.zone())
        && profile.specialty().equals(draft.specialty())
        && profile.type().equals(draft.type())
        && profile.tier() == draft.tier()
        && profile.affinities().equals(draft.affinities());
  }

  private void storePersonal(HcpId id, PersonalValues personal, Timestamp now) {
    jdbc.sql("update hcp set personal = :personal, updated_at = :now where id = :id")
        .param("personal", vault.seal(id, PERSONAL, json.writeValueAsBytes(personal)))
        .param("now", now)
        .param("id", id.value())
        .update();
  }

  private Optional<PersonalValues> personal(HcpId id) {
    return jdbc.sql("select personal from hcp where id = :id and personal is not null")
        .param("id", id.value())
        .query((rs, n) -> rs.getBytes("personal"))
        .optional()
        .flatMap(closed -> vault.open(id, PERSONAL, closed))
        .map(clear -> json.readValue(clear, PersonalValues.class));
  }

  private HcpProfile toProfile(ResultSet rs, int row) throws SQLException {
    String zone = rs.getString("zone");
    return new HcpProfile(
        new HcpId(rs.getObject("id", UUID.class)),
        rs.getString("external_id"),
        rs.getString("pseudonym"),
        rs.getString("country"),
        rs.getString("language"),
        zone == null ? null : ZoneId.of(zone),
        rs.getString("specialty"),
        rs.getString("type"),
        rs.getInt("tier"),
        json.readValue(rs.getString("affinities"), AFFINITIES),
        rs.getBoolean("erased"));
  }

  private static String pseudonym() {
    StringBuilder name = new StringBuilder("HCP-");
    for (int i = 0; i < 10; i++) {
      name.append(PSEUDONYM_LETTERS.charAt(RANDOM.nextInt(PSEUDONYM_LETTERS.length())));
    }
    return name.toString();
  }
}
