package io.mesosjava.testkit.agent;

import io.mesosjava.resources.ReservationFormat;
import io.mesosjava.resources.Resources;
import io.mesosjava.resources.Violation;
import io.mesosjava.resources.Where;
import io.mesosjava.v1.Resource;
import java.util.List;
import java.util.Optional;

/** What an operator may give a container, in the words of {@code slave/validation.cpp}. */
final class LaunchResources {

  private static final long THOUSANDTHS = 1000;

  private LaunchResources() {}

  /**
   * What is wrong with them, if anything is.
   *
   * @param standsAlone whether the container has no parent: then no master knows of what it uses,
   *     and it may have nothing that masters keep account of
   */
  static Optional<String> violation(List<Resource> resources, boolean standsAlone) {
    Optional<Violation> invalid = Resources.violation(resources);
    if (invalid.isPresent()) {
      return Optional.of("Invalid resources: " + invalid.get().message());
    }
    List<Resource> stacked =
        resources.stream().map(ReservationFormat.POST_REFINEMENT::convert).toList();
    if (Math.round(Resources.of(stacked).scalar("gpus") * THOUSANDTHS) % THOUSANDTHS != 0) {
      return Optional.of("Invalid GPU resources: The 'gpus' resource must be an unsigned integer");
    }
    return standsAlone
        ? stacked.stream().flatMap(one -> unaccounted(one).stream()).findFirst()
        : Optional.empty();
  }

  private static Optional<String> unaccounted(Resource resource) {
    String start = "'launch_container.resources' ";
    if (Where.reserved().test(resource)) {
      return Optional.of(start + "must be unreserved");
    }
    if (Where.persistentVolume().test(resource)) {
      return Optional.of(start + "may not use persistent volumes");
    }
    return Where.revocable().test(resource)
        ? Optional.of(start + "must be non-revocable")
        : Optional.empty();
  }
}
