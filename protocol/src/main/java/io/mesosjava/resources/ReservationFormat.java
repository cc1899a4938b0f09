package io.mesosjava.resources;

import static java.util.Objects.requireNonNull;

import io.mesosjava.roles.Role;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Resource.ReservationInfo;

/**
 * The ways in which messages state reservations, and the way from one to the other.
 *
 * <p>A framework with the capability RESERVATION_REFINEMENT, and everything in this package, uses
 * the stack {@code reservations}: none is unreserved, the last is the reservation in force. A
 * framework without it uses the old fields: role {@code *} is unreserved, another role alone is a
 * static, with {@code reservation} a dynamic reservation. It never sees a stack of two or more.
 *
 * <p>Mesos: {@code convertResourceFormat} in {@code src/common/resources_utils.cpp}.
 */
@SuppressWarnings("deprecation") // Resource.role is deprecated, and frameworks still send it.
public enum ReservationFormat {
  /** The old fields {@code role} and {@code reservation}. */
  PRE_REFINEMENT {
    @Override
    public Resource convert(Resource resource) {
      Resource stacked = POST_REFINEMENT.convert(resource);
      if (stacked.getReservationsCount() > 1) {
        throw new IllegalArgumentException(
            "Cannot downgrade resources containing refined reservations: "
                + ResourceText.of(stacked));
      }
      return withOldFields(stacked).clearReservations().build();
    }
  },

  /** The stack {@code reservations}. */
  POST_REFINEMENT {
    @Override
    public Resource convert(Resource resource) {
      requireNonNull(resource, "resource");
      if (!resource.hasRole() && !resource.hasReservation()) {
        return resource;
      }
      Resource.Builder stacked = resource.toBuilder().clearRole().clearReservation();
      if (resource.getReservationsCount() == 0 && !resource.getRole().equals(Role.STAR)) {
        ReservationInfo.Type type =
            resource.hasReservation() ? ReservationInfo.Type.DYNAMIC : ReservationInfo.Type.STATIC;
        stacked.addReservations(
            resource.getReservation().toBuilder().setType(type).setRole(resource.getRole()));
      }
      return stacked.build();
    }
  },

  /**
   * Both at once, as the operator API answers: the stack, and the old fields where they can say the
   * same.
   */
  ENDPOINT {
    @Override
    public Resource convert(Resource resource) {
      Resource stacked = POST_REFINEMENT.convert(resource);
      return stacked.getReservationsCount() > 1 ? stacked : withOldFields(stacked).build();
    }
  };

  /**
   * {@code resource} in this format; the resource is valid and may be in either.
   *
   * @throws IllegalArgumentException if the reservation is refined and this format cannot say so
   */
  public abstract Resource convert(Resource resource);

  private static Resource.Builder withOldFields(Resource stacked) {
    Resource.Builder both = stacked.toBuilder().setRole(Role.STAR);
    if (stacked.getReservationsCount() == 1) {
      ReservationInfo level = stacked.getReservations(0);
      both.setRole(level.getRole());
      if (level.getType() == ReservationInfo.Type.DYNAMIC) {
        both.setReservation(level.toBuilder().clearType().clearRole());
      }
    }
    return both;
  }
}
