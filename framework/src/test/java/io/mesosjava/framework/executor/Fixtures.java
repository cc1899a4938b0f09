package io.mesosjava.framework.executor;

import com.google.protobuf.ByteString;
import io.mesosjava.client.ExecutorCalls;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.executor.Call;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Tasks, updates and environments for the tests. */
final class Fixtures {

  private Fixtures() {}

  static TaskID id(String value) {
    return TaskID.newBuilder().setValue(value).build();
  }

  static TaskInfo task(String id) {
    return TaskInfo.newBuilder()
        .setName(id)
        .setTaskId(id(id))
        .setAgentId(AgentID.newBuilder().setValue("S0"))
        .build();
  }

  static TaskInfo task(String id, String data) {
    return task(id).toBuilder().setData(ByteString.copyFromUtf8(data)).build();
  }

  static Call.Update update(String task, TaskState state, int number) {
    return ExecutorCalls.update(id(task), state, new UUID(7, number)).getUpdate();
  }

  /** What an agent at {@code endpoint} gives to an executor. */
  static Map<String, String> environment(String endpoint, String sandbox, String grace) {
    Map<String, String> variables = new HashMap<>();
    variables.put("MESOS_AGENT_ENDPOINT", endpoint);
    variables.put("MESOS_DIRECTORY", sandbox);
    variables.put("MESOS_EXECUTOR_ID", "custom");
    variables.put("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD", grace);
    variables.put("MESOS_FRAMEWORK_ID", "F-0000");
    variables.put("MESOS_SLAVE_ID", "S0");
    return variables;
  }
}
