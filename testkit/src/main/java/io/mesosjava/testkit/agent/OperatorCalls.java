package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.agent.OperatorApi.Reply;
import io.mesosjava.testkit.api.MesosVersion;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.container.Signal;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.v1.agent.Call;
import io.mesosjava.v1.agent.Call.Type;
import java.io.IOException;

/** The calls of an agent's operator API, each with what answers it. */
@SuppressWarnings("deprecation") // The calls for nested containers have twins, and are still made.
final class OperatorCalls {

  private final Views views;
  private final Statistics statistics;
  private final SandboxFiles files;
  private final Backstage backstage;
  private final ContainerCalls containers;

  OperatorCalls(
      Views views,
      Statistics statistics,
      SandboxFiles files,
      Backstage backstage,
      ContainerCalls containers) {
    this.views = views;
    this.statistics = statistics;
    this.files = files;
    this.backstage = backstage;
    this.containers = containers;
  }

  /** Makes them known to the API. */
  void addTo(OperatorApi api) {
    api.read(Type.GET_HEALTH, answer -> answer.getGetHealthBuilder().setHealthy(true))
        .read(
            Type.GET_VERSION,
            answer -> answer.getGetVersionBuilder().setVersionInfo(MesosVersion.info()))
        .read(Type.GET_FLAGS, answer -> answer.setGetFlags(views.flags()))
        .read(Type.GET_AGENT, answer -> answer.setGetAgent(views.agent()))
        .read(Type.GET_STATE, answer -> answer.setGetState(views.state()))
        .read(Type.GET_FRAMEWORKS, answer -> answer.setGetFrameworks(views.frameworks()))
        .read(Type.GET_EXECUTORS, answer -> answer.setGetExecutors(views.executors()))
        .read(Type.GET_TASKS, answer -> answer.setGetTasks(views.tasks()))
        .read(Type.GET_METRICS, answer -> answer.setGetMetrics(views.metrics()))
        .read(
            Type.GET_OPERATIONS,
            answer -> answer.getGetOperationsBuilder().addAllOperations(views.operations()))
        .read(Type.GET_RESOURCE_PROVIDERS, answer -> answer.getGetResourceProvidersBuilder())
        .answer(Type.GET_CONTAINERS, this::getContainers)
        .answer(Type.LIST_FILES, this::files)
        .answer(Type.READ_FILE, this::files)
        .answer(Type.PRUNE_IMAGES, (call, reply) -> reply.done());
    addContainersTo(api);
  }

  private void addContainersTo(OperatorApi api) {
    api.answer(
            Type.LAUNCH_CONTAINER,
            (call, reply) ->
                containers.launch(call.getLaunchContainer(), reply.exchange()::respond))
        .answer(
            Type.LAUNCH_NESTED_CONTAINER,
            (call, reply) ->
                containers.launch(call.getLaunchNestedContainer(), reply.exchange()::respond))
        .answer(Type.WAIT_CONTAINER, this::waitContainer)
        .answer(Type.WAIT_NESTED_CONTAINER, this::waitNestedContainer)
        .answer(
            Type.KILL_CONTAINER,
            (call, reply) -> {
              Call.KillContainer kill = call.getKillContainer();
              int signal = kill.hasSignal() ? kill.getSignal() : Signal.KILL.number();
              reply.exchange().respond(containers.kill(kill.getContainerId(), signal));
            })
        .answer(
            Type.KILL_NESTED_CONTAINER,
            (call, reply) -> {
              Call.KillNestedContainer kill = call.getKillNestedContainer();
              int signal = kill.hasSignal() ? kill.getSignal() : Signal.KILL.number();
              reply.exchange().respond(containers.kill(kill.getContainerId(), signal));
            })
        .answer(
            Type.REMOVE_CONTAINER,
            (call, reply) ->
                reply
                    .exchange()
                    .respond(containers.remove(call.getRemoveContainer().getContainerId())))
        .answer(
            Type.REMOVE_NESTED_CONTAINER,
            (call, reply) ->
                reply
                    .exchange()
                    .respond(containers.remove(call.getRemoveNestedContainer().getContainerId())));
  }

  private void waitContainer(Call call, Reply reply) throws Refusal {
    containers.whenEnded(
        call.getWaitContainer().getContainerId(),
        how ->
            reply.message(
                OperatorApi.answerTo(call).setWaitContainer(ContainerCalls.toMessage(how))));
  }

  private void waitNestedContainer(Call call, Reply reply) throws Refusal {
    containers.whenEnded(
        call.getWaitNestedContainer().getContainerId(),
        how ->
            reply.message(
                OperatorApi.answerTo(call)
                    .setWaitNestedContainer(ContainerCalls.toNestedMessage(how))));
  }

  private void getContainers(Call call, Reply reply) {
    statistics.containers(
        call.getGetContainers(),
        view -> reply.message(OperatorApi.answerTo(call).setGetContainers(view)));
  }

  private void files(Call call, Reply reply) {
    String agent = views.agent().getAgentInfo().getId().getValue();
    // Nobody but the exchange hears of the result, and it takes it from any thread.
    backstage.threads().execute(() -> answerFiles(call, reply, agent));
  }

  private void answerFiles(Call call, Reply reply, String agent) {
    try {
      io.mesosjava.v1.agent.Response.Builder answer = OperatorApi.answerTo(call);
      if (call.getType() == Type.LIST_FILES) {
        answer.setListFiles(files.list(call.getListFiles().getPath(), agent));
      } else {
        Call.ReadFile wish = call.getReadFile();
        long length = wish.hasLength() ? wish.getLength() : Long.MAX_VALUE;
        answer.setReadFile(files.read(wish.getPath(), agent, wish.getOffset(), length));
      }
      reply.message(answer);
    } catch (Refusal refusal) {
      reply.exchange().respond(refusal.response());
    } catch (IOException e) {
      reply.exchange().respond(Response.text(500, String.valueOf(e)));
    }
  }
}
