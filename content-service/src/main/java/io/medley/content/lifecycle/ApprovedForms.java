package io.medley.content.lifecycle;

import io.medley.content.asset.VersionId;
import io.medley.content.precheck.FinalForms;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The bytes an approval was signed for. */
@Component
class ApprovedForms implements FinalForms {

  private final Approvals approvals;

  ApprovedForms(Approvals approvals) {
    this.approvals = approvals;
  }

  @Override
  public Optional<String> signedContentHash(VersionId id) {
    return approvals.find(id).map(Approval::contentHash);
  }
}
