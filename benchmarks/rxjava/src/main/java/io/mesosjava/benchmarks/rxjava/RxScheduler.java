package io.mesosjava.benchmarks.rxjava;

import com.mesosphere.mesos.rx.java.SinkOperation;
import com.mesosphere.mesos.rx.java.SinkOperations;
import com.mesosphere.mesos.rx.java.protobuf.ProtobufMesosClientBuilder;
import com.mesosphere.mesos.rx.java.util.UserAgentEntries;
import java.net.URI;
import java.util.Optional;
import org.apache.mesos.v1.Protos;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** A scheduler as its users write it: one task on the first offer, and the end when it has ended. */
public final class RxScheduler {

  private FrameworkID id;
  private boolean launched;

  private RxScheduler() {}

  /** Argument: the URI of the master. */
  public static void main(String[] arguments) throws Throwable {
    RxScheduler scheduler = new RxScheduler();
    Protos.FrameworkInfo framework =
        Protos.FrameworkInfo.newBuilder().setUser("root").setName("rxjava").build();
    ProtobufMesosClientBuilder.schedulerUsingProtos()
        .mesosUri(URI.create(arguments[0] + "/api/v1/scheduler"))
        .applicationUserAgentEntry(UserAgentEntries.literal("e2e-peers", "1"))
        .subscribe(
            Call.newBuilder()
                .setType(Call.Type.SUBSCRIBE)
                .setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(framework))
                .build())
        .onBackpressureBuffer()
        .processStream(events -> events.map(scheduler::handle))
        .build()
        .openStream()
        .await();
    throw new IllegalStateException("the stream ended before the task");
  }

  private Optional<SinkOperation<Call>> handle(Event event) {
    System.out.println(event.getType());
    switch (event.getType()) {
      case SUBSCRIBED:
        id = event.getSubscribed().getFrameworkId();
        return Optional.empty();
      case OFFERS:
        if (launched) {
          return Optional.empty();
        }
        launched = true;
        return Optional.of(SinkOperations.create(launch(event.getOffers().getOffers(0))));
      case UPDATE:
        return Optional.of(acknowledge(event.getUpdate().getStatus()));
      default:
        return Optional.empty();
    }
  }

  private Call launch(Protos.Offer offer) {
    Protos.TaskInfo task =
        Protos.TaskInfo.newBuilder()
            .setName("rx")
            .setTaskId(Protos.TaskID.newBuilder().setValue("rx"))
            .setAgentId(offer.getAgentId())
            .addResources(scalar("cpus", 0.1))
            .addResources(scalar("mem", 32))
            .setCommand(Protos.CommandInfo.newBuilder().setValue("true"))
            .build();
    return Call.newBuilder()
        .setType(Call.Type.ACCEPT)
        .setFrameworkId(id)
        .setAccept(
            Call.Accept.newBuilder()
                .addOfferIds(offer.getId())
                .addOperations(
                    Protos.Offer.Operation.newBuilder()
                        .setType(Protos.Offer.Operation.Type.LAUNCH)
                        .setLaunch(
                            Protos.Offer.Operation.Launch.newBuilder().addTaskInfos(task))))
        .build();
  }

  private static Protos.Resource scalar(String name, double value) {
    return Protos.Resource.newBuilder()
        .setName(name)
        .setType(Protos.Value.Type.SCALAR)
        .setScalar(Protos.Value.Scalar.newBuilder().setValue(value))
        .build();
  }

  private SinkOperation<Call> acknowledge(Protos.TaskStatus status) {
    System.out.println(status.getState());
    Call call =
        Call.newBuilder()
            .setType(Call.Type.ACKNOWLEDGE)
            .setFrameworkId(id)
            .setAcknowledge(
                Call.Acknowledge.newBuilder()
                    .setAgentId(status.getAgentId())
                    .setTaskId(status.getTaskId())
                    .setUuid(status.getUuid()))
            .build();
    if (status.getState() != Protos.TaskState.TASK_FINISHED) {
      return SinkOperations.create(call);
    }
    return SinkOperations.create(
        call, () -> System.exit(0), problem -> System.exit(1));
  }
}
