package io.mesosjava.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.AgentInfo;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.executor.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The check without descriptors says of every executor's event what protobuf says. */
class CompletenessTest {

  private static final TaskInfo TASK =
      TaskInfo.newBuilder()
          .setName("t")
          .setTaskId(TaskID.newBuilder().setValue("t"))
          .setAgentId(AgentID.newBuilder().setValue("a"))
          .build();
  private static final FrameworkInfo FRAMEWORK =
      FrameworkInfo.newBuilder().setUser("u").setName("f").build();
  private static final Event.Subscribed SUBSCRIBED =
      Event.Subscribed.newBuilder()
          .setExecutorInfo(
              ExecutorInfo.newBuilder().setExecutorId(ExecutorID.newBuilder().setValue("e")))
          .setFrameworkInfo(FRAMEWORK)
          .setAgentInfo(AgentInfo.newBuilder().setHostname("h"))
          .build();

  /** {@code message} without each of its fields, and with each as incomplete as it can be. */
  private static <M extends Message> List<M> variants(M message) {
    List<Message> variants = new ArrayList<>();
    variants.add(message);
    variants.add(message.getDefaultInstanceForType());
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      variants.add(message.toBuilder().clearField(field).buildPartial());
      if (field.getJavaType() == JavaType.MESSAGE) {
        Message.Builder builder = message.toBuilder();
        Message empty = builder.newBuilderForField(field).buildPartial();
        variants.add(
            field.isRepeated()
                ? builder.addRepeatedField(field, empty).buildPartial()
                : builder.setField(field, empty).buildPartial());
      }
    }
    @SuppressWarnings("unchecked") // Built from a message of that type.
    List<M> typed = (List<M>) (List<?>) variants;
    return typed;
  }

  private static Event event(TaskInfo task) {
    return Event.newBuilder()
        .setLaunch(Event.Launch.newBuilder().setTask(task).buildPartial())
        .buildPartial();
  }

  private static Event group(TaskInfo task) {
    TaskGroupInfo group = TaskGroupInfo.newBuilder().addTasks(TASK).addTasks(task).buildPartial();
    return Event.newBuilder()
        .setLaunchGroup(Event.LaunchGroup.newBuilder().setTaskGroup(group).buildPartial())
        .buildPartial();
  }

  private static Event event(Event.Subscribed subscribed) {
    return Event.newBuilder().setSubscribed(subscribed).buildPartial();
  }

  private static List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (TaskInfo task : variants(TASK)) {
      events.add(event(task));
      events.add(group(task));
    }
    variants(SUBSCRIBED).forEach(subscribed -> events.add(event(subscribed)));
    variants(FRAMEWORK)
        .forEach(
            info ->
                events.add(event(SUBSCRIBED.toBuilder().setFrameworkInfo(info).buildPartial())));
    Event all =
        event(SUBSCRIBED).toBuilder()
            .setLaunch(event(TASK).getLaunch())
            .setLaunchGroup(group(TASK).getLaunchGroup())
            .setKill(Event.Kill.newBuilder().setTaskId(TASK.getTaskId()))
            .setAcknowledged(
                Event.Acknowledged.newBuilder()
                    .setTaskId(TASK.getTaskId())
                    .setUuid(ByteString.copyFromUtf8("u")))
            .setMessage(Event.Message.newBuilder().setData(ByteString.EMPTY))
            .setError(Event.Error.newBuilder().setMessage("m"))
            .build();
    events.addAll(variants(all));
    TaskInfo limited =
        TASK.toBuilder().putLimits("mem", Value.Scalar.newBuilder().setValue(1).build()).build();
    events.add(event(limited));
    events.add(group(limited));
    events.add(
        event(
            limited.toBuilder()
                .putLimits("cpus", Value.Scalar.newBuilder().buildPartial())
                .buildPartial()));
    return events;
  }

  @Test
  void agreesWithProtobuf() {
    List<Boolean> outcomes = new ArrayList<>();
    for (Event event : events()) {
      byte[] bytes = event.toByteArray();
      boolean complete = Completeness.isComplete(event, bytes, 0, bytes.length);
      assertThat(complete).as("%s", event).isEqualTo(event.isInitialized());
      outcomes.add(complete);
    }
    assertThat(outcomes).contains(true, false).hasSizeGreaterThan(60);
  }
}
