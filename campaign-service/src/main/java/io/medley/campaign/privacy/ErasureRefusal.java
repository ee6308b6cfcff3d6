package io.medley.campaign.privacy;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.UUID;

/** What handling requests of data subjects refuses. */
public abstract sealed class ErasureRefusal extends Refusal {

  private ErasureRefusal(ProblemType type, String message) {
    super(type, message);
  }

  /** There is no such request. */
  public static final class RequestUnknown extends ErasureRefusal {
    private static final ProblemType TYPE =
        new ProblemType("erasure-request-unknown", 404, "No such request");

    public RequestUnknown(UUID id) {
      super(TYPE, "There is no request %s.".formatted(id));
    }
  }

  /** It was closed already. */
  public static final class RequestClosed extends ErasureRefusal {
    private static final ProblemType TYPE =
        new ProblemType("erasure-request-closed", 409, "The request is closed");

    public RequestClosed(ErasureRequest request) {
      super(TYPE, "The request was closed before: %s.".formatted(request.state()));
    }
  }

  /** The person has an open one, or was erased. */
  public static final class RequestedAlready extends ErasureRefusal {
    private static final ProblemType TYPE =
        new ProblemType("erasure-requested-already", 409, "There is a request already");

    public RequestedAlready(String pseudonym) {
      super(TYPE, "%s has an open request, or was erased already.".formatted(pseudonym));
    }
  }

  /** A word is missing without which the step cannot be taken. */
  public static final class WordsMissing extends ErasureRefusal {
    private static final ProblemType TYPE =
        new ProblemType("erasure-words-missing", 422, "Something has to be said");

    public WordsMissing(String message) {
      super(TYPE, message);
    }
  }
}
