package io.mesosjava.benchmarks.rxjava;

import com.google.protobuf.ByteString;
import com.mesosphere.mesos.rx.java.MesosClient;
import com.mesosphere.mesos.rx.java.SinkOperation;
import com.mesosphere.mesos.rx.java.SinkOperations;
import com.mesosphere.mesos.rx.java.protobuf.ProtobufMesosClientBuilder;
import com.mesosphere.mesos.rx.java.util.UserAgentEntries;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.mesos.v1.Protos;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import rx.Observable;
import rx.functions.Action0;
import rx.subjects.PublishSubject;

/**
 * mesos-rxjava in the scenarios of the benchmarks. Arguments: a name, the port of the stub, the
 * scenario as text.
 */
public final class RxContender {

  private static final Protos.FrameworkID FRAMEWORK =
      Protos.FrameworkID.newBuilder().setValue("benchmark-0000").build();
  private static final Call DECLINE =
      Call.newBuilder()
          .setType(Call.Type.DECLINE)
          .setFrameworkId(FRAMEWORK)
          .setDecline(
              Call.Decline.newBuilder()
                  .addOfferIds(
                      Protos.OfferID.newBuilder()
                          .setValue("4da7c2e9-129a-429a-a7a7-0e9de09f3ad4-O1000")))
          .build();

  private final URI uri;
  private final int warmUp;
  private final int count;
  private final int inFlight;
  private int seen = -1;
  private RxMeter meter;
  private long[] nanos;

  private RxContender(int port, String[] scenario) {
    uri = URI.create("http://127.0.0.1:" + port + "/api/v1/scheduler");
    warmUp = Integer.parseInt(scenario[3]);
    count = Integer.parseInt(scenario[4]);
    inFlight = Integer.parseInt(scenario[6]);
  }

  /** See the class. */
  public static void main(String[] arguments) {
    try {
      run(arguments);
      System.exit(0);
    } catch (Throwable e) {
      e.printStackTrace();
      System.exit(1); // Its threads would keep the virtual machine.
    }
  }

  private static void run(String[] arguments) throws Throwable {
    String[] scenario = arguments[2].split(",");
    RxContender contender = new RxContender(Integer.parseInt(arguments[1]), scenario);
    switch (scenario[0]) {
      case "STREAM" -> contender.stream();
      case "LATENCY" -> contender.latency();
      case "ACKS" -> contender.run(events -> events.map(RxContender::acknowledge));
      case "CALLS" -> contender.calls();
      default -> throw new IllegalArgumentException(scenario[0]);
    }
  }

  private void run(Function<Observable<Event>, Observable<Optional<SinkOperation<Call>>>> process)
      throws Throwable {
    client(process).openStream().await();
  }

  private MesosClient<Call, Event> client(
      Function<Observable<Event>, Observable<Optional<SinkOperation<Call>>>> process) {
    Protos.FrameworkInfo framework =
        Protos.FrameworkInfo.newBuilder().setUser("root").setName("benchmark").build();
    return ProtobufMesosClientBuilder.schedulerUsingProtos()
        .mesosUri(uri)
        .applicationUserAgentEntry(UserAgentEntries.literal("benchmark", "1"))
        .subscribe(
            Call.newBuilder()
                .setType(Call.Type.SUBSCRIBE)
                .setSubscribe(Call.Subscribe.newBuilder().setFrameworkInfo(framework))
                .build())
        .onBackpressureBuffer()
        .processStream(process)
        .build();
  }

  private void stream() throws Throwable {
    run(events -> events.map(this::counted));
    if (seen != warmUp + count) {
      throw new IllegalStateException(seen + " events, " + (warmUp + count) + " were sent");
    }
    meter.print(count);
  }

  private Optional<SinkOperation<Call>> counted(Event event) {
    seen++;
    if (seen == warmUp) {
      meter = new RxMeter();
    }
    return Optional.empty();
  }

  private void latency() throws Throwable {
    nanos = new long[warmUp + count];
    seen = 0;
    run(events -> events.map(this::timed));
    long[] counted = Arrays.copyOfRange(nanos, warmUp, seen);
    Arrays.sort(counted);
    RxMeter.line("p50 us", counted[counted.length / 2] / 1e3);
    RxMeter.line("p99 us", counted[counted.length * 99 / 100] / 1e3);
  }

  private Optional<SinkOperation<Call>> timed(Event event) {
    long now = System.nanoTime();
    if (event.hasUpdate()) {
      ByteString stamp = event.getUpdate().getStatus().getData();
      nanos[seen++] = now - stamp.asReadOnlyByteBuffer().getLong();
    }
    return Optional.empty();
  }

  private static Optional<SinkOperation<Call>> acknowledge(Event event) {
    if (!event.hasUpdate()) {
      return Optional.empty();
    }
    Protos.TaskStatus status = event.getUpdate().getStatus();
    Call call =
        Call.newBuilder()
            .setType(Call.Type.ACKNOWLEDGE)
            .setFrameworkId(FRAMEWORK)
            .setAcknowledge(
                Call.Acknowledge.newBuilder()
                    .setAgentId(status.getAgentId())
                    .setTaskId(status.getTaskId())
                    .setUuid(status.getUuid()))
            .build();
    return Optional.of(SinkOperations.create(call));
  }

  private void calls() throws Throwable {
    PublishSubject<Optional<SinkOperation<Call>>> sink = PublishSubject.create();
    Semaphore subscribed = new Semaphore(0);
    client(
            events ->
                events
                    .doOnNext(event -> subscribed.release())
                    .map(event -> Optional.<SinkOperation<Call>>empty())
                    .mergeWith(sink.onBackpressureBuffer()))
        .openStream();
    subscribed.acquire();
    Semaphore room = new Semaphore(inFlight);
    callFor(warmUp, sink, room);
    RxMeter started = new RxMeter();
    int calls = callFor(count, sink, room);
    started.print(calls);
    if (!room.tryAcquire(inFlight, 5, TimeUnit.SECONDS)) {
      RxMeter.line("lost", inFlight - room.availablePermits());
    }
  }

  private static int callFor(
      int millis, PublishSubject<Optional<SinkOperation<Call>>> sink, Semaphore room)
      throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000L;
    int calls = 0;
    while (System.nanoTime() - end < 0) {
      if (!room.tryAcquire(1, TimeUnit.SECONDS)) {
        throw new IllegalStateException("no answer for a second: calls are lost");
      }
      sink.onNext(
          Optional.of(
              SinkOperations.create(
                  DECLINE,
                  (Action0) room::release,
                  failure -> System.err.println("failed: " + failure))));
      calls++;
    }
    return calls;
  }
}
