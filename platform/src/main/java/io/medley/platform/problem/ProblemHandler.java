package io.medley.platform.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Renders every exception of a controller: a problem document below {@code /api/}, else a page; to
 * htmx only the problem box, which goes where the answer would have gone.
 */
@ControllerAdvice
@Order
class ProblemHandler {

  private final Problems problems;

  ProblemHandler(Problems problems) {
    this.problems = problems;
  }

  /** The browser went away; there is nobody to tell. */
  @ExceptionHandler
  void gone(AsyncRequestNotUsableException gone) {}

  @ExceptionHandler
  Object any(Exception thrown, HttpServletRequest request) throws Exception {
    boolean anonymous = request.getUserPrincipal() == null;
    if (thrown instanceof AuthenticationException
        || (thrown instanceof AccessDeniedException && anonymous)) {
      // The security filters know where to sign in.
      throw thrown;
    }
    ProblemDetail problem = problems.of(thrown, request);
    HttpHeaders headers =
        thrown instanceof ErrorResponse error ? error.getHeaders() : HttpHeaders.EMPTY;
    return answer(problem, headers, request);
  }

  static Object answer(ProblemDetail problem, HttpHeaders headers, HttpServletRequest request) {
    if (Problems.isApi(request)) {
      return ResponseEntity.status(problem.getStatus())
          .headers(headers)
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .body(problem);
    }
    String view =
        request.getHeader("HX-Request") == null
            ? "medley/problem"
            : "medley/fragments :: problem(problem=${problem})";
    return new ModelAndView(
        view, Map.of("problem", problem), HttpStatusCode.valueOf(problem.getStatus()));
  }
}
