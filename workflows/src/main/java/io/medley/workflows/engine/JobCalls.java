package io.medley.workflows.engine;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calls about jobs that are under way. A worker that is closed leaves its last question for
 * jobs open at the engine for seconds; a job that comes to be meanwhile is handed to it, though
 * nobody works there any more. An engine that sees a question cancelled takes such a job back at
 * once.
 */
final class JobCalls implements ClientInterceptor {

  private static final String QUESTION = "ActivateJobs";
  private static final Set<String> OUTCOMES = Set.of("CompleteJob", "FailJob", "ThrowError");

  private final Set<ClientCall<?, ?>> questions = ConcurrentHashMap.newKeySet();
  private final Set<ClientCall<?, ?>> outcomes = ConcurrentHashMap.newKeySet();
  private volatile boolean asking = true;

  /** Takes back every open question, and every other one until {@link #ask}. */
  void stopAsking() {
    asking = false;
    questions.forEach(JobCalls::takeBack);
  }

  /** Lets workers ask for jobs. */
  void ask() {
    asking = true;
  }

  /** How many outcomes of jobs are on their way. */
  int outcomesUnderWay() {
    return outcomes.size();
  }

  private static void takeBack(ClientCall<?, ?> question) {
    question.cancel("No more jobs are taken", null);
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    String name = String.valueOf(method.getBareMethodName());
    ClientCall<Q, A> call = next.newCall(method, options);
    if (QUESTION.equals(name)) {
      return new Question<>(call);
    }
    return OUTCOMES.contains(name) ? new Noted<>(call, outcomes) : call;
  }

  /** Taken back at once where no more jobs are wanted. */
  private final class Question<Q, A> extends Noted<Q, A> {

    Question(ClientCall<Q, A> call) {
      super(call, questions);
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      super.start(listener, headers);
      if (!asking) {
        takeBack(this);
      }
    }
  }

  /** In the set from its start to its end. */
  private static class Noted<Q, A> extends SimpleForwardingClientCall<Q, A> {

    private final Set<ClientCall<?, ?>> underWay;

    Noted(ClientCall<Q, A> call, Set<ClientCall<?, ?>> underWay) {
      super(call);
      this.underWay = underWay;
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      underWay.add(this);
      super.start(
          new SimpleForwardingClientCallListener<>(listener) {
            @Override
            public void onClose(Status status, Metadata trailers) {
              underWay.remove(Noted.this);
              super.onClose(status, trailers);
            }
          },
          headers);
    }
  }
}
