package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.agent.ContainerTree.Launched;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.container.Signal;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.ContainerID;
import io.mesosjava.v1.ContainerInfo;
import io.mesosjava.v1.agent.Call;
import io.mesosjava.v1.agent.Response.WaitContainer;
import io.mesosjava.v1.agent.Response.WaitNestedContainer;
import java.util.Optional;
import java.util.function.Consumer;

/** What operators and executors do with containers. Lives on the stage. */
@SuppressWarnings("deprecation") // The calls for nested containers have twins, and are still made.
final class ContainerCalls {

  private final ContainerTree containers;
  private final NestedPlans plans;

  ContainerCalls(ContainerTree containers, NestedPlans plans) {
    this.containers = containers;
    this.plans = plans;
  }

  void launch(Call.LaunchContainer call, Consumer<Response> answer) {
    launch(call.getContainerId(), call.getCommand(), call.getContainer(), answer);
  }

  void launch(Call.LaunchNestedContainer call, Consumer<Response> answer) {
    launch(call.getContainerId(), call.getCommand(), call.getContainer(), answer);
  }

  private void launch(
      ContainerID id, CommandInfo command, ContainerInfo container, Consumer<Response> answer) {
    containers.launch(
        id, plans.ofCall(id, command, container), launched -> answer.accept(answerTo(launched)));
  }

  /** A name that is taken is no error: the request may be a repetition. */
  static Response answerTo(Launched launched) {
    if (launched instanceof Launched.Failed failed) {
      return Response.text(400, failed.reason());
    }
    return Response.of(launched instanceof Launched.Already ? 202 : 200);
  }

  /** Tells how a container ended, as soon as it has. */
  void whenEnded(ContainerID id, Consumer<Termination> answer) throws Refusal {
    Contained contained =
        containers
            .find(id)
            .orElseThrow(
                () -> Refusal.of(404, "Container " + ContainerName.of(id) + " cannot be found"));
    contained.whenEnded(answer);
  }

  static WaitContainer toMessage(Termination how) {
    WaitContainer.Builder message = WaitContainer.newBuilder();
    if (how.status() != null) {
      message.setExitStatus(how.status().waitStatus());
    }
    if (how.state() != null) {
      message.setState(how.state());
    }
    if (how.reason() != null) {
      message.setReason(how.reason());
    }
    if (how.message() != null) {
      message.setMessage(how.message());
    }
    return message.build();
  }

  static WaitNestedContainer toNestedMessage(Termination how) {
    WaitContainer same = toMessage(how);
    WaitNestedContainer.Builder message = WaitNestedContainer.newBuilder();
    if (same.hasExitStatus()) {
      message.setExitStatus(same.getExitStatus());
    }
    if (same.hasState()) {
      message.setState(same.getState());
    }
    if (same.hasReason()) {
      message.setReason(same.getReason());
    }
    if (same.hasMessage()) {
      message.setMessage(same.getMessage());
    }
    return message.build();
  }

  /**
   * Sends a signal.
   *
   * @param number 0 only asks whether there is somebody to get it
   */
  Response kill(ContainerID id, int number) throws Refusal {
    Optional<Contained> alive = containers.find(id).filter(c -> !c.hasEnded());
    if (alive.isEmpty()) {
      throw Refusal.of(
          404, "Container '" + ContainerName.of(id) + "' cannot be found (or is already killed)");
    }
    Optional<Signal> signal = Signal.of(number);
    if (signal.isPresent()) {
      boolean unused = containers.kill(id, signal.get());
    } else if (number != 0) {
      throw Refusal.of(500, "Unable to send signal to container: Invalid argument");
    }
    return Response.of(200);
  }

  /** Forgets a container that has ended. A real agent aborts when its id has no parent. */
  Response remove(ContainerID id) throws Refusal {
    if (!id.hasParent()) {
      throw Refusal.of(404, "Container " + ContainerName.of(id) + " cannot be found");
    }
    Optional<String> problem = containers.remove(id);
    if (problem.isPresent()) {
      throw Refusal.of(500, problem.get());
    }
    return Response.of(200);
  }
}
