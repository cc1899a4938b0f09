package io.mesosjava.testkit.master;

import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.link.OperationResources;
import io.mesosjava.v1.Offer.Operation;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.scheduler.Call;
import java.util.HashSet;
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
}
