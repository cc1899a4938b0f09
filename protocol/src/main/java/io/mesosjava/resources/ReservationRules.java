package io.mesosjava.resources;

import io.mesosjava.resources.Violation.Reason;
import io.mesosjava.roles.Role;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Resource.ReservationInfo;
import io.mesosjava.values.LabelBag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the reservation of a resource is valid, in both formats: the old fields {@code role} and
 * {@code reservation}, and the stack {@code reservations}. They may be set together if they agree.
 *
 * <p>Mesos: {@code Resources::validate} in {@code src/common/resources.cpp}.
 */
@SuppressWarnings("deprecation") // Resource.role is deprecated, and frameworks still send it.
final class ReservationRules {

  private ReservationRules() {}

  static @Nullable Violation check(Resource resource) {
    if (resource.getReservationsCount() == 0) {
      return checkOldFormat(resource);
    }
    Violation violation = checkLevels(resource);
    if (violation == null) {
      violation = checkRefinement(resource);
    }
    if (violation != null) {
      return violation;
    }
    return resource.getReservationsCount() == 1 ? checkAgreement(resource) : checkNoOld(resource);
  }

  private static @Nullable Violation checkOldFormat(Resource resource) {
    Optional<String> role = Role.violation(resource.getRole());
    if (role.isPresent()) {
      return ResourceRules.violation(Reason.ROLE, resource, role.get());
    }
    if (!resource.hasReservation()) {
      return null;
    }
    if (resource.getReservation().hasType()) {
      return reservation(
          resource,
          "'Resource.ReservationInfo.type' must not be set for the 'Resource.reservation' field");
    }
    if (resource.getReservation().hasRole()) {
      return reservation(
          resource,
          "'Resource.ReservationInfo.role' must not be set for the 'Resource.reservation' field");
    }
    return resource.getRole().equals(Role.STAR)
        ? reservation(resource, "Invalid reservation: role \"*\" cannot be dynamically reserved")
        : null;
  }

  private static @Nullable Violation checkLevels(Resource resource) {
    for (ReservationInfo level : resource.getReservationsList()) {
      if (!level.hasType()) {
        return reservation(
            resource, "Invalid reservation: 'Resource.ReservationInfo.type' field must be set.");
      }
      if (!level.hasRole()) {
        return reservation(
            resource, "Invalid reservation: 'Resource.ReservationInfo.role' field must be set.");
      }
      Optional<String> role = Role.violation(level.getRole());
      if (role.isPresent()) {
        return ResourceRules.violation(Reason.ROLE, resource, role.get());
      }
      if (level.getRole().equals(Role.STAR)) {
        return reservation(resource, "Invalid reservation: role \"*\" cannot be reserved");
      }
    }
    return null;
  }

  private static @Nullable Violation checkRefinement(Resource resource) {
    List<ReservationInfo> stack = resource.getReservationsList();
    for (int i = 1; i < stack.size(); i++) {
      if (stack.get(i).getType() == ReservationInfo.Type.STATIC) {
        return reservation(
            resource, "Invalid refined reservation: A refined reservation cannot be STATIC");
      }
      if (stack.get(i).getType() == ReservationInfo.Type.UNKNOWN) {
        return unknownType(resource);
      }
      String below = stack.get(i - 1).getRole();
      String role = stack.get(i).getRole();
      if (!Role.isStrictSubrole(role, below)) {
        return reservation(
            resource,
            "Invalid refined reservation: role '"
                + role
                + "' is not a refinement of '"
                + below
                + "'");
      }
    }
    return stack.get(0).getType() == ReservationInfo.Type.UNKNOWN ? unknownType(resource) : null;
  }

  private static Violation unknownType(Resource resource) {
    return reservation(resource, "Unsupported 'Resource.ReservationInfo.Type'");
  }

  /** One level, and maybe the old fields as well: they have to say the same. */
  private static @Nullable Violation checkAgreement(Resource resource) {
    ReservationInfo level = resource.getReservations(0);
    if (resource.hasRole() && !resource.getRole().equals(level.getRole())) {
      return format(
          resource,
          "'Resource.role' field with '"
              + resource.getRole()
              + "' does not match the role '"
              + level.getRole()
              + "' in 'Resource.reservations'");
    }
    if (level.getType() == ReservationInfo.Type.STATIC) {
      return resource.hasReservation()
          ? format(
              resource,
              "'Resource.reservation' must not be set if the single reservation in"
                  + " 'Resource.reservations' is STATIC")
          : null;
    }
    return checkDynamicAgreement(resource, level);
  }

  private static @Nullable Violation checkDynamicAgreement(
      Resource resource, ReservationInfo level) {
    if (resource.hasRole() != resource.hasReservation()) {
      return format(
          resource,
          "'Resource.role' and 'Resource.reservation' must either be both set or both not set if"
              + " the single reservation in 'Resource.reservations' is DYNAMIC");
    }
    if (!resource.hasReservation()) {
      return null;
    }
    ReservationInfo old = resource.getReservation();
    if (!old.getPrincipal().equals(level.getPrincipal())) {
      return format(
          resource,
          "'Resource.reservation.principal' field with '"
              + old.getPrincipal()
              + "' does not match the principal '"
              + level.getPrincipal()
              + "' in 'Resource.reservations'");
    }
    return LabelBag.areEqual(old.getLabels(), level.getLabels())
        ? null
        : format(
            resource,
            "'Resource.reservation.labels' field with '"
                + LabelBag.text(old.getLabels())
                + "' does not match the labels '"
                + LabelBag.text(level.getLabels())
                + "' in 'Resource.reservations'");
  }

  private static @Nullable Violation checkNoOld(Resource resource) {
    String field = resource.hasRole() ? "role" : resource.hasReservation() ? "reservation" : null;
    return field == null
        ? null
        : format(
            resource,
            "'Resource."
                + field
                + "' must not be set if there is more than one reservation in"
                + " 'Resource.reservations'");
  }

  private static Violation reservation(Resource resource, String detail) {
    return ResourceRules.violation(Reason.RESERVATION, resource, detail);
  }

  private static Violation format(Resource resource, String detail) {
    return ResourceRules.violation(Reason.FORMAT, resource, "Invalid resource format: " + detail);
  }
}
