package io.medley.content.lifecycle.web;

import io.medley.content.asset.VersionId;
import io.medley.content.lifecycle.Approval;
import io.medley.content.lifecycle.ApprovalState;
import io.medley.content.lifecycle.Approvals;
import io.medley.content.lifecycle.LifecycleRefusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * From the instant of a withdrawal on nobody downloads the piece any more, whichever page the
 * address was copied from.
 */
@Component
class DownloadGuard implements HandlerInterceptor, WebMvcConfigurer {

  private static final Pattern DOWNLOAD =
      Pattern.compile("/(?:assets|api)/versions/([0-9a-f-]{36})/(?:file|html|copy)");
  private static final Set<ApprovalState> REFUSED =
      EnumSet.of(ApprovalState.WITHDRAWING, ApprovalState.WITHDRAWN, ApprovalState.SUSPENDED);

  private final Approvals approvals;

  DownloadGuard(Approvals approvals) {
    this.approvals = approvals;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(this)
        .addPathPatterns(
            "/assets/versions/*/file",
            "/assets/versions/*/html",
            "/assets/versions/*/copy",
            "/api/versions/*/file",
            "/api/versions/*/html",
            "/api/versions/*/copy");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    Matcher matcher = DOWNLOAD.matcher(request.getRequestURI());
    if (matcher.find()) {
      Optional<Approval> approval =
          approvals.find(new VersionId(UUID.fromString(matcher.group(1))));
      if (approval.filter(found -> REFUSED.contains(found.state())).isPresent()) {
        throw new LifecycleRefusal.NotLive(approval.get().contentHash());
      }
    }
    return true;
  }
}
