package io.medley.content.upload;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import java.util.Map;

/** What this package says no to. */
public abstract sealed class UploadRefusal extends Refusal {

  private UploadRefusal(ProblemType type, String message, Map<String, Object> details) {
    super(type, message, details);
  }

  /** No such upload, or another person's: the two are told apart to nobody. */
  public static final class UploadUnknown extends UploadRefusal {
    private static final ProblemType TYPE =
        new ProblemType("upload-unknown", 404, "No such upload");

    public UploadUnknown(UploadId id) {
      super(
          TYPE,
          "There is no upload %s of yours; begin a new one.".formatted(id),
          Map.of("uploadId", id.toString()));
    }
  }

  /** The piece does not begin where the upload stands. */
  public static final class OffsetConflict extends UploadRefusal {
    private static final ProblemType TYPE =
        new ProblemType("upload-offset-conflict", 409, "The upload stands elsewhere");
    private final long offset;

    public OffsetConflict(UploadId id, long offset) {
      super(
          TYPE,
          "The upload stands at byte %d; send on from there.".formatted(offset),
          Map.of("uploadId", id.toString(), "offset", offset));
      this.offset = offset;
    }

    /** Where it stands. */
    public long offset() {
      return offset;
    }
  }

  /** The upload takes no more bytes. */
  public static final class UploadOver extends UploadRefusal {
    private static final ProblemType TYPE = new ProblemType("upload-over", 410, "Over");

    public UploadOver(Upload upload) {
      super(
          TYPE,
          "The upload of “%s” is %s and takes no more bytes; begin a new one."
              .formatted(
                  upload.fileName(), upload.state() == UploadState.ENDED ? "given up" : "complete"),
          Map.of("uploadId", upload.id().toString(), "state", upload.state().name()));
    }
  }

  /** What was announced makes no file. */
  public static final class UploadImpossible extends UploadRefusal {
    private static final ProblemType TYPE =
        new ProblemType("upload-impossible", 422, "This cannot be uploaded");

    public UploadImpossible(String message) {
      super(TYPE, message, Map.of());
    }
  }

  /** No such import, or another person's. */
  public static final class ImportUnknown extends UploadRefusal {
    private static final ProblemType TYPE =
        new ProblemType("import-unknown", 404, "No such import");

    public ImportUnknown(ImportId id) {
      super(
          TYPE,
          "There is no import %s of yours; send its table again.".formatted(id),
          Map.of("importId", id.toString()));
    }
  }

  /** The table cannot be understood. */
  public static final class TableRefused extends UploadRefusal {
    private static final ProblemType TYPE =
        new ProblemType("import-table-refused", 422, "The table cannot be used");

    public TableRefused(String message) {
      super(TYPE, message, Map.of("columns", BulkImporting.columns()));
    }
  }
}
