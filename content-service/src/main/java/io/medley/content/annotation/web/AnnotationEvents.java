package io.medley.content.annotation.web;

import io.medley.content.annotation.AnnotationNews;
import io.medley.content.annotation.Annotations;
import io.medley.content.asset.AssetRefusal;
import io.medley.content.asset.AssetVersion;
import io.medley.content.asset.AssetVersions;
import io.medley.content.asset.VersionId;
import io.medley.platform.security.Actor;
import io.medley.platform.security.CurrentActor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent events for whoever looks at a version. An event says that an annotation changed and
 * nothing more; what it says now is asked for under the reader's own authority.
 */
@RestController
class AnnotationEvents implements SmartLifecycle {

  /** Browsers connect again by themselves; the authority is then asked anew. */
  private static final Duration LIFE = Duration.ofMinutes(10);

  private static final Duration BEAT = Duration.ofSeconds(15);

  private final AnnotationNews news;
  private final Annotations annotations;
  private final AssetVersions versions;
  private final CurrentActor actor;
  private final Set<SseEmitter> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("annotation-beats").factory());
  private final ScheduledFuture<?> beating;
  private volatile boolean running;

  AnnotationEvents(
      AnnotationNews news, Annotations annotations, AssetVersions versions, CurrentActor actor) {
    this.news = news;
    this.annotations = annotations;
    this.versions = versions;
    this.actor = actor;
    this.beating =
        beats.scheduleAtFixedRate(
            this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  @GetMapping(
      path = {"/api/versions/{id}/annotations/events", "/annotations/versions/{id}/events"},
      produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events(@PathVariable UUID id) {
    Actor person = actor.require();
    AssetVersion version = versions.requireVisible(new VersionId(id), person);
    if (!annotations.mayRead(version, person)) {
      throw new AssetRefusal.VersionUnknown(version.id());
    }
    SseEmitter emitter = new SseEmitter(LIFE.toMillis());
    // Not even that something is being written is an agency's business while the round runs.
    boolean silent = person.agency() != null && version.state().withTheReviewers();
    AnnotationNews.Subscription subscription =
        silent ? () -> {} : news.subscribe(version.id(), annotation -> send(emitter, annotation));
    Runnable end =
        () -> {
          subscription.close();
          open.remove(emitter);
        };
    emitter.onCompletion(end);
    emitter.onTimeout(emitter::complete);
    emitter.onError(broken -> end.run());
    open.add(emitter);
    if (running) {
      comment(emitter);
    } else {
      emitter.complete();
    }
    return emitter;
  }

  @Override
  public void start() {
    running = true;
  }

  /** Ends every stream, so that the web server need not wait for them before it stops. */
  @Override
  public void stop() {
    running = false;
    beating.cancel(false);
    beats.shutdownNow();
    open.forEach(AnnotationEvents::end);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stops first: the web server waits for open requests in a lower phase. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  /** A comment now and then keeps proxies patient and finds out who went away. */
  private void beat() {
    open.forEach(this::comment);
  }

  private void comment(SseEmitter emitter) {
    try {
      emitter.send(SseEmitter.event().comment("here"));
    } catch (IOException | IllegalStateException gone) {
      open.remove(emitter);
      end(emitter);
    }
  }

  private static void end(SseEmitter emitter) {
    try {
      emitter.complete();
    } catch (IllegalStateException gone) {
      // Its reader left first; there is nothing to end.
    }
  }

  private static void send(SseEmitter emitter, UUID annotation) {
    try {
      emitter.send(SseEmitter.event().name("annotation").data(annotation.toString()));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
