package io.mesosjava.testkit.master;

import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.api.Verbosity;
import io.mesosjava.v1.master.Call;
import io.mesosjava.v1.master.Call.Type;
import io.mesosjava.v1.master.Response;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The operators' calls that change nothing. */
final class OperatorReads {

  private interface Read {
    void into(Response.Builder answer, Call call) throws Refusal;
  }

  private final Map<Type, Read> reads = new EnumMap<>(Type.class);

  OperatorReads(MasterState state, QuotaCalls quota, Maintenance maintenance, Verbosity verbosity) {
    Views views = new Views(state);
    reads.put(Type.GET_HEALTH, (answer, call) -> answer.getGetHealthBuilder().setHealthy(true));
    reads.put(Type.GET_VERSION, (answer, call) -> answer.setGetVersion(views.version()));
    reads.put(Type.GET_MASTER, (answer, call) -> answer.setGetMaster(views.master()));
    reads.put(Type.GET_STATE, (answer, call) -> answer.setGetState(views.state()));
    reads.put(Type.GET_AGENTS, (answer, call) -> answer.setGetAgents(views.agents()));
    reads.put(Type.GET_FRAMEWORKS, (answer, call) -> answer.setGetFrameworks(views.frameworks()));
    reads.put(Type.GET_EXECUTORS, (answer, call) -> answer.setGetExecutors(views.executors()));
    reads.put(Type.GET_TASKS, (answer, call) -> answer.setGetTasks(views.tasks()));
    reads.put(Type.GET_ROLES, (answer, call) -> answer.setGetRoles(views.roles()));
    reads.put(Type.GET_OPERATIONS, (answer, call) -> answer.setGetOperations(views.operations()));
    reads.put(Type.GET_WEIGHTS, (answer, call) -> weights(answer, state, views));
    reads.put(Type.GET_QUOTA, (answer, call) -> answer.setGetQuota(quota.get()));
    reads.put(
        Type.GET_LOGGING_LEVEL,
        (answer, call) -> answer.getGetLoggingLevelBuilder().setLevel(verbosity.level()));
    reads.put(Type.GET_METRICS, (answer, call) -> answer.setGetMetrics(new Metrics(state).all()));
    reads.put(Type.GET_FLAGS, (answer, call) -> answer.setGetFlags(Flags.of(state.config)));
    reads.put(
        Type.GET_MAINTENANCE_STATUS,
        (answer, call) -> answer.getGetMaintenanceStatusBuilder().setStatus(maintenance.status()));
    reads.put(
        Type.GET_MAINTENANCE_SCHEDULE,
        (answer, call) ->
            answer.getGetMaintenanceScheduleBuilder().setSchedule(state.registry.schedule));
    FileCalls files = new FileCalls(state.log);
    reads.put(
        Type.LIST_FILES, (answer, call) -> answer.setListFiles(files.list(call.getListFiles())));
    reads.put(Type.READ_FILE, (answer, call) -> answer.setReadFile(files.read(call.getReadFile())));
  }

  /** Without weights, Mesos leaves the whole message out. */
  private static void weights(Response.Builder answer, MasterState state, Views views) {
    if (!state.registry.weights.isEmpty()) {
      answer.setGetWeights(views.weights());
    }
  }

  /** The answer to {@code call}; empty if it is none of these. */
  Optional<Response> answer(Call call) throws Refusal {
    Read read = reads.get(call.getType());
    if (read == null) {
      return Optional.empty();
    }
    Response.Builder answer =
        Response.newBuilder().setType(Response.Type.valueOf(call.getType().name()));
    read.into(answer, call);
    return Optional.of(answer.build());
  }
}
