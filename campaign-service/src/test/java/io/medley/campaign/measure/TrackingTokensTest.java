package io.medley.campaign.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.campaign.measure.TrackingToken.Kind;
import io.medley.platform.signing.KeyFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackingTokensTest {

  private final UUID contact = UUID.randomUUID();
  private final TrackingTokens tokens;

  TrackingTokensTest(@TempDir Path folder) throws IOException {
    tokens = new TrackingTokens(KeyFolder.open(folder));
  }

  @Test
  void shouldReadWhatItWrote() {
    String text = tokens.write(new TrackingToken(Kind.CLICK, contact, 300));

    assertThat(tokens.read(text, Kind.CLICK)).contains(new TrackingToken(Kind.CLICK, contact, 300));
  }

  @Test
  void shouldAlwaysWriteTheSameTokenForTheSameLink() {
    assertThat(tokens.write(new TrackingToken(Kind.OPEN, contact, -1)))
        .isEqualTo(tokens.write(new TrackingToken(Kind.OPEN, contact, -1)))
        .matches("[A-Za-z0-9._-]+");
  }

  @Test
  void shouldNotTakeATokenOfOneKindForAnother() {
    String open = tokens.write(new TrackingToken(Kind.OPEN, contact, -1));

    assertThat(tokens.read(open, Kind.PREFERENCES)).isEmpty();
    assertThat(tokens.read(open, Kind.CLICK)).isEmpty();
  }

  @Test
  void shouldRefuseATokenWithAnyCharacterChanged() {
    String text = tokens.write(new TrackingToken(Kind.CLICK, contact, 1));

    for (int i = 0; i < text.length() - 1; i++) {
      char changed = text.charAt(i) == 'A' ? 'B' : 'A';
      String forged = text.substring(0, i) + changed + text.substring(i + 1);
      if (!forged.equals(text)) {
        assertThat(tokens.read(forged, Kind.CLICK)).as("changed at %d", i).isEmpty();
      }
    }
  }

  @Test
  void shouldRefuseWhatAnotherServiceSealed(@TempDir Path elsewhere) throws IOException {
    String foreign =
        new TrackingTokens(KeyFolder.open(elsewhere))
            .write(new TrackingToken(Kind.CLICK, contact, 1));

    assertThat(tokens.read(foreign, Kind.CLICK)).isEmpty();
  }

  @Test
  void shouldRefuseWhatIsNoTokenAtAll() {
    assertThat(tokens.read("", Kind.OPEN)).isEmpty();
    assertThat(tokens.read("../../etc/passwd", Kind.OPEN)).isEmpty();
    assertThat(tokens.read("a.b.c", Kind.OPEN)).isEmpty();
  }
}
