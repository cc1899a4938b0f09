package io.mesosjava.testkit.master;

import io.mesosjava.codec.Codec;
import io.mesosjava.testkit.api.CallReader;
import io.mesosjava.testkit.api.Codecs;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.http.Exchange;
import io.mesosjava.testkit.http.RequestHandler;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.master.Call;
import io.mesosjava.v1.master.Call.Type;
import io.mesosjava.v1.master.Response.GetQuota;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** {@code /api/v1} of the master: what operators see and do. */
final class OperatorApi implements RequestHandler {

  private final CallReader<Call> reader = new CallReader<>(Call.getDefaultInstance());
  private final MasterState state;
  private final Subscriptions subscriptions;
  private final Map<Type, Consumer<io.mesosjava.v1.master.Response.Builder>> reads =
      new EnumMap<>(Type.class);

  OperatorApi(MasterState state, Subscriptions subscriptions) {
    this.state = state;
    this.subscriptions = subscriptions;
    Views views = new Views(state);
    reads.put(Type.GET_HEALTH, answer -> answer.getGetHealthBuilder().setHealthy(true));
    reads.put(Type.GET_VERSION, answer -> answer.setGetVersion(views.version()));
    reads.put(Type.GET_MASTER, answer -> answer.setGetMaster(views.master()));
    reads.put(Type.GET_STATE, answer -> answer.setGetState(views.state()));
    reads.put(Type.GET_AGENTS, answer -> answer.setGetAgents(views.agents()));
    reads.put(Type.GET_FRAMEWORKS, answer -> answer.setGetFrameworks(views.frameworks()));
    reads.put(Type.GET_EXECUTORS, answer -> answer.setGetExecutors(views.executors()));
    reads.put(Type.GET_TASKS, answer -> answer.setGetTasks(views.tasks()));
    reads.put(Type.GET_ROLES, answer -> answer.setGetRoles(views.roles()));
    reads.put(Type.GET_OPERATIONS, answer -> answer.getGetOperationsBuilder());
    reads.put(Type.GET_WEIGHTS, answer -> {});
    reads.put(Type.GET_LOGGING_LEVEL, answer -> answer.getGetLoggingLevelBuilder().setLevel(0));
    reads.put(Type.GET_QUOTA, answer -> answer.setGetQuota(noQuota()));
    reads.put(
        Type.GET_MAINTENANCE_STATUS,
        answer -> answer.getGetMaintenanceStatusBuilder().getStatusBuilder());
    reads.put(
        Type.GET_MAINTENANCE_SCHEDULE,
        answer -> answer.getGetMaintenanceScheduleBuilder().getScheduleBuilder());
  }

  private static GetQuota.Builder noQuota() {
    GetQuota.Builder quota = GetQuota.newBuilder();
    quota.getStatusBuilder();
    return quota;
  }

  @Override
  public void handle(Exchange exchange) {
    try {
      exchange.respond(answer(exchange));
    } catch (Refusal refusal) {
      exchange.respond(refusal.response());
    }
  }

  private Response answer(Exchange exchange) throws Refusal {
    Call call = reader.read(exchange.request());
    check(call);
    Codec codec = Codecs.accepted(exchange.request());
    if (call.getType() == Type.TEARDOWN) {
      return teardown(call.getTeardown().getFrameworkId());
    }
    Consumer<io.mesosjava.v1.master.Response.Builder> read = reads.get(call.getType());
    if (read == null) {
      throw Refusal.notImplemented();
    }
    io.mesosjava.v1.master.Response.Builder answer =
        io.mesosjava.v1.master.Response.newBuilder()
            .setType(io.mesosjava.v1.master.Response.Type.valueOf(call.getType().name()));
    read.accept(answer);
    return Response.body(codec.mediaType(), codec.encode(answer.build()));
  }

  /** The field that carries a call's message has the name of its type, where there is one. */
  private static void check(Call call) throws Refusal {
    if (!call.hasType()) {
      throw missing("type");
    }
    String name = call.getType().name().toLowerCase(Locale.ROOT);
    var field = Call.getDescriptor().findFieldByName(name);
    if (field != null && !call.hasField(field)) {
      throw missing(name);
    }
  }

  private static Refusal missing(String field) {
    return Refusal.badRequest(
        "Failed to validate master::Call: Expecting '" + field + "' to be present");
  }

  private Response teardown(FrameworkID id) {
    Framework framework = state.frameworks.get(id);
    if (framework == null) {
      return Response.text(400, "No framework found with specified ID");
    }
    subscriptions.remove(framework);
    return Response.of(200);
  }

  /** The paths of this endpoint. */
  static List<String> paths() {
    return List.of("/api/v1", "/master/api/v1");
  }
}
