package io.medley.workflows.engine;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Refuses calls to the real engine the way an engine under back-pressure does. */
public class SlowedEngine implements ClientInterceptor {

  private final ConcurrentHashMap<String, AtomicInteger> refusals = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, AtomicInteger> refused = new ConcurrentHashMap<>();
  private final ExecutorService answers = Executors.newVirtualThreadPerTaskExecutor();

  /** Refuses the next calls of a method, e.g. {@code CompleteJob}. */
  public void refuse(String method, int times) {
    refusals.put(method, new AtomicInteger(times));
    refused.put(method, new AtomicInteger());
  }

  /** How often a method was refused since {@link #refuse}. */
  public int refused(String method) {
    AtomicInteger count = refused.get(method);
    return count == null ? 0 : count.get();
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    String name = method.getBareMethodName();
    AtomicInteger left = name == null ? null : refusals.get(name);
    if (name == null || left == null || left.getAndDecrement() <= 0) {
      return next.newCall(method, options);
    }
    refused.computeIfAbsent(name, key -> new AtomicInteger()).incrementAndGet();
    return new Refused<>(answers);
  }

  private static final class Refused<Q, A> extends ClientCall<Q, A> {

    private final ExecutorService answers;

    Refused(ExecutorService answers) {
      this.answers = answers;
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      answers.execute(
          () ->
              listener.onClose(Status.RESOURCE_EXHAUSTED.withDescription("test"), new Metadata()));
    }

    @Override
    public void request(int messages) {}

    @Override
    public void cancel(@Nullable String message, @Nullable Throwable cause) {}

    @Override
    public void halfClose() {}

    @Override
    public void sendMessage(Q message) {}
  }
}
