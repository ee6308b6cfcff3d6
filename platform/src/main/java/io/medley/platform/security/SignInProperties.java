package io.medley.platform.security;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The OpenID provider that people sign in with and that issues the tokens of programs.
 *
 * @param issuer its issuer identifier; no default
 * @param clientId this service's client there; no default
 * @param clientSecret that client's secret; no default
 * @param groupsClaim the claim of its tokens that lists a person's groups
 */
@Validated
@ConfigurationProperties("medley.sign-in")
record SignInProperties(
    @NotNull URI issuer,
    @NotBlank String clientId,
    @NotBlank String clientSecret,
    @NotBlank @DefaultValue("groups") String groupsClaim) {

  @Override
  public String toString() {
    return "SignInProperties[issuer=%s, clientId=%s]".formatted(issuer, clientId);
  }
}
