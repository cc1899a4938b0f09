package io.mesosjava.testkit.link;

import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.Offer.Operation;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The resources that an operation names, wherever in it they stand. */
public final class OperationResources {

  private OperationResources() {}

  /** All of them, in their order. */
  public static List<Resource> of(Operation operation) {
    List<Resource> all = new ArrayList<>();
    Operation unused =
        map(
            operation,
            resource -> {
              all.add(resource);
              return resource;
            });
    return all;
  }

  /** {@code operation} without a word about which role its resources are allocated to. */
  public static Operation unallocated(Operation operation) {
    return map(operation, resource -> resource.toBuilder().clearAllocationInfo().build());
  }

  /** {@code operation} with each of its resources replaced. */
  public static Operation map(Operation operation, UnaryOperator<Resource> change) {
    if (!hasMessage(operation)) {
      return operation;
    }
    Operation.Builder changed = operation.toBuilder();
    switch (operation.getType()) {
      case LAUNCH ->
          changed.getLaunchBuilder().getTaskInfosBuilderList().forEach(t -> task(t, change));
      case LAUNCH_GROUP -> group(changed.getLaunchGroupBuilder(), change);
      case RESERVE -> {
        Operation.Reserve.Builder reserve = changed.getReserveBuilder();
        List<Resource> resources = mapped(reserve.getResourcesList(), change);
        List<Resource> source = mapped(reserve.getSourceList(), change);
        reserve.clearResources().addAllResources(resources);
        reserve.clearSource().addAllSource(source);
      }
      case UNRESERVE -> {
        List<Resource> all = mapped(operation.getUnreserve().getResourcesList(), change);
        changed.getUnreserveBuilder().clearResources().addAllResources(all);
      }
      case CREATE -> {
        List<Resource> all = mapped(operation.getCreate().getVolumesList(), change);
        changed.getCreateBuilder().clearVolumes().addAllVolumes(all);
      }
      case DESTROY -> {
        List<Resource> all = mapped(operation.getDestroy().getVolumesList(), change);
        changed.getDestroyBuilder().clearVolumes().addAllVolumes(all);
      }
      default -> disk(changed, change);
    }
    return changed.build();
  }

  /** An operation may come without the message that its type is about. */
  private static boolean hasMessage(Operation operation) {
    var field =
        Operation.getDescriptor()
            .findFieldByName(operation.getType().name().toLowerCase(Locale.ROOT));
    return field != null && operation.hasField(field);
  }

  private static void disk(Operation.Builder changed, UnaryOperator<Resource> change) {
    switch (changed.getType()) {
      case GROW_VOLUME -> {
        Operation.GrowVolume.Builder grow = changed.getGrowVolumeBuilder();
        grow.setVolume(change.apply(grow.getVolume()));
        grow.setAddition(change.apply(grow.getAddition()));
      }
      case SHRINK_VOLUME -> {
        Operation.ShrinkVolume.Builder shrink = changed.getShrinkVolumeBuilder();
        shrink.setVolume(change.apply(shrink.getVolume()));
      }
      case CREATE_DISK -> {
        Operation.CreateDisk.Builder create = changed.getCreateDiskBuilder();
        create.setSource(change.apply(create.getSource()));
      }
      case DESTROY_DISK -> {
        Operation.DestroyDisk.Builder destroy = changed.getDestroyDiskBuilder();
        destroy.setSource(change.apply(destroy.getSource()));
      }
      default -> {
        // It names no resources.
      }
    }
  }

  private static void group(Operation.LaunchGroup.Builder group, UnaryOperator<Resource> change) {
    group.getTaskGroupBuilder().getTasksBuilderList().forEach(task -> task(task, change));
    executor(group.getExecutorBuilder(), change);
  }

  private static void task(TaskInfo.Builder task, UnaryOperator<Resource> change) {
    List<Resource> resources = mapped(task.getResourcesList(), change);
    task.clearResources().addAllResources(resources);
    if (task.hasExecutor()) {
      executor(task.getExecutorBuilder(), change);
    }
  }

  private static void executor(ExecutorInfo.Builder executor, UnaryOperator<Resource> change) {
    List<Resource> resources = mapped(executor.getResourcesList(), change);
    executor.clearResources().addAllResources(resources);
  }

  private static List<Resource> mapped(List<Resource> resources, UnaryOperator<Resource> change) {
    return resources.stream().map(change).toList();
  }
}
