package io.mesosjava.resources;

import static java.util.Objects.requireNonNull;

import io.mesosjava.roles.Role;
import io.mesosjava.v1.Label;
import io.mesosjava.v1.Labels;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Resource.DiskInfo;
import io.mesosjava.v1.Resource.ReservationInfo;
import io.mesosjava.v1.ResourceProviderID;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.Volume;
import io.mesosjava.values.Items;
import io.mesosjava.values.Ranges;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Builds one resource of any kind, in post-refinement format. Reservations are stacked in the order
 * in which they are given. Not thread-safe.
 *
 * <pre>{@code
 * Resource volume =
 *     ResourceBuilder.disk(1024)
 *         .reservedDynamically("db", "db-principal")
 *         .volume("data-0", "data")
 *         .build();
 * }</pre>
 */
public final class ResourceBuilder {

  private final Resource.Builder resource;

  private ResourceBuilder(String name, Value.Type type) {
    resource = Resource.newBuilder().setName(name).setType(type);
  }

  /** CPUs, fractions allowed. */
  public static ResourceBuilder cpus(double count) {
    return scalar("cpus", count);
  }

  /** GPUs, a whole number. */
  public static ResourceBuilder gpus(int count) {
    return scalar("gpus", count);
  }

  /** Memory. */
  public static ResourceBuilder mem(double megabytes) {
    return scalar("mem", megabytes);
  }

  /** Disk. */
  public static ResourceBuilder disk(double megabytes) {
    return scalar("disk", megabytes);
  }

  /** Ports from {@code begin} to {@code end}, both included. */
  public static ResourceBuilder ports(long begin, long end) {
    return ranges("ports", Ranges.of(begin, end));
  }

  /** A scalar of any name. */
  public static ResourceBuilder scalar(String name, double value) {
    requireNonNull(name, "name");
    ResourceBuilder builder = new ResourceBuilder(name, Value.Type.SCALAR);
    builder.resource.setScalar(Value.Scalar.newBuilder().setValue(value));
    return builder;
  }

  /** Ranges of any name. */
  public static ResourceBuilder ranges(String name, Ranges ranges) {
    requireNonNull(ranges, "ranges");
    requireNonNull(name, "name");
    ResourceBuilder builder = new ResourceBuilder(name, Value.Type.RANGES);
    builder.resource.setRanges(ranges.toMessage());
    return builder;
  }

  /**
   * A set of any name.
   *
   * @throws IllegalArgumentException if an item is empty, which no text form can say, or repeated
   */
  public static ResourceBuilder set(String name, String... items) {
    requireNonNull(name, "name");
    requireNonNull(items, "items");
    ResourceBuilder builder = new ResourceBuilder(name, Value.Type.SET);
    Set<String> distinct = new HashSet<>();
    for (String item : items) {
      if (requireNonNull(item, "item").isBlank() || !distinct.add(item)) {
        throw new IllegalArgumentException(
            name + ": '" + item + "' (expected: items that are distinct and not blank)");
      }
    }
    builder.resource.setSet(Items.of(distinct).toMessage());
    return builder;
  }

  /** Reserved by the agent's operator; only the lowest reservation can be. */
  public ResourceBuilder reservedStatically(String role) {
    requireNonNull(role, "role");
    return reservation(info(ReservationInfo.Type.STATIC, role));
  }

  /** Reserved, or refined, at run time. */
  public ResourceBuilder reservedDynamically(String role) {
    requireNonNull(role, "role");
    return reservation(info(ReservationInfo.Type.DYNAMIC, role));
  }

  /** Reserved, or refined, at run time by {@code principal}. */
  public ResourceBuilder reservedDynamically(String role, String principal) {
    requireNonNull(role, "role");
    requireNonNull(principal, "principal");
    return reservation(info(ReservationInfo.Type.DYNAMIC, role).setPrincipal(principal));
  }

  /** Reserved, or refined, at run time by {@code principal}, with labels. */
  public ResourceBuilder reservedDynamically(
      String role, String principal, Map<String, String> labels) {
    requireNonNull(labels, "labels");
    requireNonNull(role, "role");
    requireNonNull(principal, "principal");
    return reservation(
        info(ReservationInfo.Type.DYNAMIC, role).setPrincipal(principal).setLabels(labels(labels)));
  }

  /**
   * Allocated to {@code role}.
   *
   * @throws IllegalArgumentException with the text of Mesos, if that is no valid role
   */
  public ResourceBuilder allocatedTo(String role) {
    requireNonNull(role, "role");
    resource.setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole(new Role(role).path()));
    return this;
  }

  /** To be taken back at any time. */
  public ResourceBuilder revocable() {
    resource.setRevocable(Resource.RevocableInfo.getDefaultInstance());
    return this;
  }

  /** For use by several tasks at once; only persistent volumes can be. */
  public ResourceBuilder shared() {
    resource.setShared(Resource.SharedInfo.getDefaultInstance());
    return this;
  }

  /** Of the resource provider {@code id}. */
  public ResourceBuilder providedBy(String id) {
    requireNonNull(id, "id");
    resource.setProviderId(ResourceProviderID.newBuilder().setValue(id));
    return this;
  }

  /** A persistent volume, mounted read-write at {@code containerPath}. */
  public ResourceBuilder volume(String persistenceId, String containerPath) {
    requireNonNull(persistenceId, "persistenceId");
    requireNonNull(containerPath, "containerPath");
    resource
        .getDiskBuilder()
        .mergePersistence(DiskInfo.Persistence.newBuilder().setId(persistenceId).buildPartial())
        .setVolume(Volume.newBuilder().setContainerPath(containerPath).setMode(Volume.Mode.RW));
    return this;
  }

  /** Who created the persistent volume; with {@link #volume}, in any order. */
  public ResourceBuilder createdBy(String principal) {
    requireNonNull(principal, "principal");
    resource.getDiskBuilder().getPersistenceBuilder().setPrincipal(principal);
    return this;
  }

  /** A directory as the disk's source: it can be divided. */
  public ResourceBuilder path(String root) {
    requireNonNull(root, "root");
    return source(
        DiskInfo.Source.newBuilder()
            .setType(DiskInfo.Source.Type.PATH)
            .setPath(DiskInfo.Source.Path.newBuilder().setRoot(root)));
  }

  /** A mounted file system as the disk's source: it is used whole. */
  public ResourceBuilder mount(String root) {
    requireNonNull(root, "root");
    return source(
        DiskInfo.Source.newBuilder()
            .setType(DiskInfo.Source.Type.MOUNT)
            .setMount(DiskInfo.Source.Mount.newBuilder().setRoot(root)));
  }

  /** Any other disk source, such as BLOCK or RAW of a storage plugin. */
  public ResourceBuilder source(DiskInfo.Source source) {
    requireNonNull(source, "source");
    return source(source.toBuilder());
  }

  /**
   * The resource.
   *
   * @throws InvalidResourceException if it is invalid
   * @throws IllegalStateException if it has a creator but is no volume
   */
  public Resource build() {
    DiskInfo.Persistence persistence = resource.getDisk().getPersistence();
    if (persistence.hasPrincipal() && !persistence.hasId()) {
      throw new IllegalStateException(
          "createdBy: " + persistence.getPrincipal() + " (expected: a volume)");
    }
    Resource built = resource.build();
    Resources.violation(built)
        .ifPresent(
            violation -> {
              throw new InvalidResourceException(violation);
            });
    return built;
  }

  private ResourceBuilder source(DiskInfo.Source.Builder source) {
    resource.getDiskBuilder().setSource(source);
    return this;
  }

  private ResourceBuilder reservation(ReservationInfo.Builder info) {
    resource.addReservations(info);
    return this;
  }

  private static ReservationInfo.Builder info(ReservationInfo.Type type, String role) {
    return ReservationInfo.newBuilder().setType(type).setRole(role);
  }

  private static Labels labels(Map<String, String> labels) {
    Labels.Builder message = Labels.newBuilder();
    labels.forEach(
        (key, value) -> message.addLabels(Label.newBuilder().setKey(key).setValue(value)));
    return message.build();
  }
}
