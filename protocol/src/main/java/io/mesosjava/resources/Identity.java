package io.mesosjava.resources;

import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Value;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a resource but its amount: resources of one identity are interchangeable, and
 * their amounts are added and subtracted. The hash is computed once.
 *
 * <p>Mesos: {@code operator==}, {@code addable} and {@code subtractable} on {@code Resource} in
 * {@code src/v1/resources.cpp}.
 */
final class Identity {

  /** An identity without reservations and allocation. */
  record Kind(
      String name,
      Value.Type type,
      @Nullable DiskIdentity disk,
      @Nullable String provider,
      boolean revocable,
      boolean shared) {}

  private final String name;
  private final Value.Type type;
  private final @Nullable String allocation;
  private final List<ReservationIdentity> reservations;
  private final @Nullable DiskIdentity disk;
  private final @Nullable String provider;
  private final boolean revocable;
  private final boolean shared;
  private final boolean countable;
  private final int hash;

  private Identity(Resource resource) {
    name = resource.getName();
    type = resource.getType();
    allocation = resource.hasAllocationInfo() ? resource.getAllocationInfo().getRole() : null;
    reservations = ReservationIdentity.stack(resource);
    disk = resource.hasDisk() ? DiskIdentity.of(resource.getDisk()) : null;
    provider = resource.hasProviderId() ? resource.getProviderId().getValue() : null;
    revocable = resource.hasRevocable();
    shared = resource.hasShared();
    countable = shared || (disk != null && disk.isIndivisible());
    int mixed = mix(name.hashCode(), Objects.hashCode(allocation));
    mixed = mix(mix(mixed, reservations.hashCode()), Objects.hashCode(disk));
    hash = mix(mix(mixed, Objects.hashCode(provider)), type.getNumber() * 2 + (revocable ? 1 : 0));
  }

  /** Spreads what differs little, as the ids of volumes do, over all bits. */
  static int mix(int hash, int more) {
    int mixed = (hash ^ more) * 0x9E3779B1;
    return mixed ^ (mixed >>> 15);
  }

  /** The identity of {@code resource}, which is in post-refinement format. */
  static Identity of(Resource resource) {
    return new Identity(resource);
  }

  String name() {
    return name;
  }

  @Nullable String allocation() {
    return allocation;
  }

  Value.Type type() {
    return type;
  }

  boolean isRevocable() {
    return revocable;
  }

  boolean isShared() {
    return shared;
  }

  /**
   * Whether amounts of this identity are never added or split: equal entries are counted instead.
   * So it is for shared resources and for indivisible disks.
   */
  boolean isCountable() {
    return countable;
  }

  /** The role of the reservation in force; null if unreserved. */
  @Nullable String reservationRole() {
    return reservations.isEmpty() ? null : reservations.get(reservations.size() - 1).role();
  }

  Kind kind() {
    return new Kind(name, type, disk, provider, revocable, shared);
  }

  /**
   * Whether resources of this identity do for one who wants {@code that}: reservations do not
   * matter, nor does the allocation unless one is wanted.
   */
  boolean serves(Identity that) {
    return type == that.type
        && revocable == that.revocable
        && shared == that.shared
        && name.equals(that.name)
        && (that.allocation == null || that.allocation.equals(allocation))
        && Objects.equals(disk, that.disk)
        && Objects.equals(provider, that.provider);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Identity that
            && hash == that.hash
            && type == that.type
            && revocable == that.revocable
            && shared == that.shared
            && name.equals(that.name)
            && Objects.equals(allocation, that.allocation)
            && reservations.equals(that.reservations)
            && Objects.equals(disk, that.disk)
            && Objects.equals(provider, that.provider));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
