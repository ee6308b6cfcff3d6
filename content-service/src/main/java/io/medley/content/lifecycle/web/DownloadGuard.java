package io.medley.content.lifecycle.web;

import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.content.asset.Visibility;
import io.medley.content.lifecycle.LifecycleRefusal;
import io.medley.content.lifecycle.Readership;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * From the instant of a withdrawal on nobody downloads the piece any more, and campaigns see none
 * of its renditions, whichever page the address was copied from.
 */
@Component
class DownloadGuard implements HandlerInterceptor, WebMvcConfigurer {

  private static final String ID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
  private static final Pattern CONTENT =
      Pattern.compile(
          "/(?:assets|api)/versions/"
              + ID
              + "/(file|copy|html|media|extraction|pages|variants|poster|subtitles|diff)(?:[./].*)?");
  private static final Pattern IDS = Pattern.compile(ID);

  private final Readership readership;
  private final AssetVersions versions;
  private final Visibility visibility;
  private final CurrentActor currentActor;

  DownloadGuard(
      Readership readership,
      AssetVersions versions,
      Visibility visibility,
      CurrentActor currentActor) {
    this.readership = readership;
    this.versions = versions;
    this.visibility = visibility;
    this.currentActor = currentActor;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/assets/versions/*/**", "/api/versions/*/**");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    Matcher content = CONTENT.matcher(request.getRequestURI());
    if (content.matches()) {
      Actor actor = currentActor.require();
      // A comparison names two versions.
      IDS.matcher(request.getRequestURI())
          .results()
          .map(id -> new VersionId(UUID.fromString(id.group())))
          .flatMap(id -> versions.find(id).stream())
          // Who may not know of the version is told so by its page, not by what became of it.
          .filter(version -> visibility.of(actor).includes(version))
          .flatMap(version -> against(content.group(1), version, actor).stream())
          .findFirst()
          .ifPresent(
              refusal -> {
                throw refusal;
              });
    }
    return true;
  }

  private Optional<LifecycleRefusal.NotServed> against(
      String what, AssetVersion version, Actor actor) {
    return what.equals("file") || what.equals("copy")
        ? readership.againstDownloading(version, actor)
        : readership.againstReading(version, actor);
  }
}
