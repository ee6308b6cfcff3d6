package io.medley.campaign.audience.web;

import io.medley.campaign.audience.Audience;
import io.medley.campaign.audience.AudienceKeeping;
import io.medley.campaign.audience.AudienceRefusal.AudienceUnusable;
import io.medley.campaign.audience.Audiences;
import io.medley.campaign.audience.Condition;
import io.medley.campaign.hcp.HcpId;
import io.medley.platform.security.Authorities;
import io.medley.platform.security.Authority;
import io.medley.platform.security.CurrentActor;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Audiences, for programs. */
@RestController
@RequestMapping("/api/audiences")
class AudienceApi {

  private final AudienceKeeping keeping;
  private final Audiences audiences;
  private final Authorities authorities;
  private final CurrentActor actor;

  AudienceApi(
      AudienceKeeping keeping, Audiences audiences, Authorities authorities, CurrentActor actor) {
    this.keeping = keeping;
    this.audiences = audiences;
    this.authorities = authorities;
    this.actor = actor;
  }

  /** A condition as a client gives it; see {@link Condition}. */
  record ConditionRequest(
      Condition.Field field,
      @Nullable Boolean not,
      @Nullable List<String> values,
      @Nullable Integer days) {

    Condition condition() {
      try {
        return new Condition(
            field, Boolean.TRUE.equals(not), values == null ? List.of() : values, days);
      } catch (IllegalArgumentException wrong) {
        throw new AudienceUnusable(wrong.getMessage() + "");
      }
    }
  }

  /**
   * An audience as a client gives it.
   *
   * @param kind absent = live
   * @param seen the version a change is made from; nothing for a new audience
   */
  record AudienceRequest(
      @Nullable String name,
      Audience.@Nullable Kind kind,
      @Nullable Integer seen,
      List<ConditionRequest> conditions) {

    List<Condition> read() {
      return conditions.stream().map(ConditionRequest::condition).toList();
    }

    Audience.Kind wanted() {
      return kind == null ? Audience.Kind.LIVE : kind;
    }
  }

  @GetMapping
  List<Audience> all() {
    authorised();
    return audiences.all();
  }

  @PostMapping("/count")
  AudienceKeeping.Reach count(@RequestBody List<ConditionRequest> conditions) {
    authorised();
    return keeping.count(conditions.stream().map(ConditionRequest::condition).toList());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Audience create(@RequestBody AudienceRequest request) {
    return keeping.create(
        request.name() == null ? "" : request.name(),
        request.wanted(),
        request.read(),
        actor.require());
  }

  @PutMapping("/{id}")
  Audience revise(@PathVariable UUID id, @RequestBody AudienceRequest request) {
    return keeping.revise(
        id,
        request.seen() == null ? 0 : request.seen(),
        request.wanted(),
        request.read(),
        actor.require());
  }

  /** An audience and its size now. */
  record Sized(Audience audience, long hcps) {}

  @GetMapping("/{id}")
  Sized audience(@PathVariable UUID id) {
    authorised();
    Audience audience = keeping.require(id);
    return new Sized(audience, keeping.count(audience));
  }

  /** Why the HCP belongs to it or not. */
  @GetMapping("/{id}/members/{hcp}")
  AudienceKeeping.Membership explain(@PathVariable UUID id, @PathVariable UUID hcp) {
    authorised();
    return keeping.explain(keeping.require(id), new HcpId(hcp));
  }

  private void authorised() {
    authorities.requireAnywhere(actor.require(), Authority.CAMPAIGN);
  }
}
