package io.mesosjava.resources;

import static java.util.Objects.requireNonNull;

import io.mesosjava.roles.Role;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Resource.DiskInfo;
import io.mesosjava.v1.Resource.ReservationInfo;
import io.mesosjava.v1.Value;
import java.util.function.Predicate;

/**
 * Conditions on single resources, for {@link Resources#filter}. They compose with {@code and},
 * {@code or} and {@code negate}. They understand both reservation formats.
 *
 * <p>Mesos: the static predicates of {@code Resources} in {@code src/v1/resources.cpp}.
 */
public final class Where {

  private Where() {}

  /** Resources named {@code name}. */
  public static Predicate<Resource> named(String name) {
    requireNonNull(name, "name");
    return resource -> resource.getName().equals(name);
  }

  /** Scalars, ranges or sets. */
  public static Predicate<Resource> ofType(Value.Type type) {
    requireNonNull(type, "type");
    return resource -> resource.getType() == type;
  }

  /** Resources reserved to no role. */
  public static Predicate<Resource> unreserved() {
    return resource -> stacked(resource).getReservationsCount() == 0;
  }

  /** Resources reserved to any role. */
  public static Predicate<Resource> reserved() {
    return unreserved().negate();
  }

  /** Resources whose reservation in force is for exactly {@code role}. */
  public static Predicate<Resource> reservedTo(String role) {
    requireNonNull(role, "role");
    return reserved().and(resource -> reservationRole(resource).equals(role));
  }

  /** Resources reserved to {@code role} or a role below it. */
  public static Predicate<Resource> reservedBelow(String role) {
    requireNonNull(role, "role");
    return reserved().and(resource -> isAtOrBelow(reservationRole(resource), role));
  }

  /** Resources whose reservation in force was made by a framework or operator at run time. */
  public static Predicate<Resource> dynamicallyReserved() {
    return reserved()
        .and(resource -> reservation(resource).getType() == ReservationInfo.Type.DYNAMIC);
  }

  /** Resources with a reservation inside another one. */
  public static Predicate<Resource> refined() {
    return resource -> stacked(resource).getReservationsCount() > 1;
  }

  /** Resources that {@code role} may be offered: unreserved, or reserved to it or an ancestor. */
  public static Predicate<Resource> allocatableTo(String role) {
    requireNonNull(role, "role");
    return unreserved().or(resource -> isAtOrBelow(role, reservationRole(resource)));
  }

  /** Resources allocated to exactly {@code role}. */
  public static Predicate<Resource> allocatedTo(String role) {
    requireNonNull(role, "role");
    return resource ->
        resource.hasAllocationInfo() && resource.getAllocationInfo().getRole().equals(role);
  }

  /** Resources allocated to {@code role} or a role below it. */
  public static Predicate<Resource> allocatedBelow(String role) {
    requireNonNull(role, "role");
    return resource ->
        resource.hasAllocationInfo() && isAtOrBelow(resource.getAllocationInfo().getRole(), role);
  }

  /** Resources that may be taken back at any time. */
  public static Predicate<Resource> revocable() {
    return Resource::hasRevocable;
  }

  /** Volumes that several tasks may use at once. */
  public static Predicate<Resource> shared() {
    return Resource::hasShared;
  }

  /** Volumes that outlive the task. */
  public static Predicate<Resource> persistentVolume() {
    return resource -> resource.hasDisk() && resource.getDisk().hasPersistence();
  }

  /** Disks from a source of type {@code type}. */
  public static Predicate<Resource> disk(DiskInfo.Source.Type type) {
    requireNonNull(type, "type");
    return resource ->
        resource.hasDisk()
            && resource.getDisk().hasSource()
            && resource.getDisk().getSource().getType() == type;
  }

  /** Resources of any resource provider, not the agent's own. */
  public static Predicate<Resource> provided() {
    return Resource::hasProviderId;
  }

  /** Resources of the resource provider {@code id}. */
  public static Predicate<Resource> providedBy(String id) {
    requireNonNull(id, "id");
    return provided().and(resource -> resource.getProviderId().getValue().equals(id));
  }

  /** The role of the reservation in force. */
  static String reservationRole(Resource reserved) {
    return reservation(reserved).getRole();
  }

  private static ReservationInfo reservation(Resource reserved) {
    Resource stacked = stacked(reserved);
    return stacked.getReservations(stacked.getReservationsCount() - 1);
  }

  private static Resource stacked(Resource resource) {
    return ReservationFormat.POST_REFINEMENT.convert(resource);
  }

  private static boolean isAtOrBelow(String role, String ancestor) {
    return role.equals(ancestor) || Role.isStrictSubrole(role, ancestor);
  }
}
