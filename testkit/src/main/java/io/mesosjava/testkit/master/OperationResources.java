package io.mesosjava.testkit.master;

import io.mesosjava.v1.Offer.Operation;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskInfo;
import java.util.ArrayList;
import java.util.List;

/** The resources that an operation names, all of which must be valid before it is looked at. */
final class OperationResources {

  private OperationResources() {}

  static List<Resource> of(Operation operation) {
    return switch (operation.getType()) {
      case LAUNCH -> ofTasks(operation.getLaunch().getTaskInfosList());
      case LAUNCH_GROUP -> ofGroup(operation.getLaunchGroup());
      case RESERVE -> ofReserve(operation.getReserve());
      case UNRESERVE -> operation.getUnreserve().getResourcesList();
      case CREATE -> operation.getCreate().getVolumesList();
      case DESTROY -> operation.getDestroy().getVolumesList();
      case GROW_VOLUME ->
          List.of(operation.getGrowVolume().getVolume(), operation.getGrowVolume().getAddition());
      case SHRINK_VOLUME -> List.of(operation.getShrinkVolume().getVolume());
      case CREATE_DISK -> List.of(operation.getCreateDisk().getSource());
      case DESTROY_DISK -> List.of(operation.getDestroyDisk().getSource());
      case UNKNOWN -> List.of();
    };
  }

  private static List<Resource> ofTasks(List<TaskInfo> tasks) {
    List<Resource> all = new ArrayList<>();
    for (TaskInfo task : tasks) {
      all.addAll(task.getResourcesList());
      all.addAll(task.getExecutor().getResourcesList());
    }
    return all;
  }

  private static List<Resource> ofGroup(Operation.LaunchGroup group) {
    List<Resource> all = new ArrayList<>(ofTasks(group.getTaskGroup().getTasksList()));
    all.addAll(group.getExecutor().getResourcesList());
    return all;
  }

  private static List<Resource> ofReserve(Operation.Reserve reserve) {
    List<Resource> all = new ArrayList<>(reserve.getResourcesList());
    all.addAll(reserve.getSourceList());
    return all;
  }
}
