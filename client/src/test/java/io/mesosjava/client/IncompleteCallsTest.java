package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ResourceProviderInfo;
import io.mesosjava.v1.executor.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Of every type of call, what is missing is named before anything is sent. */
class IncompleteCallsTest {

  /** Opened by methods of their own. */
  private static final Set<String> STREAMS =
      Set.of(
          "SUBSCRIBE",
          "LAUNCH_NESTED_CONTAINER_SESSION",
          "ATTACH_CONTAINER_INPUT",
          "ATTACH_CONTAINER_OUTPUT");

  /** How calls of an API are sent. */
  private interface Sending {
    void send(Message call) throws Exception;
  }

  /**
   * A call that lacks something.
   *
   * @param missing the path of it
   */
  private record Incomplete(Message call, String missing) {}

  @Test
  void ofASchedulerAreNotSent() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      subscription.next();
      assertNamed(
          io.mesosjava.v1.scheduler.Call.getDefaultInstance(),
          call -> subscription.send((io.mesosjava.v1.scheduler.Call) call));
      assertThat(server.hasNoMoreCalls()).isTrue();
    }
  }

  @Test
  void ofAnExecutorAreNotSent() throws Exception {
    ExecutorID executor = ExecutorID.newBuilder().setValue("E").build();
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        ExecutorClient client = ExecutorClient.builder(server.uri()).build();
        ExecutorSubscription subscription = client.subscribe(Wire.FRAMEWORK_ID, executor)) {
      assertNamed(Call.getDefaultInstance(), call -> subscription.send((Call) call));
      assertThat(server.hasNoMoreCalls()).isTrue();
    }
  }

  @Test
  void ofAResourceProviderAreNotSent() throws Exception {
    ResourceProviderInfo provider =
        ResourceProviderInfo.newBuilder().setType("t").setName("n").build();
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        ResourceProviderClient client = ResourceProviderClient.builder(server.uri()).build();
        ResourceProviderSubscription subscription = client.subscribe(provider)) {
      io.mesosjava.v1.ResourceProviderID id =
          io.mesosjava.v1.ResourceProviderID.newBuilder().setValue("P").build();
      assertNamed(
          io.mesosjava.v1.resourceprovider.Call.getDefaultInstance(),
          call ->
              subscription.send(
                  ((io.mesosjava.v1.resourceprovider.Call) call)
                      .toBuilder().setResourceProviderId(id).buildPartial()));
      assertThat(server.hasNoMoreCalls()).isTrue();
    }
  }

  @Test
  void ofAMastersOperatorAreNotSent() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(Exchange::reset, Exchange::reset);
        MasterClient client = MasterClient.builder(server.uri()).build()) {
      assertNamed(
          io.mesosjava.v1.master.Call.getDefaultInstance(),
          call -> client.send((io.mesosjava.v1.master.Call) call));
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void ofAnAgentsOperatorAreNotSent() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(Exchange::reset, Exchange::reset);
        AgentClient client = AgentClient.builder(server.uri()).build()) {
      assertNamed(
          io.mesosjava.v1.agent.Call.getDefaultInstance(),
          call -> client.send((io.mesosjava.v1.agent.Call) call));
      assertThat(server.connections()).isZero();
    }
  }

  private static void assertNamed(Message prototype, Sending sending) {
    List<Incomplete> all = incomplete(prototype);
    assertThat(all).hasSizeGreaterThan(4);
    for (Incomplete one : all) {
      assertThatIllegalArgumentException()
          .as("%s without %s", one.call(), one.missing())
          .isThrownBy(() -> sending.send(one.call()))
          .withMessageContaining(one.missing());
    }
  }

  /**
   * Of every type, the call without its message, and without each field that the schema requires.
   */
  private static List<Incomplete> incomplete(Message prototype) {
    FieldDescriptor types = prototype.getDescriptorForType().findFieldByName("type");
    List<Incomplete> all = new ArrayList<>();
    types.getEnumType().getValues().stream()
        .filter(type -> type.getNumber() != 0 && !STREAMS.contains(type.getName()))
        .forEach(
            type -> {
              String name = type.getName().toLowerCase(Locale.ROOT);
              FieldDescriptor message = prototype.getDescriptorForType().findFieldByName(name);
              if (message != null) {
                Message.Builder call =
                    Samples.of(prototype).toBuilder()
                        .setField(types, type)
                        .setField(message, Samples.of((Message) prototype.getField(message)));
                without(call.build(), (Message) call.getField(message), List.of(message))
                    .forEach(all::add);
              }
            });
    return all;
  }

  private static List<Incomplete> without(Message call, Message at, List<FieldDescriptor> path) {
    List<Incomplete> all = new ArrayList<>();
    for (FieldDescriptor field : at.getDescriptorForType().getFields()) {
      if (field.isRequired()) {
        List<FieldDescriptor> longer = new ArrayList<>(path);
        longer.add(field);
        all.add(
            new Incomplete(
                cleared(call, longer),
                String.join(".", longer.stream().map(FieldDescriptor::getName).toList())));
        if (field.getJavaType() == JavaType.MESSAGE) {
          all.addAll(without(call, (Message) at.getField(field), longer));
        }
      }
    }
    return all;
  }

  private static Message cleared(Message in, List<FieldDescriptor> path) {
    Message.Builder builder = in.toBuilder();
    FieldDescriptor first = path.get(0);
    if (path.size() == 1) {
      return builder.clearField(first).buildPartial();
    }
    Message inner = cleared((Message) in.getField(first), path.subList(1, path.size()));
    return builder.setField(first, inner).buildPartial();
  }
}
