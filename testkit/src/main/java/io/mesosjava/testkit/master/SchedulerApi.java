package io.mesosjava.testkit.master;

import io.mesosjava.codec.Codec;
import io.mesosjava.testkit.api.CallReader;
import io.mesosjava.testkit.api.Codecs;
import io.mesosjava.testkit.api.RandomUuids;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.http.Exchange;
import io.mesosjava.testkit.http.Header;
import io.mesosjava.testkit.http.RecordStream;
import io.mesosjava.testkit.http.Request;
import io.mesosjava.testkit.http.RequestHandler;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.v1.scheduler.Call;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/scheduler}: judges a request in Mesos' order, and has the call carried out. */
final class SchedulerApi implements RequestHandler {

  private static final String STREAM_ID = "Mesos-Stream-Id";

  private final CallReader<Call> reader = new CallReader<>(Call.getDefaultInstance());
  private final MasterState state;
  private final Subscriptions subscriptions;
  private final SchedulerCalls calls;

  SchedulerApi(MasterState state, Subscriptions subscriptions, SchedulerCalls calls) {
    this.state = state;
    this.subscriptions = subscriptions;
    this.calls = calls;
  }

  @Override
  public void handle(Exchange exchange) {
    try {
      answer(exchange);
    } catch (Refusal refusal) {
      exchange.respond(refusal.response());
    }
  }

  private void answer(Exchange exchange) throws Refusal {
    Request request = exchange.request();
    Call call = reader.read(request);
    CallRules.check(call);
    Principals.check(exchange.principal(), call);
    switch (call.getType()) {
      case SUBSCRIBE ->
          subscribe(exchange, Principals.complete(exchange.principal(), call.getSubscribe()));
      case UNKNOWN -> {
        subscribed(exchange, call);
        throw Refusal.notImplemented();
      }
      case RECONCILE_OPERATIONS -> {
        Codecs.accepted(request);
        exchange.respond(perform(exchange, call));
      }
      default -> exchange.respond(perform(exchange, call));
    }
  }

  private Response perform(Exchange exchange, Call call) throws Refusal {
    Framework framework = subscribed(exchange, call);
    if (call.getType() == Call.Type.UPDATE_FRAMEWORK) {
      Optional<String> problem = subscriptions.update(framework, call.getUpdateFramework());
      return problem.map(text -> Response.text(400, text)).orElse(Response.of(200));
    }
    calls.perform(framework, call);
    return Response.of(202);
  }

  private void subscribe(Exchange exchange, Call.Subscribe call) throws Refusal {
    Codec codec = Codecs.accepted(exchange.request());
    if (exchange.request().header(STREAM_ID).isPresent()) {
      throw Refusal.badRequest("Subscribe calls should not include the 'Mesos-Stream-Id' header");
    }
    String id = new RandomUuids(state.config.random()).get().toString();
    Header streamId = new Header(STREAM_ID, id);
    Header contentType = new Header("Content-Type", codec.mediaType());
    RecordStream records = exchange.stream(Response.of(200, streamId, contentType));
    subscriptions.subscribe(call, new EventStream(state.stage, codec, records, id));
  }

  /** The framework whose live subscription {@code exchange} belongs to. */
  private Framework subscribed(Exchange exchange, Call call) throws Refusal {
    Framework framework = state.frameworks.get(call.getFrameworkId());
    if (framework == null) {
      throw Refusal.badRequest("Framework cannot be found");
    }
    Principals.check(exchange.principal(), framework.info());
    EventStream stream = framework.stream();
    if (stream == null) {
      throw Refusal.of(403, "Framework is not subscribed");
    }
    checkStreamId(exchange.request(), framework, stream);
    return framework;
  }

  private static void checkStreamId(Request request, Framework framework, EventStream stream)
      throws Refusal {
    @Nullable String shown = request.header(STREAM_ID).orElse(null);
    if (shown == null) {
      throw Refusal.badRequest(
          "All non-subscribe calls should include the 'Mesos-Stream-Id' header");
    }
    if (!shown.equals(stream.id())) {
      throw Refusal.badRequest(
          String.format(
              "The stream ID '%s' included in this request didn't match the stream ID"
                  + " currently associated with framework ID %s",
              shown, framework.id().getValue()));
    }
  }

  /** The paths of this endpoint. */
  static List<String> paths() {
    return List.of("/api/v1/scheduler", "/master/api/v1/scheduler");
  }
}
