package io.medley.campaign.touch.jdbc;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.medley.campaign.channel.SafetyTexts;
import io.medley.platform.audit.AuditEvent;
import io.medley.platform.audit.AuditTrail;
import io.medley.platform.security.Actor;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Labels' texts in PostgreSQL. Every e-mail needs them and they change a few times a year: an
 * answer is remembered for some seconds.
 */
@Repository
class JdbcSafetyTexts implements SafetyTexts {

  private static final Actor MASTER = Actor.system("product-master");

  private record Place(String brandId, String market) {}

  private final JdbcClient jdbc;
  private final AuditTrail audit;
  private final LoadingCache<Place, List<SafetyText>> remembered =
      Caffeine.newBuilder()
          .executor(Runnable::run)
          .maximumSize(2_000)
          .expireAfterWrite(Duration.ofSeconds(5))
          .build(this::read);

  JdbcSafetyTexts(JdbcClient jdbc, AuditTrail audit) {
    this.jdbc = jdbc;
    this.audit = audit;
  }

  @Override
  public List<SafetyText> of(String brandId, String market) {
    return remembered.get(new Place(brandId, market));
  }

  private List<SafetyText> read(Place place) {
    return jdbc.sql(
            """
            select * from safety_text where brand_id = :brand and market = :market
            order by language, effective_from, label_version
            """)
        .param("brand", place.brandId())
        .param("market", place.market())
        .query(
            (rs, n) ->
                new SafetyText(
                    rs.getString("brand_id"),
                    rs.getString("brand_name"),
                    rs.getString("market"),
                    rs.getString("language"),
                    rs.getString("label_version"),
                    rs.getObject("effective_from", LocalDate.class),
                    rs.getString("safety_text"),
                    rs.getString("isi"),
                    rs.getString("prescribing_text"),
                    rs.getString("pi_url"),
                    rs.getBoolean("additional_monitoring"),
                    rs.getString("boxed_warning"),
                    rs.getString("ae_statement")))
        .list();
  }

  @Override
  @Transactional
  public void replace(List<SafetyText> texts) {
    // One at a time: two that replace at once would both insert.
    jdbc.sql("lock table safety_text in share row exclusive mode").update();
    int before = jdbc.sql("delete from safety_text").update();
    for (SafetyText text : texts) {
      jdbc.sql(
              """
              insert into safety_text (brand_id, brand_name, market, language, label_version,
                effective_from, safety_text, isi, prescribing_text, pi_url, additional_monitoring,
                boxed_warning, ae_statement)
              values (:brand, :name, :market, :language, :label, :from, :safety, :isi, :prescribing,
                :url, :monitoring, :boxed, :ae)
              """)
          .param("brand", text.brandId())
          .param("name", text.brandName())
          .param("market", text.market())
          .param("language", text.language())
          .param("label", text.labelVersion())
          .param("from", text.effectiveFrom())
          .param("safety", text.safetyText())
          .param("isi", text.isi())
          .param("prescribing", text.prescribingText())
          .param("url", text.piUrl())
          .param("monitoring", text.additionalMonitoring())
          .param("boxed", text.boxedWarning())
          .param("ae", text.aeStatement())
          .update();
    }
    audit.append(
        new AuditEvent(
            "safety-texts",
            "all",
            "replaced",
            MASTER,
            Map.of("before", before, "after", texts.size())));
    remembered.invalidateAll();
  }
}
