package io.mesosjava.testkit.master;

import io.mesosjava.codec.Codec;
import io.mesosjava.testkit.api.CallReader;
import io.mesosjava.testkit.api.Codecs;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.http.Exchange;
import io.mesosjava.testkit.http.Header;
import io.mesosjava.testkit.http.RecordStream;
import io.mesosjava.testkit.http.RequestHandler;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.master.Call;
import io.mesosjava.v1.master.Event;
import io.mesosjava.v1.master.Response.GetTasks;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1} of the master: what operators see and do. */
final class OperatorApi implements RequestHandler {

  private final CallReader<Call> reader = new CallReader<>(Call.getDefaultInstance());
  private final Codec listing = ListingJson.codec();
  private final MasterState state;
  private final OperatorReads reads;
  private final OperatorWrites writes;

  OperatorApi(MasterState state, OperatorReads reads, OperatorWrites writes) {
    this.state = state;
    this.reads = reads;
    this.writes = writes;
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
    Call call = reader.read(exchange.request());
    OperatorRules.check(call);
    Codec accepted = Codecs.accepted(exchange.request());
    Codec codec = accepted.mediaType().equals(listing.mediaType()) ? listing : accepted;
    if (call.getType() == Call.Type.SUBSCRIBE) {
      subscribe(exchange, codec);
      return;
    }
    Optional<Response> done = writes.perform(call, exchange.principal().orElse(null));
    if (done.isEmpty()) {
      done =
          reads
              .answer(call)
              .map(answer -> codec == listing ? answer : binary(answer))
              .map(answer -> Response.body(codec.mediaType(), codec.encode(answer)));
    }
    exchange.respond(done.orElseThrow(Refusal::notImplemented));
  }

  /** In protobuf, and there only, Mesos forgets the tasks of frameworks that are gone. */
  private io.mesosjava.v1.master.Response binary(io.mesosjava.v1.master.Response answer) {
    io.mesosjava.v1.master.Response.Builder changed = answer.toBuilder();
    if (answer.hasGetTasks()) {
      forget(changed.getGetTasksBuilder());
    } else if (answer.hasGetState()) {
      forget(changed.getGetStateBuilder().getGetTasksBuilder());
    }
    return changed.build();
  }

  private void forget(GetTasks.Builder tasks) {
    List<Task> left =
        tasks.getCompletedTasksList().stream()
            .filter(task -> !state.completedFrameworks.containsKey(task.getFrameworkId()))
            .toList();
    tasks.clearCompletedTasks().addAllCompletedTasks(left);
  }

  private void subscribe(Exchange exchange, Codec codec) {
    Header contentType = new Header("Content-Type", codec.mediaType());
    RecordStream records = exchange.stream(Response.of(200, contentType));
    Event subscribed =
        Event.newBuilder()
            .setType(Event.Type.SUBSCRIBED)
            .setSubscribed(
                Event.Subscribed.newBuilder()
                    .setGetState(new Views(state).state())
                    .setHeartbeatIntervalSeconds(state.config.timers().heartbeat().toNanos() / 1e9))
            .build();
    state.audience.join(
        new EventStream(state.stage, codec, records, ""),
        subscribed,
        state.config.timers().heartbeat());
  }

  /** The paths of this endpoint. */
  static List<String> paths() {
    return List.of("/api/v1", "/master/api/v1");
  }
}
