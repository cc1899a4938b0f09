package io.mesosjava.client;

import com.google.protobuf.ByteString;
import io.mesosjava.ProtocolException;
import io.mesosjava.codec.Codec;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.ContainerID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.agent.ProcessIO;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The code of docs/low-level.md. */
final class LowLevelGuide {

  final List<String> log = new ArrayList<>();
  private final SchedulerClient client;
  private FrameworkInfo framework;
  private boolean finished;

  LowLevelGuide(SchedulerClient client, FrameworkInfo framework) {
    this.client = client;
    this.framework = framework;
  }

  private void log(String line) {
    log.add(line);
  }

  static SchedulerClient client(URI first, URI second) {
    SchedulerClient client =
        SchedulerClient.builder(first, second)
            .codec(Codec.protobuf())
            .header("X-Trace", "orders")
            .connectTimeout(Duration.ofSeconds(5))
            .responseTimeout(Duration.ofSeconds(75))
            .streamIdleTimeout(Duration.ofSeconds(75))
            .build();
    return client;
  }

  void run() throws IOException, InterruptedException {
    while (!finished) {
      try (SchedulerSubscription subscription = client.subscribe(framework)) {
        eventLoop(subscription);
        log("disconnected");
      } catch (ApiException e) {
        if (!e.isRetryable()) {
          throw e; // the framework's info, its credentials or its role: waiting does not help
        }
        log("refused: " + e.getMessage());
      } catch (ProtocolException e) {
        throw e; // that is no Mesos master
      } catch (IOException e) {
        log("lost: " + e.getMessage());
      }
      Thread.sleep(500); // a real one waits longer each time, with jitter
    }
  }

  private void eventLoop(SchedulerSubscription subscription)
      throws IOException, InterruptedException {
    Event event;
    while ((event = subscription.next()) != null) {
      switch (event.getType()) {
        case SUBSCRIBED -> subscribed(event.getSubscribed().getFrameworkId());
        case OFFERS -> offers(subscription, event.getOffers().getOffersList());
        case UPDATE -> update(subscription, event.getUpdate().getStatus());
        case ERROR -> log("error: " + event.getError().getMessage());
        default -> log(event.getType().name());
      }
    }
  }

  private void subscribed(FrameworkID id) {
    framework = framework.toBuilder().setId(id).build();
  }

  private void offers(SchedulerSubscription subscription, List<Offer> offers) {
    for (Offer offer : offers) {
      List<Offer.Operation> operations =
          wanted() ? List.of(OfferOperations.launch(List.of(task(offer)))) : List.of();
      subscription
          .sendAsync(SchedulerCalls.accept(List.of(offer.getId()), operations))
          .whenComplete((accepted, problem) -> told("ACCEPT", problem));
    }
  }

  private boolean wanted() {
    return !finished;
  }

  private static TaskInfo task(Offer offer) {
    TaskInfo.Builder task = TaskInfo.newBuilder().setName("t").setAgentId(offer.getAgentId());
    task.getTaskIdBuilder().setValue(UUID.randomUUID().toString());
    task.setCommand(CommandInfo.newBuilder().setValue("true"));
    offer.getResourcesList().stream()
        .filter(resource -> resource.getName().matches("cpus|mem"))
        .forEach(task::addResources);
    return task.build();
  }

  private void update(SchedulerSubscription subscription, TaskStatus status)
      throws IOException, InterruptedException {
    log(status.getState().name());
    if (status.hasUuid()) {
      subscription.sendAsync(SchedulerCalls.acknowledge(status));
    }
    if (status.getState() == TaskState.TASK_FINISHED) {
      finished = true;
      subscription.send(SchedulerCalls.teardown());
    }
  }

  private synchronized void told(String call, Throwable problem) {
    if (problem instanceof ApiException refused) {
      log(call + " was refused: " + refused.status() + " " + refused.body());
    } else if (problem instanceof CallNotSentException) {
      log(call + " had no effect, and may be made again");
    } else if (problem instanceof CallOutcomeUnknownException) {
      log(call + ": reconcile to know");
    }
  }

  static SchedulerClient traced(SchedulerClient client, String trace) {
    return client.toBuilder().codec(Codec.json()).header("X-Trace", trace).build();
  }

  static void patiently(SchedulerSubscription subscription, Call call)
      throws IOException, InterruptedException {
    CallOptions options =
        CallOptions.none()
            .withHeader("X-Trace", "of this call")
            .withCodec(Codec.json())
            .withResponseTimeout(Duration.ofMinutes(5));
    subscription.send(call, options);
  }

  static int tasksSlowly(MasterClient client) throws IOException, InterruptedException {
    CallOptions slow = CallOptions.none().withResponseTimeout(Duration.ofMinutes(10));
    return client.with(slow).getTasks().getTasksCount();
  }

  static final class Timed implements Interceptor<Call, Event> {

    private final Consumer<String> report;

    Timed(Consumer<String> report) {
      this.report = report;
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> call(
        Call call, CallOptions options, Next<Call, T> next) {
      long begin = System.nanoTime();
      return next.send(call, options.withHeader("X-Begin", String.valueOf(begin)))
          .whenComplete(
              (outcome, problem) -> {
                long micros = (System.nanoTime() - begin) / 1000;
                report.accept(call.getType() + " took " + micros + " µs: " + problem);
              });
    }

    @Override
    public @Nullable Event event(Event event) {
      return event.getType() == Event.Type.HEARTBEAT ? null : event;
    }
  }

  static SchedulerClient withTickets(URI master, Tickets tickets) {
    return SchedulerClient.builder(master)
        .credentials(rejected -> "Negotiate " + tickets.fresh(rejected == null))
        .build();
  }

  /** Where tickets come from. */
  interface Tickets {
    String fresh(boolean cached) throws IOException, InterruptedException;
  }

  static void execute(URI agent, FrameworkID framework, ExecutorID executor, String token)
      throws IOException, InterruptedException {
    try (ExecutorClient client =
            ExecutorClient.builder(agent).credentials(CredentialsProvider.bearer(token)).build();
        ExecutorSubscription subscription = client.subscribe(framework, executor)) {
      io.mesosjava.v1.executor.Event event;
      while ((event = subscription.next()) != null) {
        if (event.hasLaunch()) {
          TaskInfo task = event.getLaunch().getTask();
          subscription.send(
              ExecutorCalls.update(task.getTaskId(), TaskState.TASK_RUNNING, UUID.randomUUID()));
        }
      }
    }
  }

  static Acceptance drainFirst(MasterClient client) throws IOException, InterruptedException {
    AgentID agent = client.getAgents().getAgents(0).getAgentInfo().getId();
    return client.send(MasterCalls.drainAgent(agent, Duration.ofMinutes(5), false));
  }

  static void watch(MasterClient client) throws IOException, InterruptedException {
    try (EventStream<io.mesosjava.v1.master.Event> events = client.subscribe()) {
      io.mesosjava.v1.master.Event event;
      while ((event = events.next()) != null) {
        if (event.hasTaskUpdated()) {
          show(event.getTaskUpdated().getState());
        }
      }
    }
  }

  private static void show(Object what) {
    Objects.requireNonNull(what, "what");
  }

  static int runInside(AgentClient client, ContainerID container, CommandInfo command)
      throws IOException, InterruptedException {
    try (EventStream<ProcessIO> output = client.launchSession(container, command, null);
        ContainerInput input = client.attachContainerInput(container)) {
      input.write(ByteString.copyFromUtf8("hello\n"));
      input.endOfInput();
      input.finish();
      ProcessIO message;
      while ((message = output.next()) != null) {
        if (message.hasData()) {
          show(message.getData().getData().toStringUtf8());
        }
      }
    }
    return client.waitContainer(container).getExitStatus();
  }
}
