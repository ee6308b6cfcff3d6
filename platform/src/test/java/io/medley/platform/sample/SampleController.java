package io.medley.platform.sample;

import io.medley.platform.problem.ProblemType;
import io.medley.platform.problem.Refusal;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import io.medley.platform.security.StepUp;
import io.medley.platform.security.StepUpProof;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

@Controller
class SampleController {

  private final StepUp stepUp;
  private final CurrentActor currentActor;
  private final TransactionTemplate transactions;

  SampleController(
      StepUp stepUp, CurrentActor currentActor, PlatformTransactionManager transactionManager) {
    this.stepUp = stepUp;
    this.currentActor = currentActor;
    this.transactions = new TransactionTemplate(transactionManager);
  }

  record Row(String title, String market, String state, Instant due, int findings) {}

  static final class ApprovalExpired extends Refusal {
    ApprovalExpired() {
      super(
          new ProblemType("approval-expired", 409, "The approval has expired"),
          "This piece was approved until 1 March. Ask the agency for a new version.");
    }

    @Override
    public Map<String, Object> details() {
      return Map.of("version", "0.1");
    }
  }

  @GetMapping("/")
  String page(Model model) {
    Instant now = Instant.now();
    model.addAttribute(
        "rows",
        List.of(
            new Row("Zelvaro detail aid", "GB", "IN_REVIEW", now.plusSeconds(90_000), 3),
            new Row("Zelvaro leaflet", "DE", "REVISE", now.minusSeconds(7_300), 12),
            new Row("Congress banner", "US", "LIVE", now.plusSeconds(9_000_000), 0),
            new Row("Web teaser", "GB", "WITHDRAWN", now.minusSeconds(900_000), 0),
            new Row("E-mail, first wave", "DE", "DRAFT", now.plusSeconds(400), 0)));
    return "sample/page";
  }

  @PostMapping("/step-up")
  String begin(@RequestParam String purpose) {
    return "redirect:" + stepUp.begin(purpose, "/confirm?purpose=" + purpose);
  }

  @GetMapping("/confirm")
  @ResponseBody
  StepUpProof confirm(@RequestParam String stepUp, @RequestParam String purpose) {
    StepUpProof proof = transactions.execute(status -> this.stepUp.verify(stepUp, purpose));
    if (proof == null) {
      throw new IllegalStateException("A proof or a refusal");
    }
    return proof;
  }

  @GetMapping({"/refuse", "/api/refuse"})
  String refuse() {
    throw new ApprovalExpired();
  }

  @GetMapping({"/fail", "/api/fail"})
  String fail() throws IOException {
    throw new IOException("the secret is 4711");
  }

  @GetMapping("/api/me")
  @ResponseBody
  Actor me() {
    return currentActor.require();
  }
}
