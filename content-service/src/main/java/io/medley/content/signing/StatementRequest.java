package io.medley.content.signing;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A statement somebody asked to sign, before they prove who they are. Good once.
 *
 * @param kind of act it stands for, see {@link SignedAct#kind}
 * @param fields what the statement says, {@code meaning} among them
 * @param requestedAt real time
 * @param usedAt real time, when it was signed
 */
public record StatementRequest(
    UUID id,
    String kind,
    Map<String, String> fields,
    String personId,
    Instant requestedAt,
    @Nullable Instant usedAt) {

  /** A field of the statement; empty if it has none of that name. */
  public String field(String name) {
    return fields.getOrDefault(name, "");
  }

  /** The page that shows the statement and asks for the signature. */
  public String page() {
    return "/sign/statements/" + id;
  }
}
