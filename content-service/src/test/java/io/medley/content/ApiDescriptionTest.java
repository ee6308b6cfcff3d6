package io.medley.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.medley.platform.description.DescriptionComparison;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The published description says what the service does: every endpoint under {@code /api} with its
 * parameters and the members of its bodies, and no other.
 */
class ApiDescriptionTest {

  private static final DescriptionComparison COMPARISON =
      new DescriptionComparison(
          "content", List.of("io.medley.content", "io.medley.platform"), List.of("/api/"));

  @Test
  void shouldDescribeEveryEndpointAndNoOther() {
    assertThat(COMPARISON.missing()).as("not described").isEmpty();
    assertThat(COMPARISON.invented()).as("described, but not there").isEmpty();
  }

  @Test
  void shouldNameEachOperationOnceAndSayWhatItDoesAndWhatItAnswers() {
    assertThat(COMPARISON.unclear()).isEmpty();
  }

  @Test
  void shouldReferToNothingThatIsNotThere() {
    assertThat(COMPARISON.brokenReferences()).isEmpty();
  }

  @Test
  void shouldDescribeTheParametersThatAreTaken() {
    assertThat(COMPARISON.wrongParameters()).isEmpty();
  }

  @Test
  void shouldDescribeTheMembersOfEveryBody() {
    assertThat(COMPARISON.wrongMembers()).isEmpty();
  }
}
