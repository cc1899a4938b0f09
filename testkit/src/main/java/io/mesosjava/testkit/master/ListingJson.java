package io.mesosjava.testkit.master;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.codec.MessageDecoder;
import io.mesosjava.v1.AgentInfo;
import io.mesosjava.v1.master.Event;
import io.mesosjava.v1.master.Response;
import io.mesosjava.v1.master.Response.GetAgents;
import io.mesosjava.v1.master.Response.GetExecutors;
import io.mesosjava.v1.master.Response.GetFrameworks;
import io.mesosjava.v1.master.Response.GetState;
import io.mesosjava.v1.master.Response.GetTasks;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The JSON in which a master lists its state: Mesos writes it by hand, with the lists that are
 * empty and with the field {@code checkpoint} of agents, which v1 has not. All else is as in other
 * JSON.
 */
final class ListingJson implements Codec {

  /** Messages that lists stand in, directly or deeper. */
  private static final Set<String> WALKED =
      Set.of(
          Response.getDescriptor().getFullName(),
          Event.getDescriptor().getFullName(),
          Event.Subscribed.getDescriptor().getFullName(),
          Event.AgentAdded.getDescriptor().getFullName(),
          GetState.getDescriptor().getFullName(),
          GetTasks.getDescriptor().getFullName(),
          GetExecutors.getDescriptor().getFullName(),
          GetFrameworks.getDescriptor().getFullName(),
          GetAgents.getDescriptor().getFullName(),
          GetAgents.Agent.getDescriptor().getFullName(),
          AgentInfo.getDescriptor().getFullName());

  private static final Set<String> LISTS =
      Set.of(
          GetTasks.getDescriptor().getFullName() + ".tasks",
          GetTasks.getDescriptor().getFullName() + ".unreachable_tasks",
          GetTasks.getDescriptor().getFullName() + ".completed_tasks",
          GetExecutors.getDescriptor().getFullName() + ".executors",
          GetFrameworks.getDescriptor().getFullName() + ".frameworks",
          GetFrameworks.getDescriptor().getFullName() + ".completed_frameworks",
          GetAgents.getDescriptor().getFullName() + ".agents",
          GetAgents.getDescriptor().getFullName() + ".recovered_agents");

  private final Codec json = Codec.json();

  @Override
  public String mediaType() {
    return json.mediaType();
  }

  @Override
  public <M extends Message> MessageDecoder<M> decoder(M prototype) {
    return json.decoder(prototype);
  }

  @Override
  public byte[] encode(Message message) {
    return text(message).getBytes(StandardCharsets.UTF_8);
  }

  private String text(Message message) {
    String plain = new String(json.encode(message), StandardCharsets.UTF_8);
    if (!WALKED.contains(message.getDescriptorForType().getFullName())) {
      return plain;
    }
    Map<String, String> members = JsonMembers.of(plain);
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      String name = field.getName();
      if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        continue;
      }
      if (!field.isRepeated()) {
        members.computeIfPresent(name, (n, text) -> text((Message) message.getField(field)));
      } else if (LISTS.contains(field.getFullName())) {
        members.put(name, list(message, field));
      }
    }
    if (message.getUnknownFields().hasField(AgentViews.CHECKPOINT)) {
      members.put("checkpoint", "true");
    }
    return members.entrySet().stream()
        .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private String list(Message message, FieldDescriptor field) {
    return IntStream.range(0, message.getRepeatedFieldCount(field))
        .mapToObj(i -> text((Message) message.getRepeatedField(field, i)))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
