package io.medley.platform.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives each request a trace id: the caller's (W3C Trace Context) or a new one. */
final class TraceFilter extends OncePerRequestFilter {

  static final String TRACE_ID = "traceId";

  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String traceId = traceId(request);
    request.setAttribute(TRACE_ID, traceId);
    MDC.put(TRACE_ID, traceId);
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(TRACE_ID);
    }
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  private static String traceId(HttpServletRequest request) {
    if (request.getAttribute(TRACE_ID) instanceof String known) {
      return known;
    }
    String parent = request.getHeader("traceparent");
    if (parent != null) {
      Matcher matcher = TRACEPARENT.matcher(parent);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    return UUID.randomUUID().toString().replace("-", "");
  }
}
