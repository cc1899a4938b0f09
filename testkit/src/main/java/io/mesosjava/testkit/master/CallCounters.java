package io.mesosjava.testkit.master;

import io.mesosjava.v1.Offer.Operation;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Call.Type;
import java.util.EnumMap;
import java.util.Map;

/** What is counted of the calls of schedulers; Mesos counts those of ACCEPT by what is launched. */
final class CallCounters {

  private static final Map<Type, Counter> COUNTED =
      new EnumMap<>(
          Map.of(
              Type.TEARDOWN, Counter.MESSAGES_UNREGISTER_FRAMEWORK,
              Type.DECLINE, Counter.MESSAGES_DECLINE_OFFERS,
              Type.REVIVE, Counter.MESSAGES_REVIVE_OFFERS,
              Type.SUPPRESS, Counter.MESSAGES_SUPPRESS_OFFERS,
              Type.KILL, Counter.MESSAGES_KILL_TASK,
              Type.ACKNOWLEDGE, Counter.MESSAGES_STATUS_UPDATE_ACKNOWLEDGEMENT,
              Type.RECONCILE, Counter.MESSAGES_RECONCILE_TASKS,
              Type.RECONCILE_OPERATIONS, Counter.MESSAGES_RECONCILE_OPERATIONS,
              Type.MESSAGE, Counter.MESSAGES_FRAMEWORK_TO_EXECUTOR,
              Type.REQUEST, Counter.MESSAGES_RESOURCE_REQUEST));

  private CallCounters() {}

  static void count(Counters counters, Call call) {
    if (call.getType() == Type.ACCEPT) {
      call.getAccept().getOperationsList().stream()
          .filter(operation -> operation.getType() == Operation.Type.LAUNCH)
          .forEach(
              operation ->
                  counters.add(
                      operation.getLaunch().getTaskInfosCount() > 0,
                      Counter.MESSAGES_LAUNCH_TASKS,
                      Counter.MESSAGES_DECLINE_OFFERS));
    } else if (call.getType() == Type.ACKNOWLEDGE_OPERATION_STATUS) {
      counters.add(Counter.MESSAGES_OPERATION_STATUS_UPDATE_ACKNOWLEDGEMENT);
    } else if (COUNTED.containsKey(call.getType())) {
      counters.add(COUNTED.get(call.getType()));
    }
  }
}
