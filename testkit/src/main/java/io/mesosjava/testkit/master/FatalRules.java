package io.mesosjava.testkit.master;

import io.mesosjava.resources.Resources;
import io.mesosjava.resources.Where;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.link.OperationResources;
import io.mesosjava.v1.Offer.Operation;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.scheduler.Call;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a real master dies of. This one refuses the call: nobody should learn to live with what it
 * would do instead.
 */
final class FatalRules {

  private FatalRules() {}

  static void check(Call.Accept accept) throws Refusal {
    for (Operation operation : accept.getOperationsList()) {
      for (Resource resource : OperationResources.of(operation)) {
        if (resource.getType() == Value.Type.TEXT) {
          throw CallRules.invalid(
              "Resource '" + resource.getName() + "' has type TEXT, of which a real master dies");
        }
      }
      Optional<String> empty = empty(operation);
      if (empty.isPresent()) {
        throw CallRules.invalid(empty.get());
      }
      Set<TaskID> ids = new HashSet<>();
      for (TaskInfo task : operation.getLaunchGroup().getTaskGroup().getTasksList()) {
        if (!ids.add(task.getTaskId())) {
          throw CallRules.invalid(
              "Task '"
                  + task.getTaskId().getValue()
                  + "' is in a task group twice, of which a real master dies");
        }
      }
    }
  }

  /** Mesos checks that such an operation takes resources, but only when it is carried out. */
  static Optional<String> empty(Operation operation) {
    List<Resource> made =
        switch (operation.getType()) {
          case RESERVE -> operation.getReserve().getResourcesList();
          case UNRESERVE -> operation.getUnreserve().getResourcesList();
          case CREATE -> operation.getCreate().getVolumesList();
          default -> List.of();
        };
    return made.stream()
        .filter(Where.dynamicallyReserved())
        .filter(FatalRules::isEmpty)
        .findFirst()
        .map(
            resource ->
                operation.getType()
                    + " of no '"
                    + resource.getName()
                    + "' at all, of which a real master dies");
  }

  /** Whether there is nothing of it; a resource that cannot be read is something. */
  static boolean isEmpty(Resource resource) {
    return Resources.violation(resource).isEmpty() && Resources.of(resource).isEmpty();
  }
}
