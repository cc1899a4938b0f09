package io.mesosjava.testkit.replay;

import io.mesosjava.testkit.EmbeddedAgent;
import io.mesosjava.v1.ContainerID;
import io.mesosjava.v1.TaskState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What cases about agents start from. */
final class AgentScene {

  private static final String RESOURCES =
      "'resources':[{'name':'cpus','type':'SCALAR','scalar':{'value':0.1}},"
          + "{'name':'mem','type':'SCALAR','scalar':{'value':32.0}}]";

  private final Scene scene;

  AgentScene(Scene scene) {
    this.scene = scene;
  }

  /** A task with an executor whose process runs but says nothing. */
  void launchExecutor() throws IOException, InterruptedException {
    scene.values().set("task_id", "custom-task");
    scene.values().set("executor_id", "custom");
    scene.subscribe("", "'checkpoint':true,");
    scene.call(
        accept(
            "'type':'LAUNCH','launch':{'task_infos':[{'name':'${task_id}',"
                + "'task_id':{'value':'${task_id}'},'agent_id':{'value':'${agent_id}'},"
                + RESOURCES
                + ",'executor':{'type':'CUSTOM','executor_id':{'value':'${executor_id}'},"
                + "'framework_id':{'value':'${framework_id}'},'command':{'value':'sleep 1000'},"
                + RESOURCES
                + "}}]}"));
  }

  /** It also has its event stream. */
  void subscribeExecutor() throws IOException {
    call("'type':'SUBSCRIBE','subscribe':{}", 200);
  }

  private void call(String members, int status) throws IOException {
    String call =
        "{'framework_id':{'value':'${framework_id}'},"
            + "'executor_id':{'value':'${executor_id}'},"
            + members
            + "}";
    byte[] body = scene.values().fill(call.replace('\'', '"')).getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Content-Length", Integer.toString(body.length));
    HttpClientConnection connection = scene.connect(scene.cluster().agents().get(0).uri());
    connection.send("POST /api/v1/executor HTTP/1.1", headers, body);
    HttpBytes answer = connection.receive();
    if (answer.status() != status) {
      throw new IllegalStateException(new String(answer.body(), StandardCharsets.UTF_8));
    }
  }

  /** The agent's process is another one, which waits for the executor. */
  void restartAgent() throws IOException, InterruptedException {
    launchExecutor();
    subscribeExecutor();
    call(
        "'type':'UPDATE','update':{'status':{'task_id':{'value':'${task_id}'},"
            + "'state':'TASK_RUNNING','source':'SOURCE_EXECUTOR',"
            + "'uuid':'Y2NjY2NjNGM5Y2NjY2NjYw=='}}",
        202);
    scene.await(TaskState.TASK_RUNNING);
    scene.cluster().agents().get(0).kill();
    scene.cluster().agents().get(0).restart();
  }

  /** A task of the default executor that has written a line and goes on. */
  void runContainer() throws IOException, InterruptedException {
    scene.values().set("task_id", "nested-task");
    scene.values().set("executor_id", "default");
    scene.subscribe("", "'checkpoint':true,");
    scene.call(
        accept(
            "'type':'LAUNCH_GROUP','launch_group':{'executor':{'type':'DEFAULT',"
                + "'executor_id':{'value':'${executor_id}'},"
                + "'framework_id':{'value':'${framework_id}'},'resources':["
                + "{'name':'cpus','type':'SCALAR','scalar':{'value':0.1}},"
                + "{'name':'mem','type':'SCALAR','scalar':{'value':32.0}},"
                + "{'name':'disk','type':'SCALAR','scalar':{'value':32.0}}]},"
                + "'task_group':{'tasks':[{'name':'${task_id}',"
                + "'task_id':{'value':'${task_id}'},'agent_id':{'value':'${agent_id}'},"
                + RESOURCES
                + ",'command':{'value':'echo hello; sleep 1000'}}]}}"));
    scene.await(TaskState.TASK_STARTING);
    ContainerID container =
        scene.await(TaskState.TASK_RUNNING).getContainerStatus().getContainerId();
    scene.values().set("container_id", container.getParent().getValue());
    scene.values().set("nested_id", container.getValue());
    EmbeddedAgent agent = scene.cluster().agents().get(0);
    Path executor =
        agent.sandbox(scene.values().value("framework_id"), scene.values().value("executor_id"));
    Path sandbox = executor.toRealPath().resolve("containers").resolve(container.getValue());
    scene.values().set("sandbox", sandbox.toString());
    scene.values().set("work_dir", agent.workDirectory().toRealPath().toString());
  }

  private static String accept(String operation) {
    return "{'type':'ACCEPT','framework_id':{'value':'${framework_id}'},'accept':{"
        + "'offer_ids':[{'value':'${offer_id}'}],'filters':{'refuse_seconds':3600},"
        + "'operations':[{"
        + operation
        + "}]}}";
  }
}
