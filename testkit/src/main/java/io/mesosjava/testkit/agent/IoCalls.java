package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.agent.ContainerTree.Launched;
import io.mesosjava.testkit.agent.OperatorApi.Reply;
import io.mesosjava.testkit.api.CallReader;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.http.RecordStream;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.testkit.stage.Timer;
import io.mesosjava.v1.ContainerID;
import io.mesosjava.v1.DurationInfo;
import io.mesosjava.v1.agent.Call;
import io.mesosjava.v1.agent.ProcessIO;
import java.time.Duration;
import java.util.Objects;

/** What operators do with the input and output of containers. Lives on the stage. */
final class IoCalls {

  private static final Duration HEARTBEAT = Duration.ofSeconds(30);

  private final CallReader<Call> reader = new CallReader<>(Call.getDefaultInstance());
  private final Stage stage;
  private final ContainerTree containers;
  private final NestedPlans plans;

  IoCalls(Stage stage, ContainerTree containers, NestedPlans plans) {
    this.stage = stage;
    this.containers = containers;
    this.plans = plans;
  }

  /** Makes them known to the API. */
  void addTo(OperatorApi api) {
    api.answer(Call.Type.LAUNCH_NESTED_CONTAINER_SESSION, this::session)
        .answer(Call.Type.ATTACH_CONTAINER_OUTPUT, this::output)
        .answer(Call.Type.ATTACH_CONTAINER_INPUT, this::input);
  }

  /** The container lives as long as somebody listens. */
  private void session(Call call, Reply reply) {
    Call.LaunchNestedContainerSession launch = call.getLaunchNestedContainerSession();
    containers.launch(
        launch.getContainerId(),
        plans.ofSession(launch.getContainerId(), launch.getCommand(), launch.getContainer()),
        launched -> {
          if (launched instanceof Launched.Running running
              && running.container().io().isPresent()) {
            attach(
                running.container().io().get(),
                reply,
                () -> containers.destroy(running.container()));
          } else {
            reply.exchange().respond(ContainerCalls.answerTo(launched));
          }
        });
  }

  private void output(Call call, Reply reply) throws Refusal {
    attach(find(call.getAttachContainerOutput().getContainerId()), reply, () -> {});
  }

  private ContainerIo find(ContainerID id) throws Refusal {
    if (containers.find(ContainerName.root(id)).isEmpty()) {
      throw Refusal.of(404, "Container " + ContainerName.of(id) + " cannot be found");
    }
    return containers
        .find(id)
        .filter(contained -> !contained.hasEnded())
        .orElseThrow(() -> Refusal.of(500, "Unknown container " + ContainerName.of(id)))
        .io()
        .orElseThrow(
            () -> Refusal.of(500, "I/O switchboard server was disabled for this container"));
  }

  private void attach(ContainerIo io, Reply reply, Runnable whenGone) {
    RecordStream stream = reply.exchange().stream(reply.forms().streamHead());
    Attached attached = new Attached(stream, reply);
    io.attach(attached);
    stream.whenGone(
        () -> {
          attached.stop();
          io.detach(attached);
          whenGone.run();
        });
  }

  private void input(Call call, Reply reply) throws Refusal {
    if (call.getAttachContainerInput().getType() != Call.AttachContainerInput.Type.CONTAINER_ID) {
      throw Refusal.badRequest("Expecting 'attach_container_input.type' to be CONTAINER_ID");
    }
    ContainerIo io = find(call.getAttachContainerInput().getContainerId());
    CallRecords records = Objects.requireNonNull(reply.records(), "records");
    new AttachedInput(stage, io, reply, reader, records).begin();
  }

  /** Writes what comes out of a container to somebody's stream. */
  private final class Attached implements ContainerIo.Listener {

    private final RecordStream stream;
    private final Reply reply;
    private Timer next;

    Attached(RecordStream stream, Reply reply) {
      this.stream = stream;
      this.reply = reply;
      this.next = stage.schedule(HEARTBEAT, this::beat);
    }

    private void beat() {
      ProcessIO.Builder beat = ProcessIO.newBuilder().setType(ProcessIO.Type.CONTROL);
      beat.getControlBuilder()
          .setType(ProcessIO.Control.Type.HEARTBEAT)
          .getHeartbeatBuilder()
          .setInterval(DurationInfo.newBuilder().setNanoseconds(HEARTBEAT.toNanos()));
      stream.heartbeat(reply.forms().answer().encode(beat.build()));
      next = stage.schedule(HEARTBEAT, this::beat);
    }

    void stop() {
      next.cancel();
    }

    @Override
    public void data(ProcessIO data, Runnable taken) {
      stream.write(reply.forms().answer().encode(data), taken);
    }

    @Override
    public void end() {
      stop();
      stream.close();
    }
  }
}
