package io.mesosjava.benchmarks.scale;

import io.mesosjava.client.SchedulerClient;
import io.mesosjava.client.SchedulerSubscription;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A scheduler that launches short tasks on whatever it is offered until all have finished. */
final class Crowd implements AutoCloseable {

  static final FrameworkInfo FRAMEWORK =
      FrameworkInfo.newBuilder()
          .setUser("somebody")
          .setName("crowd")
          .addRoles("test")
          .addCapabilities(
              FrameworkInfo.Capability.newBuilder()
                  .setType(FrameworkInfo.Capability.Type.MULTI_ROLE))
          .build();

  private static final int TASKS_PER_OFFER = 40;
  private static final double CPUS = 0.1;

  /** Fewer than the client has room for: more of them it would refuse. */
  private static final int CALLS_AT_ONCE = 8_192;

  private final SchedulerClient client;
  private final SchedulerSubscription subscription;
  private final int tasks;
  private final Semaphore places = new Semaphore(CALLS_AT_ONCE);
  private volatile @Nullable Throwable failure;
  private FrameworkID id = FrameworkID.getDefaultInstance();
  private int launched;
  private int finished;
  private int offers;
  private boolean suppressed;

  Crowd(URI master, int tasks) throws Exception {
    this.tasks = tasks;
    client = SchedulerClient.builder(master).build();
    subscription = client.subscribe(FRAMEWORK);
  }

  /** How many offers came. */
  int offers() {
    return offers;
  }

  /** Returns when all tasks have finished. */
  void run() throws Exception {
    while (finished < tasks) {
      handle(next());
      if (failure != null) {
        throw new IOException("a call failed", failure);
      }
    }
  }

  /** Returns when the first offer has come. */
  void awaitOffer() throws Exception {
    while (offers == 0) {
      offers += next().getOffers().getOffersCount();
    }
  }

  private Event next() throws Exception {
    return Objects.requireNonNull(subscription.next(), "the stream ended");
  }

  private void handle(Event event) throws IOException {
    switch (event.getType()) {
      case SUBSCRIBED -> id = event.getSubscribed().getFrameworkId();
      case OFFERS -> event.getOffers().getOffersList().forEach(this::use);
      case UPDATE -> update(event.getUpdate().getStatus());
      default -> {
        // Nothing to do.
      }
    }
  }

  private void use(Offer offer) {
    offers++;
    Call.Accept.Builder accept = Call.Accept.newBuilder().addOfferIds(offer.getId());
    accept.getFiltersBuilder().setRefuseSeconds(0);
    Offer.Operation.Builder launch =
        Offer.Operation.newBuilder().setType(Offer.Operation.Type.LAUNCH);
    int most = Math.min(TASKS_PER_OFFER, room(offer));
    for (int i = 0; i < most && launched < tasks; i++) {
      launch.getLaunchBuilder().addTaskInfos(task(launched++, offer));
    }
    if (launch.getLaunch().getTaskInfosCount() > 0) {
      accept.addOperations(launch);
    }
    send(Call.newBuilder().setType(Call.Type.ACCEPT).setAccept(accept));
    if (launched == tasks && !suppressed) {
      suppressed = true;
      send(Call.newBuilder().setType(Call.Type.SUPPRESS));
    }
  }

  /** For how many tasks it has cpus; of those, agents run short first. */
  private static int room(Offer offer) {
    double cpus =
        offer.getResourcesList().stream()
            .filter(resource -> resource.getName().equals("cpus"))
            .mapToDouble(resource -> resource.getScalar().getValue())
            .sum();
    return (int) Math.round(Math.floor(cpus / CPUS + 1e-6));
  }

  private static TaskInfo task(int number, Offer offer) {
    return TaskInfo.newBuilder()
        .setName("short")
        .setTaskId(TaskID.newBuilder().setValue("t" + number))
        .setAgentId(offer.getAgentId())
        .addResources(scalar("cpus", CPUS))
        .addResources(scalar("mem", 32))
        .setCommand(CommandInfo.newBuilder().setValue("true"))
        .build();
  }

  private static Resource scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }

  private void update(TaskStatus status) throws IOException {
    switch (status.getState()) {
      case TASK_FINISHED -> finished++;
      case TASK_STARTING, TASK_RUNNING -> {
        // On its way.
      }
      default -> throw new IOException("a task failed: " + status);
    }
    send(
        Call.newBuilder()
            .setType(Call.Type.ACKNOWLEDGE)
            .setAcknowledge(
                Call.Acknowledge.newBuilder()
                    .setAgentId(status.getAgentId())
                    .setTaskId(status.getTaskId())
                    .setUuid(status.getUuid())));
  }

  private void send(Call.Builder call) {
    places.acquireUninterruptibly();
    var unused = subscription.sendAsync(call.setFrameworkId(id).build()).whenComplete(this::sent);
  }

  private void sent(Object accepted, Throwable failed) {
    if (failed != null) {
      failure = failed;
    }
    places.release();
  }

  @Override
  public void close() {
    client.close();
  }
}
