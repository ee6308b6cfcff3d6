package io.medley.platform.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.databind.json.JsonMapper;

/** Turns anything thrown into one problem document (RFC 9457), and logs it once. */
public final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private static final ProblemType INVALID =
      new ProblemType("request-invalid", 400, "The request is not valid");
  private static final ProblemType TOO_LARGE =
      new ProblemType("file-too-large", 413, "The file is too large");
  private static final ProblemType DENIED =
      new ProblemType("access-denied", 403, "You may not do this");
  private static final ProblemType NOT_SIGNED_IN =
      new ProblemType("not-signed-in", 401, "Not signed in");
  private static final ProblemType UNAVAILABLE =
      new ProblemType("temporarily-unavailable", 503, "Not available right now");
  private static final ProblemType FAILED =
      new ProblemType("internal-error", 500, "Something went wrong here");

  private final JsonMapper mapper;

  Problems(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /** True if the request wants a problem document rather than a page. */
  static boolean isApi(HttpServletRequest request) {
    String accepted = request.getHeader("Accept");
    if (accepted != null && accepted.contains("json") && !accepted.contains("text/html")) {
      // A page's own script: it shows the sentence beside the file it is about.
      return true;
    }
    if (request.getAttribute("jakarta.servlet.error.request_uri") instanceof String original) {
      return original.startsWith(request.getContextPath() + "/api/");
    }
    return request.getRequestURI().startsWith(request.getContextPath() + "/api/");
  }

  /** The problem document for what was thrown. */
  public ProblemDetail of(Throwable thrown, HttpServletRequest request) {
    ProblemDetail problem =
        switch (thrown) {
          case Refusal refusal -> document(refusal.type(), refusal.getMessage(), refusal.details());
          case MaxUploadSizeExceededException large ->
              document(TOO_LARGE, "Files of up to 512 MB are accepted.", Map.of());
          case BindingResult binding ->
              document(INVALID, "Some fields need correction.", errors(binding));
          case HttpMessageNotReadableException unreadable -> {
            UnreadableBody body = UnreadableBody.of(unreadable);
            yield document(INVALID, body.sentence(), body.details());
          }
          case MethodArgumentTypeMismatchException wrong ->
              document(
                  INVALID,
                  "“%s” is no valid value for “%s”: correct the address."
                      .formatted(wrong.getValue(), wrong.getName()),
                  Map.of());
          case NoResourceFoundException nothing -> byStatus(HttpStatus.NOT_FOUND, null);
          case ErrorResponse error -> byStatus(error.getStatusCode(), error.getBody().getDetail());
          case AccessDeniedException denied ->
              document(DENIED, "Your account is not allowed to do this.", Map.of());
          case AuthenticationException missing ->
              document(NOT_SIGNED_IN, "Sign in first.", Map.of());
          case DataAccessResourceFailureException outage -> unavailable();
          case CannotCreateTransactionException outage -> unavailable();
          case QueryTimeoutException outage -> unavailable();
          case PessimisticLockingFailureException busy -> unavailable();
          default -> annotated(thrown);
        };
    return finish(problem, thrown, request);
  }

  /** The problem document for a bare status, e.g. one the container decided. */
  ProblemDetail ofStatus(HttpStatusCode status, HttpServletRequest request) {
    return finish(byStatus(status, null), null, request);
  }

  /** Writes the problem as the whole response. */
  public void write(ProblemDetail problem, HttpServletResponse response) throws IOException {
    response.setStatus(problem.getStatus());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.getOutputStream().write(mapper.writeValueAsBytes(problem));
  }

  private static ProblemDetail finish(
      ProblemDetail problem, @Nullable Throwable thrown, HttpServletRequest request) {
    Object traceId = request.getAttribute(TraceFilter.TRACE_ID);
    problem.setProperty("traceId", traceId == null ? "none" : traceId);
    if (thrown == null) {
      return problem;
    }
    if (problem.getStatus() >= 500) {
      LOG.error("{} {}: {}", request.getMethod(), request.getRequestURI(), thrown, thrown);
    } else {
      LOG.debug("{} {}: {}", request.getMethod(), request.getRequestURI(), thrown.toString());
    }
    return problem;
  }

  private static ProblemDetail unavailable() {
    return document(UNAVAILABLE, "A part of the system does not answer; try again.", Map.of());
  }

  private static ProblemDetail annotated(Throwable thrown) {
    ResponseStatus status =
        AnnotatedElementUtils.findMergedAnnotation(thrown.getClass(), ResponseStatus.class);
    return status == null
        ? document(FAILED, "It was recorded under the trace id; nothing was changed.", Map.of())
        : byStatus(status.code(), null);
  }

  private static ProblemDetail byStatus(HttpStatusCode code, @Nullable String detail) {
    HttpStatus status = HttpStatus.resolve(code.value());
    String title = status == null ? "HTTP " + code.value() : status.getReasonPhrase();
    String slug = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    int value = code.isError() ? code.value() : 500;
    boolean quotable = value < 500 && detail != null;
    return document(
        new ProblemType(slug, value, title), quotable ? detail : sentence(value), Map.of());
  }

  private static String sentence(int status) {
    return switch (status) {
      case 404 -> "There is nothing at this address. It may have been moved or withdrawn.";
      case 403 -> "Your account is not allowed to see or do this.";
      case 405 -> "This address does not support that method.";
      default -> "The request could not be completed.";
    };
  }

  private static Map<String, Object> errors(BindingResult binding) {
    List<Map<String, String>> errors =
        binding.getAllErrors().stream()
            .map(
                error -> {
                  Map<String, String> entry = new LinkedHashMap<>();
                  entry.put(
                      "field",
                      error instanceof FieldError field ? field.getField() : error.getObjectName());
                  String message = error.getDefaultMessage();
                  entry.put("message", message == null ? "is not valid" : message);
                  return entry;
                })
            .toList();
    return Map.of("errors", errors);
  }

  private static ProblemDetail document(
      ProblemType type, @Nullable String detail, Map<String, Object> details) {
    ProblemDetail problem = ProblemDetail.forStatus(type.status());
    URI uri = type.uri();
    problem.setType(uri);
    problem.setTitle(type.title());
    problem.setDetail(detail == null ? type.title() : detail);
    details.forEach(problem::setProperty);
    return problem;
  }
}
