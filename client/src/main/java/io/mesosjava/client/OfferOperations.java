package io.mesosjava.client;

import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.Offer.Operation;
import io.mesosjava.v1.OperationID;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.Value;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Makes the operations of an {@linkplain SchedulerCalls#accept(Collection, Collection) ACCEPT}.
 *
 * <p>Every type of operation has a method that takes its message, and so every parameter, and a
 * shorter one for what is usual. A parameter marked nullable is left out when it is null. Required
 * fields are checked when the call is sent.
 */
public final class OfferOperations {

  private OfferOperations() {}

  private static Operation.Builder operation(Operation.Type type) {
    return Operation.newBuilder().setType(type);
  }

  /**
   * {@code operation} with an id: the master then tells its status with UPDATE_OPERATION_STATUS
   * events, to be acknowledged where they have a uuid. Mesos refuses an id of LAUNCH and
   * LAUNCH_GROUP, of which it tells by the status of the tasks.
   */
  public static Operation withId(OperationID id, Operation operation) {
    return operation.toBuilder().setId(id).buildPartial();
  }

  /** LAUNCH. */
  public static Operation launch(Operation.Launch launch) {
    return operation(Operation.Type.LAUNCH).setLaunch(launch).buildPartial();
  }

  /** LAUNCH: tasks, each on its own: one that is invalid does not keep the others from running. */
  public static Operation launch(Collection<TaskInfo> tasks) {
    return launch(Operation.Launch.newBuilder().addAllTaskInfos(tasks).buildPartial());
  }

  /** LAUNCH_GROUP. */
  public static Operation launchGroup(Operation.LaunchGroup launch) {
    return operation(Operation.Type.LAUNCH_GROUP).setLaunchGroup(launch).buildPartial();
  }

  /**
   * LAUNCH_GROUP: {@code tasks} all or none, in one executor. Unlike in LAUNCH, the executor's
   * {@code framework_id} must be set.
   */
  public static Operation launchGroup(ExecutorInfo executor, Collection<TaskInfo> tasks) {
    return launchGroup(
        Operation.LaunchGroup.newBuilder()
            .setExecutor(executor)
            .setTaskGroup(TaskGroupInfo.newBuilder().addAllTasks(tasks).buildPartial())
            .buildPartial());
  }

  /** RESERVE. */
  public static Operation reserve(Operation.Reserve reserve) {
    return operation(Operation.Type.RESERVE).setReserve(reserve).buildPartial();
  }

  /** RESERVE: {@code resources} as they shall be, with their reservations. */
  public static Operation reserve(Collection<Resource> resources) {
    return reserve(Operation.Reserve.newBuilder().addAllResources(resources).buildPartial());
  }

  /** RESERVE: {@code source}, reserved as it is, becomes {@code resources}. */
  public static Operation reserve(Collection<Resource> source, Collection<Resource> resources) {
    return reserve(
        Operation.Reserve.newBuilder()
            .addAllSource(source)
            .addAllResources(resources)
            .buildPartial());
  }

  /** UNRESERVE. */
  public static Operation unreserve(Operation.Unreserve unreserve) {
    return operation(Operation.Type.UNRESERVE).setUnreserve(unreserve).buildPartial();
  }

  /** UNRESERVE: {@code resources} as they are; each loses its last reservation. */
  public static Operation unreserve(Collection<Resource> resources) {
    return unreserve(Operation.Unreserve.newBuilder().addAllResources(resources).buildPartial());
  }

  /** CREATE. */
  public static Operation create(Operation.Create create) {
    return operation(Operation.Type.CREATE).setCreate(create).buildPartial();
  }

  /** CREATE: persistent volumes of reserved disk. */
  public static Operation create(Collection<Resource> volumes) {
    return create(Operation.Create.newBuilder().addAllVolumes(volumes).buildPartial());
  }

  /** DESTROY. */
  public static Operation destroy(Operation.Destroy destroy) {
    return operation(Operation.Type.DESTROY).setDestroy(destroy).buildPartial();
  }

  /** DESTROY: what is in the volumes is lost. */
  public static Operation destroy(Collection<Resource> volumes) {
    return destroy(Operation.Destroy.newBuilder().addAllVolumes(volumes).buildPartial());
  }

  /** GROW_VOLUME. */
  public static Operation growVolume(Operation.GrowVolume grow) {
    return operation(Operation.Type.GROW_VOLUME).setGrowVolume(grow).buildPartial();
  }

  /** GROW_VOLUME by the reserved disk {@code addition}. */
  public static Operation growVolume(Resource volume, Resource addition) {
    return growVolume(
        Operation.GrowVolume.newBuilder().setVolume(volume).setAddition(addition).buildPartial());
  }

  /** SHRINK_VOLUME. */
  public static Operation shrinkVolume(Operation.ShrinkVolume shrink) {
    return operation(Operation.Type.SHRINK_VOLUME).setShrinkVolume(shrink).buildPartial();
  }

  /** SHRINK_VOLUME by {@code megabytes}. */
  public static Operation shrinkVolume(Resource volume, double megabytes) {
    return shrinkVolume(
        Operation.ShrinkVolume.newBuilder()
            .setVolume(volume)
            .setSubtract(Value.Scalar.newBuilder().setValue(megabytes))
            .buildPartial());
  }

  /** CREATE_DISK. */
  public static Operation createDisk(Operation.CreateDisk create) {
    return operation(Operation.Type.CREATE_DISK).setCreateDisk(create).buildPartial();
  }

  /** CREATE_DISK: {@code source}, a RAW disk, becomes MOUNT or BLOCK. */
  public static Operation createDisk(
      Resource source, Resource.DiskInfo.Source.Type target, @Nullable String targetProfile) {
    Operation.CreateDisk.Builder create =
        Operation.CreateDisk.newBuilder().setSource(source).setTargetType(target);
    if (targetProfile != null) {
      create.setTargetProfile(targetProfile);
    }
    return createDisk(create.buildPartial());
  }

  /** DESTROY_DISK. */
  public static Operation destroyDisk(Operation.DestroyDisk destroy) {
    return operation(Operation.Type.DESTROY_DISK).setDestroyDisk(destroy).buildPartial();
  }

  /** DESTROY_DISK: {@code source}, a MOUNT or BLOCK disk, becomes RAW. */
  public static Operation destroyDisk(Resource source) {
    return destroyDisk(Operation.DestroyDisk.newBuilder().setSource(source).buildPartial());
  }
}
