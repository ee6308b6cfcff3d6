package io.medley.platform.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Training for programs, e.g. a company's learning system. Administrators only. */
@RestController
@RequestMapping("/api/training")
class TrainingController {

  private final Training training;
  private final Authorities authorities;
  private final CurrentActor currentActor;

  TrainingController(Training training, Authorities authorities, CurrentActor currentActor) {
    this.training = training;
    this.authorities = authorities;
    this.currentActor = currentActor;
  }

  record RequirementBody(@NotNull Authority authority, @NotBlank @Size(max = 100) String course) {}

  record RecordBody(
      @NotBlank String person,
      @NotBlank @Size(max = 100) String course,
      @NotNull LocalDate completedOn,
      @NotNull LocalDate expiresOn,
      @NotBlank String evidence) {}

  /** Per person and course the record that counts longest. */
  @GetMapping
  List<Training.Completed> newest() {
    authorities.require(currentActor.require(), Authority.ADMINISTER, Authorities.EVERY_MARKET);
    return training.newest();
  }

  /** Records what was completed; what is recorded already is left alone. */
  @PostMapping
  List<Training.Completed> record(@RequestBody @Valid List<@Valid RecordBody> records) {
    Actor actor = currentActor.require();
    records.forEach(
        one ->
            training.record(
                new Training.Wish(
                    one.person(), one.course(), one.completedOn(), one.expiresOn(), one.evidence()),
                actor));
    return newest();
  }

  /** Makes this the complete list of what is required. */
  @PutMapping("/requirements")
  List<Training.Requirement> require(
      @RequestBody @Valid List<@Valid RequirementBody> requirements) {
    training.require(
        requirements.stream()
            .map(one -> new Training.Requirement(one.authority(), one.course()))
            .toList(),
        currentActor.require());
    return training.requirements();
  }
}
