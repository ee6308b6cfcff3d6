package io.medley.platform.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Delegations and absences for programs, e.g. a company's leave calendar. */
@RestController
@RequestMapping("/api/delegations")
class DelegationsController {

  private final Delegations delegations;
  private final Authorities authorities;
  private final CurrentActor currentActor;
  private final Clock clock;

  DelegationsController(
      Delegations delegations, Authorities authorities, CurrentActor currentActor, Clock clock) {
    this.delegations = delegations;
    this.authorities = authorities;
    this.currentActor = currentActor;
    this.clock = clock;
  }

  record DelegationBody(
      @NotBlank String person,
      @Nullable String delegate,
      @Nullable Set<Authority> authorities,
      @Nullable Set<String> markets,
      @NotNull Instant from,
      @NotNull Instant until,
      boolean absent,
      @NotBlank String reason) {}

  /** What holds now or later: all of it for administrators, else one's own. */
  @GetMapping
  List<Delegations.Delegation> present() {
    Actor actor = currentActor.require();
    Instant now = clock.instant();
    if (authorities.has(actor.id(), Authority.ADMINISTER, Authorities.EVERY_MARKET)) {
      return delegations.from(now);
    }
    return delegations.of(actor.id()).stream()
        .filter(one -> one.endedAt() == null && one.until().isAfter(now))
        .toList();
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Delegations.Delegation add(@RequestBody @Valid DelegationBody body) {
    return delegations.add(
        new Delegations.Wish(
            body.person(),
            body.delegate(),
            Objects.requireNonNullElse(body.authorities(), Set.of()),
            Objects.requireNonNullElse(body.markets(), Set.of(Authorities.EVERY_MARKET)),
            body.from(),
            body.until(),
            body.absent(),
            body.reason()),
        currentActor.require());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(@PathVariable UUID id) {
    delegations.end(id, currentActor.require());
  }
}
