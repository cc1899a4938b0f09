package io.mesosjava.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Message;
import com.google.protobuf.WireFormat;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.executor.Event;
import java.io.IOException;
import java.util.List;

/**
 * Whether messages in protobuf's form have all required fields, as {@link Message#isInitialized()}
 * says it.
 *
 * <p>That method looks into maps of messages, and to make even an empty map protobuf first builds
 * the descriptors of the whole schema. In an executor that has just been started this would take
 * longer than all else up to its first task. So, of the events of an executor, the two messages
 * that have such maps are checked here field by field, unless there is something in the maps.
 */
final class Completeness {

  /** The fields of an event that lead to {@code FrameworkInfo.offer_filters}. */
  private static final int[] OFFER_FILTERS = {
    Event.SUBSCRIBED_FIELD_NUMBER,
    Event.Subscribed.FRAMEWORK_INFO_FIELD_NUMBER,
    FrameworkInfo.OFFER_FILTERS_FIELD_NUMBER
  };

  /** The fields of an event that lead to {@code TaskInfo.limits}. */
  private static final int[] LIMITS = {
    Event.LAUNCH_FIELD_NUMBER, Event.Launch.TASK_FIELD_NUMBER, TaskInfo.LIMITS_FIELD_NUMBER
  };

  /** The same, by a group of tasks. */
  private static final int[] LIMITS_IN_GROUP = {
    Event.LAUNCH_GROUP_FIELD_NUMBER,
    Event.LaunchGroup.TASK_GROUP_FIELD_NUMBER,
    TaskGroupInfo.TASKS_FIELD_NUMBER,
    TaskInfo.LIMITS_FIELD_NUMBER
  };

  private Completeness() {}

  /**
   * Whether {@code message} is complete.
   *
   * @param bytes what it was read from
   */
  static boolean isComplete(Message message, byte[] bytes, int offset, int length) {
    if (message instanceof Event event
        && !reaches(CodedInputStream.newInstance(bytes, offset, length), OFFER_FILTERS)
        && !reaches(CodedInputStream.newInstance(bytes, offset, length), LIMITS)
        && !reaches(CodedInputStream.newInstance(bytes, offset, length), LIMITS_IN_GROUP)) {
      return isComplete(event);
    }
    return message.isInitialized();
  }

  /** Whether a field is there that {@code path} leads to. */
  private static boolean reaches(CodedInputStream in, int[] path) {
    try {
      return reaches(in, path, 0);
    } catch (IOException e) {
      throw new IllegalArgumentException("not what the message was read from", e);
    }
  }

  private static boolean reaches(CodedInputStream in, int[] path, int depth) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      boolean onPath = WireFormat.getTagFieldNumber(tag) == path[depth];
      if (!onPath || WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        in.skipField(tag);
      } else if (depth + 1 == path.length) {
        return true;
      } else {
        int outer = in.pushLimit(in.readRawVarint32());
        if (reaches(in, path, depth + 1)) {
          return true;
        }
        in.popLimit(outer);
      }
    }
    return false;
  }

  private static boolean isComplete(Event event) {
    return (!event.hasSubscribed() || isComplete(event.getSubscribed()))
        && (!event.hasAcknowledged() || event.getAcknowledged().isInitialized())
        && (!event.hasLaunch() || isComplete(event.getLaunch()))
        && (!event.hasLaunchGroup() || isComplete(event.getLaunchGroup()))
        && (!event.hasKill() || event.getKill().isInitialized())
        && (!event.hasMessage() || event.getMessage().isInitialized())
        && (!event.hasError() || event.getError().isInitialized());
  }

  private static boolean isComplete(Event.Subscribed subscribed) {
    return subscribed.hasExecutorInfo()
        && subscribed.getExecutorInfo().isInitialized()
        && subscribed.hasFrameworkInfo()
        && isComplete(subscribed.getFrameworkInfo())
        && subscribed.hasAgentInfo()
        && subscribed.getAgentInfo().isInitialized()
        && (!subscribed.hasContainerId() || subscribed.getContainerId().isInitialized());
  }

  private static boolean isComplete(FrameworkInfo framework) {
    return framework.hasUser()
        && framework.hasName()
        && (!framework.hasId() || framework.getId().isInitialized())
        && (!framework.hasLabels() || framework.getLabels().isInitialized());
  }

  private static boolean isComplete(Event.Launch launch) {
    return launch.hasTask() && isComplete(launch.getTask());
  }

  private static boolean isComplete(Event.LaunchGroup group) {
    return group.hasTaskGroup() && areTasksComplete(group.getTaskGroup().getTasksList());
  }

  private static boolean areTasksComplete(List<TaskInfo> tasks) {
    for (TaskInfo task : tasks) {
      if (!isComplete(task)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isComplete(TaskInfo task) {
    return task.hasName()
        && task.hasTaskId()
        && task.getTaskId().isInitialized()
        && task.hasAgentId()
        && task.getAgentId().isInitialized()
        && areComplete(task.getResourcesList())
        && (!task.hasExecutor() || task.getExecutor().isInitialized())
        && isWorkComplete(task);
  }

  private static boolean isWorkComplete(TaskInfo task) {
    return (!task.hasCommand() || task.getCommand().isInitialized())
        && (!task.hasContainer() || task.getContainer().isInitialized())
        && (!task.hasHealthCheck() || task.getHealthCheck().isInitialized())
        && (!task.hasCheck() || task.getCheck().isInitialized())
        && (!task.hasKillPolicy() || task.getKillPolicy().isInitialized())
        && (!task.hasLabels() || task.getLabels().isInitialized())
        && (!task.hasDiscovery() || task.getDiscovery().isInitialized())
        && (!task.hasMaxCompletionTime() || task.getMaxCompletionTime().isInitialized());
  }

  private static boolean areComplete(List<? extends Message> messages) {
    for (Message message : messages) {
      if (!message.isInitialized()) {
        return false;
      }
    }
    return true;
  }
}
