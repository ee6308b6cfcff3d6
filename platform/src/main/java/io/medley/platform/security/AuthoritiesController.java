package io.medley.platform.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who may do what, as one document: read it, change it, put it back. */
@RestController
@RequestMapping("/api/authorities")
class AuthoritiesController {

  private final Authorities authorities;
  private final CurrentActor currentActor;

  AuthoritiesController(Authorities authorities, CurrentActor currentActor) {
    this.authorities = authorities;
    this.currentActor = currentActor;
  }

  record GrantBody(
      @NotBlank String person,
      @NotNull Authority authority,
      @NotNull @Pattern(regexp = "\\*|[A-Z]{2}") String market) {}

  @GetMapping
  List<GrantBody> grants() {
    authorities.require(currentActor.require(), Authority.ADMINISTER, Authorities.EVERY_MARKET);
    return authorities.grants().stream()
        .map(grant -> new GrantBody(grant.person(), grant.authority(), grant.market()))
        .toList();
  }

  @PutMapping
  List<GrantBody> replace(@RequestBody @Valid List<@Valid GrantBody> wanted) {
    authorities.replace(
        wanted.stream()
            .map(body -> new Authorities.Grant(body.person(), body.authority(), body.market()))
            .toList(),
        currentActor.require());
    return grants();
  }
}
