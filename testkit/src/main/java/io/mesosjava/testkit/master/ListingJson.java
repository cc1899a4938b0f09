package io.mesosjava.testkit.master;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.testkit.api.ViewJson;
import io.mesosjava.v1.AgentInfo;
import io.mesosjava.v1.master.Event;
import io.mesosjava.v1.master.Response;
import io.mesosjava.v1.master.Response.GetAgents;
import io.mesosjava.v1.master.Response.GetExecutors;
import io.mesosjava.v1.master.Response.GetFrameworks;
import io.mesosjava.v1.master.Response.GetState;
import io.mesosjava.v1.master.Response.GetTasks;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JSON in which a master lists its state: with the lists that are empty and with the field
 * {@code checkpoint} of agents, which v1 has not.
 */
final class ListingJson {

  private static final Set<Descriptor> HANDWRITTEN =
      Set.of(
          Response.getDescriptor(),
          Event.getDescriptor(),
          Event.Subscribed.getDescriptor(),
          Event.AgentAdded.getDescriptor(),
          GetState.getDescriptor(),
          GetTasks.getDescriptor(),
          GetExecutors.getDescriptor(),
          GetFrameworks.getDescriptor(),
          GetAgents.getDescriptor(),
          GetAgents.Agent.getDescriptor(),
          AgentInfo.getDescriptor());

  private static final Set<FieldDescriptor> LISTS =
      Stream.of(
              fields(GetTasks.getDescriptor(), "tasks", "unreachable_tasks", "completed_tasks"),
              fields(GetExecutors.getDescriptor(), "executors"),
              fields(GetFrameworks.getDescriptor(), "frameworks", "completed_frameworks"),
              fields(GetAgents.getDescriptor(), "agents", "recovered_agents"))
          .flatMap(fields -> fields)
          .collect(Collectors.toUnmodifiableSet());

  private ListingJson() {}

  static Codec codec() {
    return new ViewJson(HANDWRITTEN, LISTS, ListingJson::checkpoint);
  }

  private static Stream<FieldDescriptor> fields(Descriptor type, String... names) {
    return Stream.of(names).map(type::findFieldByName);
  }

  private static Map<String, String> checkpoint(Message message) {
    return message.getUnknownFields().hasField(AgentViews.CHECKPOINT)
        ? Map.of("checkpoint", "true")
        : Map.of();
  }
}
