package io.medley.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Sends the browser to sign in; htmx, which cannot follow there, is told to load the whole page.
 */
final class SignInEntryPoint implements AuthenticationEntryPoint {

  private final String signInPath;

  SignInEntryPoint(String signInPath) {
    this.signInPath = signInPath;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException missing)
      throws IOException {
    if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Refresh", "true");
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      return;
    }
    response.sendRedirect(request.getContextPath() + signInPath);
  }
}
