package io.mesosjava.benchmarks;

import com.google.protobuf.ByteString;
import io.mesosjava.codec.Codec;
import io.mesosjava.v1.Address;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.Attribute;
import io.mesosjava.v1.ContainerID;
import io.mesosjava.v1.ContainerStatus;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.NetworkInfo;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.URL;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.scheduler.Event;

/** What is measured: events as a busy scheduler gets them, modelled on recorded ones. */
public enum Sample {
  /** An event with 100 offers of as many agents. */
  OFFERS {
    @Override
    public Event event(int seed) {
      Event.Offers.Builder offers = Event.Offers.newBuilder();
      for (int i = 0; i < 100; i++) {
        offers.addOffers(offer(seed * 100 + i));
      }
      return Event.newBuilder().setType(Event.Type.OFFERS).setOffers(offers).build();
    }
  },
  /** A status update of one task. */
  UPDATE {
    @Override
    public Event event(int seed) {
      return Event.newBuilder()
          .setType(Event.Type.UPDATE)
          .setUpdate(Event.Update.newBuilder().setStatus(status(seed)))
          .build();
    }
  };

  private static final String MASTER = "4da7c2e9-129a-429a-a7a7-0e9de09f3ad4";
  private static final FrameworkID FRAMEWORK =
      FrameworkID.newBuilder().setValue(MASTER + "-0000").build();
  private static final Resource.AllocationInfo ALLOCATION =
      Resource.AllocationInfo.newBuilder().setRole("analytics/batch").build();

  /** An event; different for each {@code seed}, but as large. */
  public abstract Event event(int seed);

  /** How many bytes an event has in {@code codec}. */
  int bytes(Codec codec) {
    return codec.encode(event(0)).length;
  }

  private static Offer offer(int number) {
    String host = "10.2." + (100 + number / 100 % 100) + "." + (100 + number % 100);
    Offer.Builder offer =
        Offer.newBuilder()
            .setId(OfferID.newBuilder().setValue(MASTER + "-O" + (10_000 + number)))
            .setFrameworkId(FRAMEWORK)
            .setAgentId(agent(number))
            .setHostname(host)
            .setUrl(url(host))
            .setAllocationInfo(ALLOCATION);
    offer.addResources(ports(31_000 + number % 500, 32_000));
    offer.addResources(scalar("cpus", 1 + number % 64 * 0.5));
    offer.addResources(scalar("mem", 1_024 + number % 100 * 128.0));
    offer.addResources(scalar("disk", 100_000 + number % 100 * 10.0));
    offer.addAttributes(text("rack", "r" + (10 + number % 40)));
    offer.addAttributes(text("zone", "eu-west-1" + (char) ('a' + number % 3)));
    return offer.build();
  }

  private static AgentID agent(int number) {
    return AgentID.newBuilder().setValue(MASTER + "-S" + (1_000 + number % 9_000)).build();
  }

  private static URL url(String host) {
    return URL.newBuilder()
        .setScheme("http")
        .setAddress(Address.newBuilder().setHostname(host).setIp(host).setPort(5051))
        .setPath("/slave(1)")
        .build();
  }

  private static Resource ports(long begin, long end) {
    return Resource.newBuilder()
        .setName("ports")
        .setType(Value.Type.RANGES)
        .setRanges(
            Value.Ranges.newBuilder()
                .addRange(Value.Range.newBuilder().setBegin(begin).setEnd(end)))
        .setAllocationInfo(ALLOCATION)
        .build();
  }

  private static Resource scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .setAllocationInfo(ALLOCATION)
        .build();
  }

  private static Attribute text(String name, String value) {
    return Attribute.newBuilder()
        .setName(name)
        .setType(Value.Type.TEXT)
        .setText(Value.Text.newBuilder().setValue(value))
        .build();
  }

  private static TaskStatus status(int number) {
    byte[] uuid = new byte[16];
    for (int i = 0; i < uuid.length; i++) {
      uuid[i] = (byte) (number * 31 + i * 7);
    }
    return TaskStatus.newBuilder()
        .setTaskId(TaskID.newBuilder().setValue("job-" + (100_000 + number)))
        .setState(TaskState.TASK_RUNNING)
        .setSource(TaskStatus.Source.SOURCE_EXECUTOR)
        .setAgentId(agent(number))
        .setExecutorId(ExecutorID.newBuilder().setValue("job-" + (100_000 + number)))
        .setTimestamp(1_795_381_740.666661 + number)
        .setUuid(ByteString.copyFrom(uuid))
        .setContainerStatus(container())
        .build();
  }

  private static ContainerStatus container() {
    return ContainerStatus.newBuilder()
        .setContainerId(ContainerID.newBuilder().setValue("b6e4b046-7187-4e35-9a8f-ab84145a3b8a"))
        .addNetworkInfos(
            NetworkInfo.newBuilder()
                .addIpAddresses(
                    NetworkInfo.IPAddress.newBuilder()
                        .setProtocol(NetworkInfo.Protocol.IPv4)
                        .setIpAddress("10.2.100.107")))
        .setExecutorPid(20_111)
        .build();
  }
}
