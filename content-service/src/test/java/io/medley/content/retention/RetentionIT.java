package io.medley.content.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medley.content.Browser;
import io.medley.content.ContentServers;
import io.medley.content.OnServers;
import io.medley.content.Pieces;
import io.medley.content.asset.AssetText;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.VersionState;
import io.medley.platform.security.Actor;
import io.medley.platform.security.AuthorityMissing;
import io.medley.platform.store.ObjectStore;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What keeps an asset, and what is left of one that was disposed of. */
@OnServers
class RetentionIT {

  private static final Actor ADA = Pieces.person("ada.admin");
  private static final Actor LENA = Pieces.person("lena.legal");

  @LocalServerPort int port;
  @Autowired Pieces pieces;
  @Autowired Retention retention;
  @Autowired ObjectStore store;
  @Autowired AssetText texts;
  @Autowired JdbcClient jdbc;

  @BeforeEach
  void people() {
    pieces.grantEverybodyTheirPart();
  }

  @Test
  void shouldKeepAnAssetInUseAndForItsMarketsTime() {
    AssetVersion live = pieces.aVersion(VersionState.LIVE, "northlight", "In use");
    AssetVersion recent = ended(9);

    assertThatThrownBy(() -> retention.dispose(live.asset(), "Space", ADA))
        .isInstanceOf(RetentionRefusal.class)
        .hasMessageContaining("retention has not begun");
    assertThatThrownBy(() -> retention.dispose(recent.asset(), "Space", ADA))
        .isInstanceOf(RetentionRefusal.class)
        .hasMessageContaining("kept until");
    assertThat(store.has(live.contentHash())).isTrue();
    assertThat(store.has(recent.contentHash())).isTrue();
    assertThat(retention.of(recent.asset(), LENA).years()).isEqualTo(10);
  }

  @Test
  void shouldNotDisposeOfWhatIsHeldAndAuditWhoHeldItAndWhy() {
    AssetVersion version = ended(11);
    LegalHold hold = retention.hold(version.asset(), "Complaint 4711", LENA);

    assertThatThrownBy(() -> retention.dispose(version.asset(), "Space", ADA))
        .isInstanceOf(RetentionRefusal.class)
        .hasMessageContaining("Complaint 4711")
        .hasMessageContaining("lena.legal");
    assertThat(store.has(version.contentHash())).isTrue();
    retention.release(hold.id(), "Settled", LENA);
    assertThatThrownBy(() -> retention.release(hold.id(), "Again", LENA))
        .isInstanceOf(RetentionRefusal.class);
    retention.dispose(version.asset(), "Retention is over", ADA);
    retention.dispose(version.asset(), "Retention is over", ADA);

    assertThat(store.has(version.contentHash())).isFalse();
    assertThat(texts.rendition(version.id()).sections()).isEmpty();
    assertThat(retention.of(version.asset(), ADA).disposedAt()).isNotNull();
    assertThat(
            jdbc.sql(
                    "select action from audit_entry where aggregate_type = 'asset' and aggregate_id = :id order by sequence")
                .param("id", version.asset().toString())
                .query(String.class)
                .list())
        .containsExactly("hold-placed", "hold-released", "disposed");
  }

  @Test
  void shouldAskWhoMayHoldReleaseAndDispose() {
    AssetVersion version = ended(11);

    for (String person : List.of("max.medical", "anna.agency", "mia.marketer")) {
      assertThatThrownBy(() -> retention.hold(version.asset(), "Why", Pieces.person(person)))
          .isInstanceOf(AuthorityMissing.class);
    }
    assertThatThrownBy(() -> retention.dispose(version.asset(), "Space", LENA))
        .isInstanceOf(AuthorityMissing.class);
    assertThatThrownBy(() -> retention.hold(version.asset(), " ", LENA))
        .isInstanceOf(RetentionRefusal.class);
    assertThatThrownBy(() -> jdbc.sql("delete from legal_hold").update())
        .hasStackTraceContaining("permission denied");
  }

  @Test
  void shouldPlaceAndReleaseAHoldByThePage() {
    AssetVersion version = ended(11);
    Browser lena = Browser.of("lena.legal", port);
    String page = "/retention/" + version.asset().value();

    Browser.Shown placed =
        lena.submit(lena.get(page), page + "/holds", Map.of("reason", "Inspection in May"));

    assertThat(placed.words()).contains("Under legal hold", "Inspection in May", "Lena Legal");
    assertThat(lena.get("/retention").words()).contains("Inspection in May");
    assertThat(Browser.of("max.medical", port).get("/retention").status()).isEqualTo(403);
  }

  /** A version that went out of use so many years ago. */
  private AssetVersion ended(int years) {
    AssetVersion version = pieces.aVersion(VersionState.WITHDRAWN, "northlight", "Out of use");
    ContentServers.asOwner()
        .sql("update asset_version set changed_at = :at where id = :id")
        .param("at", OffsetDateTime.now(ZoneOffset.UTC).minusYears(years))
        .param("id", version.id().value())
        .update();
    return version;
  }
}
