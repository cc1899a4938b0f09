package io.mesosjava.resources;

import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Resource.ReservationInfo;
import io.mesosjava.values.LabelBag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What makes two levels of a reservation stack equal: type, role, principal and labels. */
record ReservationIdentity(
    ReservationInfo.Type type, String role, @Nullable String principal, @Nullable LabelBag labels) {

  static ReservationIdentity of(ReservationInfo info) {
    return new ReservationIdentity(
        info.getType(),
        info.getRole(),
        info.hasPrincipal() ? info.getPrincipal() : null,
        info.hasLabels() ? LabelBag.of(info.getLabels()) : null);
  }

  /** All levels of {@code resource}, the lowest first. */
  static List<ReservationIdentity> stack(Resource resource) {
    return switch (resource.getReservationsCount()) {
      case 0 -> List.of();
      case 1 -> List.of(of(resource.getReservations(0)));
      default -> resource.getReservationsList().stream().map(ReservationIdentity::of).toList();
    };
  }
}
