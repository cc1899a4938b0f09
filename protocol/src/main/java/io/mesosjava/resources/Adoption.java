package io.mesosjava.resources;

import io.mesosjava.v1.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the resources of an operation as the master does: in post-refinement format, and allocated
 * to the one role that the available resources are allocated to, unless they say themselves to
 * whom.
 *
 * @param role that one role; null if there is none
 */
record Adoption(@Nullable String role) {

  static Adoption by(Resources available) {
    return new Adoption(available.soleAllocation());
  }

  /** What is invalid stays as it is: the rules will name it. */
  Resource adopt(Resource resource) {
    if (Resources.violation(resource).isPresent()) {
      return resource;
    }
    Resource stacked = ReservationFormat.POST_REFINEMENT.convert(resource);
    if (stacked.hasAllocationInfo() || role == null) {
      return stacked;
    }
    return stacked.toBuilder()
        .setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole(role))
        .build();
  }

  List<Resource> adopt(List<Resource> resources) {
    return resources.stream().map(this::adopt).toList();
  }
}
