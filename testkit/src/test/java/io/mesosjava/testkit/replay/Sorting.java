package io.mesosjava.testkit.replay;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.master.Response.GetAgents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Puts offers and agents into the order of the agents' ids, which end in their numbers, and tasks
 * into that of theirs: Mesos gives them in that of its dice and hash tables.
 */
final class Sorting {

  private Sorting() {}

  static Message byAgent(Message message) {
    Message.Builder sorted = message.toBuilder();
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        continue;
      }
      if (entry.getValue() instanceof List<?> list) {
        List<Message> items = new ArrayList<>();
        list.forEach(item -> items.add(byAgent((Message) item)));
        items.sort(Comparator.comparing(Sorting::agent));
        sorted.setField(field, items);
      } else {
        sorted.setField(field, byAgent((Message) entry.getValue()));
      }
    }
    return sorted.build();
  }

  /** Empty for all else: sorting by it changes nothing. */
  private static String agent(Message message) {
    if (message instanceof Offer offer) {
      return number(offer.getAgentId());
    }
    if (message instanceof Task task) {
      return task.getTaskId().getValue();
    }
    return message instanceof GetAgents.Agent agent ? number(agent.getAgentInfo().getId()) : "";
  }

  private static String number(AgentID agent) {
    return agent.getValue().substring(agent.getValue().lastIndexOf('-') + 1);
  }
}
