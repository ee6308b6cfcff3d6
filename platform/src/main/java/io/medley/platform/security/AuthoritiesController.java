package io.medley.platform.security;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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

  /**
   * One grant.
   *
   * @param person who holds it; null if a group does
   * @param group the sign-in provider's group that holds it; null if a person does
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record GrantBody(
      @Nullable String person,
      @Nullable String group,
      @NotNull Authority authority,
      @NotNull @Pattern(regexp = "\\*|[A-Z]{2}") String market) {

    @AssertTrue(message = "name a person or a group, not both")
    @JsonIgnore
    boolean isHeldByOne() {
      boolean byPerson = person != null && !person.isBlank();
      boolean byGroup = group != null && !group.isBlank();
      return byPerson != byGroup;
    }

    static GrantBody of(Authorities.Grant grant) {
      boolean group = grant.holder().kind() == Holder.Kind.GROUP;
      String name = grant.holder().name();
      return new GrantBody(
          group ? null : name, group ? name : null, grant.authority(), grant.market());
    }

    Authorities.Grant grant() {
      Holder holder =
          group != null && !group.isBlank()
              ? Holder.group(group)
              : Holder.person(Objects.requireNonNullElse(person, ""));
      return new Authorities.Grant(holder, authority, market);
    }
  }

  @GetMapping
  List<GrantBody> grants() {
    authorities.require(currentActor.require(), Authority.ADMINISTER, Authorities.EVERY_MARKET);
    return authorities.grants().stream().map(GrantBody::of).toList();
  }

  @PutMapping
  List<GrantBody> replace(@RequestBody @Valid List<@Valid GrantBody> wanted) {
    authorities.replace(wanted.stream().map(GrantBody::grant).toList(), currentActor.require());
    return grants();
  }
}
