package io.medley.campaign.hcp.jdbc;

import io.medley.campaign.hcp.Hcp;
import io.medley.campaign.hcp.HcpId;
import io.medley.campaign.hcp.HcpProfile;
import io.medley.campaign.hcp.HcpStatus;
import io.medley.campaign.hcp.HcpUnknown;
import io.medley.campaign.hcp.Hcps;
import io.medley.campaign.hcp.KeptWords;
import io.medley.campaign.hcp.PersonalValues;
import io.medley.campaign.hcp.PersonalVault;
import io.medley.campaign.hcp.Surroundings;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
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
class JdbcHcps implements Hcps {

  /** What the sealed values are bound to. */
  static final String PERSONAL = "hcp-personal";

  private static final String EXTERNAL_ID = "external-id";
  private static final String ADDRESS = "email";
  private static final String PROFILE =
      """
      select id, external_id, pseudonym, country, language, zone, specialty, type, tier, affinities,
             erased_at is not null as erased, status from hcp
      """;

  /** What {@link #toProfile} reads, with the sealed values and the territory. */
  static final String PROFILE_WITH_VALUES =
      """
      select id, external_id, pseudonym, country, language, zone, specialty, type, tier, affinities,
             erased_at is not null as erased, status, personal, territory from hcp
      """;

  private static final TypeReference<Map<String, Double>> AFFINITIES = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final PersonalVault vault;
  private final JdbcSurroundings surroundings;
  private final JdbcHcpNumbers numbers;
  private final List<KeptWords> keptWords;
  private final AuditTrail audit;
  private final JsonMapper json;
  private final Clock clock;

  JdbcHcps(
      JdbcClient jdbc,
      PersonalVault vault,
      JdbcSurroundings surroundings,
      JdbcHcpNumbers numbers,
      List<KeptWords> keptWords,
      AuditTrail audit,
      JsonMapper json,
      Clock clock) {
    this.jdbc = jdbc;
    this.vault = vault;
    this.surroundings = surroundings;
    this.numbers = numbers;
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
    return jdbc.sql(PROFILE_WITH_VALUES + " where id = :id and personal is not null")
        .param("id", id.value())
        .query((rs, n) -> new Closed(toProfile(rs, n), rs.getBytes("personal")))
        .optional()
        .filter(closed -> !closed.profile().erased())
        .flatMap(
            closed ->
                clear(id, closed.personal()).map(personal -> new Hcp(closed.profile(), personal)));
  }

  // Never compared: the bytes are carried from one call to the next.
  @SuppressWarnings("ArrayRecordComponent")
  private record Closed(HcpProfile profile, byte[] personal) {}

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
  public void status(HcpId id, HcpStatus status) {
    jdbc.sql(
            """
            update hcp set status = :status, updated_at = :now, version = version + 1
            where id = :id
            """)
        .param("status", status.name())
        .param("now", Timestamp.from(clock.instant()))
        .param("id", id.value())
        .update();
  }

  @Override
  public Surroundings surroundings(HcpId id) {
    return surroundings.of(id);
  }

  /** Keeps digests by which an import knows the person. */
  private void remember(HcpProfile profile, Timestamp now) {
    List<String> fingerprints = new ArrayList<>();
    fingerprints.add(idDigest(profile.externalId()));
    personal(profile.id()).map(this::addressDigest).ifPresent(fingerprints::add);
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

  /** Digest by which the id is known after its owner was erased. */
  String idDigest(String externalId) {
    return vault.fingerprint(EXTERNAL_ID, externalId);
  }

  /** Digest by which the address is known after its owner was erased. */
  String addressDigest(PersonalValues personal) {
    return vault.fingerprint(ADDRESS, personal.email().strip().toLowerCase(Locale.ROOT));
  }

  private Optional<PersonalValues> personal(HcpId id) {
    return jdbc.sql("select personal from hcp where id = :id and personal is not null")
        .param("id", id.value())
        .query((rs, n) -> rs.getBytes("personal"))
        .optional()
        .flatMap(closed -> clear(id, closed));
  }

  private Optional<PersonalValues> clear(HcpId id, byte[] closed) {
    return vault
        .open(id, PERSONAL, closed)
        .map(clear -> json.readValue(clear, PersonalValues.class));
  }

  HcpProfile toProfile(ResultSet rs, int row) throws SQLException {
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
        rs.getBoolean("erased"),
        HcpStatus.valueOf(rs.getString("status")));
  }
}
