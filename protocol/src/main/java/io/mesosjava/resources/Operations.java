package io.mesosjava.resources;

import static java.util.Objects.requireNonNull;

import io.mesosjava.resources.OperationRefusedException.Reason;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Value;
import io.mesosjava.values.Thousandths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What resources become by the operations of an ACCEPT call, known before Mesos answers: so that
 * one call can reserve, create a volume and launch on it.
 *
 * <p>Resources in an operation that name no role they are allocated to get the role of the
 * available ones, as the master does. Both reservation formats are understood. An operation that
 * Mesos would answer with an error throws {@link OperationRefusedException} with the master's text;
 * checks that need more than the resources (principals, capabilities, authorization) are left to
 * the master.
 *
 * <p>Mesos: {@code getResourceConversions} in {@code src/common/resources_utils.cpp}, namespace
 * {@code operation} in {@code src/master/validation.cpp}.
 */
public final class Operations {

  private Operations() {}

  /**
   * What is left of {@code available}, and what it was turned into, after {@code operation}. Of
   * CREATE_DISK and DESTROY_DISK the result is not known before the resource provider answers:
   * their source is only taken away.
   *
   * <p>LAUNCH and LAUNCH_GROUP take the resources of all tasks, and those of each executor once;
   * see {@link #launch} where an executor already runs.
   *
   * @throws OperationRefusedException if Mesos would answer with an error
   */
  public static Resources apply(Resources available, Offer.Operation operation) {
    requireNonNull(operation, "operation");
    requireNonNull(available, "available");
    return apply(available, operation, Resources.empty());
  }

  /**
   * As {@link #apply(Resources, Offer.Operation)}, with what the resource provider made.
   *
   * @param converted the {@code converted_resources} of the operation's status, for CREATE_DISK and
   *     DESTROY_DISK
   */
  public static Resources apply(
      Resources available, Offer.Operation operation, Resources converted) {
    requireNonNull(operation, "operation");
    requireNonNull(available, "available");
    requireNonNull(converted, "converted");
    Resources result;
    switch (operation.getType()) {
      case LAUNCH, LAUNCH_GROUP -> {
        return launch(available, operation, Set.of());
      }
      case CREATE_DISK -> {
        Resource source = Adoption.by(available).adopt(operation.getCreateDisk().getSource());
        refuse(OperationRules.createDisk(operation.getCreateDisk(), source));
        result = Conversion.of(Resources.of(source), converted).apply(available);
      }
      case DESTROY_DISK -> {
        Resource source = Adoption.by(available).adopt(operation.getDestroyDisk().getSource());
        refuse(OperationRules.destroyDisk(source));
        result = Conversion.of(Resources.of(source), converted).apply(available);
      }
      default -> {
        result = Conversion.applyAll(available, conversions(available, operation));
        checkTotals(available, result);
      }
    }
    return result;
  }

  /**
   * What is left of {@code available} after LAUNCH or LAUNCH_GROUP.
   *
   * @param running the executors that already run on the agent: only new ones take resources
   * @throws OperationRefusedException if the tasks do not fit, or Mesos would refuse their
   *     resources
   */
  public static Resources launch(
      Resources available, Offer.Operation operation, Set<ExecutorID> running) {
    requireNonNull(available, "available");
    requireNonNull(operation, "operation");
    requireNonNull(running, "running");
    Launch launch = new Launch(available, running);
    return operation.getType() == Offer.Operation.Type.LAUNCH_GROUP
        ? launch.group(operation.getLaunchGroup())
        : launch.tasks(operation.getLaunch());
  }

  private static List<Conversion> conversions(Resources available, Offer.Operation operation) {
    return switch (operation.getType()) {
      case RESERVE -> List.of(reserve(available, operation.getReserve()));
      case UNRESERVE -> unreserve(available, operation.getUnreserve());
      case CREATE -> create(available, operation.getCreate());
      case DESTROY -> destroy(available, operation.getDestroy());
      case GROW_VOLUME -> List.of(grow(available, operation.getGrowVolume()));
      case SHRINK_VOLUME -> List.of(shrink(available, operation.getShrinkVolume()));
      default -> throw new OperationRefusedException(Reason.INVALID, "Unknown operation");
    };
  }

  private static Conversion reserve(Resources available, Offer.Operation.Reserve operation) {
    Adoption adoption = Adoption.by(available);
    List<Resource> resources = adoption.adopt(operation.getResourcesList());
    List<Resource> source = adoption.adopt(operation.getSourceList());
    refuse(OperationRules.reserve(resources, source));
    Resources reserved = Resources.of(resources);
    return Conversion.of(
        source.isEmpty() ? reserved.popReservation() : Resources.of(source), reserved);
  }

  private static List<Conversion> unreserve(
      Resources available, Offer.Operation.Unreserve operation) {
    List<Resource> resources = Adoption.by(available).adopt(operation.getResourcesList());
    refuse(OperationRules.unreserve(resources));
    List<Conversion> conversions = new ArrayList<>();
    for (Resource reserved : resources) {
      Resources consumed = Resources.of(reserved);
      conversions.add(Conversion.of(consumed, consumed.popReservation()));
    }
    return conversions;
  }

  private static List<Conversion> create(Resources available, Offer.Operation.Create operation) {
    List<Resource> volumes = Adoption.by(available).adopt(operation.getVolumesList());
    refuse(OperationRules.create(volumes, available));
    List<Conversion> conversions = new ArrayList<>();
    for (Resource volume : volumes) {
      conversions.add(Conversion.of(Resources.of(bareDisk(volume)), Resources.of(volume)));
    }
    return conversions;
  }

  private static List<Conversion> destroy(Resources available, Offer.Operation.Destroy operation) {
    List<Resource> volumes = Adoption.by(available).adopt(operation.getVolumesList());
    refuse(OperationRules.destroy(volumes));
    List<Conversion> conversions = new ArrayList<>();
    for (Resource volume : volumes) {
      conversions.add(new Conversion(Resources.of(volume), Resources.of(bareDisk(volume)), volume));
    }
    return conversions;
  }

  private static Conversion grow(Resources available, Offer.Operation.GrowVolume operation) {
    Resource volume = Adoption.by(available).adopt(operation.getVolume());
    Resource addition = Adoption.by(available).adopt(operation.getAddition());
    refuse(OperationRules.grow(volume, addition));
    long size = thousandths(volume) + thousandths(addition);
    return Conversion.of(Resources.of(volume, addition), Resources.of(withSize(volume, size)));
  }

  private static Conversion shrink(Resources available, Offer.Operation.ShrinkVolume operation) {
    Resource volume = Adoption.by(available).adopt(operation.getVolume());
    long freed = Thousandths.of(operation.getSubtract().getValue());
    refuse(OperationRules.shrink(volume, freed));
    Resource kept = withSize(volume, thousandths(volume) - freed);
    return Conversion.of(
        Resources.of(volume), Resources.of(kept, withSize(bareDisk(volume), freed)));
  }

  /** The disk that {@code volume} is made of. */
  static Resource bareDisk(Resource volume) {
    Resource.Builder disk = volume.toBuilder().clearShared();
    if (volume.getDisk().hasSource()) {
      disk.getDiskBuilder().clearPersistence().clearVolume();
    } else {
      disk.clearDisk();
    }
    return disk.build();
  }

  static long thousandths(Resource resource) {
    return Thousandths.of(resource.getScalar().getValue());
  }

  private static Resource withSize(Resource resource, long thousandths) {
    Value.Scalar size =
        Value.Scalar.newBuilder().setValue(Thousandths.toDouble(thousandths)).build();
    return resource.toBuilder().setScalar(size).build();
  }

  /** Conversions change kinds, never quantities: anything else is a mistake of the operation. */
  private static void checkTotals(Resources before, Resources after) {
    Quantities had = Quantities.of(before);
    Quantities has = Quantities.of(after);
    if (!had.equals(has)) {
      throw new OperationRefusedException(
          Reason.INVALID, "The operation turns " + had + " into " + has);
    }
  }

  private static void refuse(Optional<String> text) {
    if (text.isPresent()) {
      throw new OperationRefusedException(Reason.INVALID, text.get());
    }
  }
}
