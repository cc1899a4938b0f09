package io.mesosjava.testkit.agent;

import io.mesosjava.codec.Codec;
import io.mesosjava.testkit.api.CallReader;
import io.mesosjava.testkit.api.Codecs;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.http.Exchange;
import io.mesosjava.testkit.http.Header;
import io.mesosjava.testkit.http.RequestHandler;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.v1.executor.Call;

/**
 * {@code /api/v1/executor} of an agent. The order of the checks is that of {@code Http::executor}.
 */
final class ExecutorApi implements RequestHandler {

  /** What everybody hears who comes too early. */
  static final String RECOVERING = "Agent has not finished recovery";

  private final CallReader<Call> reader = new CallReader<>(Call.getDefaultInstance());
  private final Frameworks frameworks;
  private final ExecutorCalls calls;
  private final AgentLife life;

  ExecutorApi(Frameworks frameworks, ExecutorCalls calls, AgentLife life) {
    this.life = life;
    this.frameworks = frameworks;
    this.calls = calls;
  }

  @Override
  public void handle(Exchange exchange) {
    try {
      Call call = reader.read(exchange.request());
      ExecutorCallRules.check(call);
      switch (call.getType()) {
        case SUBSCRIBE -> subscribe(exchange, call, Codecs.accepted(exchange.request()));
        // Its ids may be anything.
        case HEARTBEAT -> exchange.respond(Response.of(202));
        case UPDATE -> {
          calls.update(subscribed(exchange, call), call.getUpdate());
          exchange.respond(Response.of(202));
        }
        case MESSAGE -> {
          calls.message(subscribed(exchange, call), call.getMessage());
          exchange.respond(Response.of(202));
        }
        case UNKNOWN -> {
          AgentExecutor unused = subscribed(exchange, call);
          throw Refusal.notImplemented();
        }
      }
    } catch (Refusal refusal) {
      exchange.respond(refusal.response());
    }
  }

  private void subscribe(Exchange exchange, Call call, Codec codec) throws Refusal {
    AgentExecutor executor = find(exchange, call);
    Response head = Response.of(200, new Header("Content-Type", codec.mediaType()));
    calls.subscribe(executor, call.getSubscribe(), exchange.stream(head), codec);
  }

  private AgentExecutor subscribed(Exchange exchange, Call call) throws Refusal {
    if (life.is(AgentLife.State.RECOVERING)) {
      throw Refusal.of(503, RECOVERING);
    }
    AgentExecutor executor = find(exchange, call);
    if (executor.state() == AgentExecutor.State.REGISTERING) {
      throw Refusal.of(403, "Executor is not subscribed");
    }
    return executor;
  }

  private AgentExecutor find(Exchange exchange, Call call) throws Refusal {
    AgentFramework framework =
        frameworks
            .find(call.getFrameworkId())
            .orElseThrow(() -> Refusal.badRequest("Framework cannot be found"));
    AgentExecutor executor =
        framework
            .executor(call.getExecutorId())
            .orElseThrow(() -> Refusal.badRequest("Executor cannot be found"));
    ExecutorClaims.check(exchange.claims(), executor);
    return executor;
  }
}
