package io.medley.campaign.hcp.file;

import io.medley.campaign.hcp.ImportReport.RowNote;
import io.medley.campaign.hcp.ImportRuns;
import java.util.ArrayList;
import java.util.List;

/** What a step of an import did so far. */
final class Tally {

  long created;
  long updated;
  long unchanged;
  long consents;
  private final List<RowNote> rejected = new ArrayList<>();
  private final List<RowNote> remarks = new ArrayList<>();

  void reject(long row, String reason) {
    rejected.add(new RowNote(row, reason));
  }

  void remark(long row, String reason) {
    remarks.add(new RowNote(row, reason));
  }

  int notes() {
    return rejected.size() + remarks.size();
  }

  ImportRuns.Step and(Tally other, long rows, long readBytes) {
    List<RowNote> allRejected = new ArrayList<>(rejected);
    allRejected.addAll(other.rejected);
    List<RowNote> allRemarks = new ArrayList<>(remarks);
    allRemarks.addAll(other.remarks);
    return new ImportRuns.Step(
        rows,
        readBytes,
        created + other.created,
        updated + other.updated,
        unchanged + other.unchanged,
        consents + other.consents,
        allRejected,
        allRemarks);
  }
}
