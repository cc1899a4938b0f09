package io.mesosjava.framework.scheduler;

import io.mesosjava.client.SchedulerCalls;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Reconciles tasks and operations. Confined to the session's thread. */
final class Reconciler {

  private final Reconciliation<Call.Reconcile.Task> tasks;
  private final Reconciliation<Call.ReconcileOperations.Operation> operations;

  Reconciler(ReconciliationPolicy policy, RandomGenerator chance) {
    Reconciliation.Pace pace = new Reconciliation.Pace(policy.backoff(), policy.period());
    tasks = new Reconciliation<>(pace, chance, () -> byId(policy));
    operations = new Reconciliation<>(pace, chance, () -> operationsById(policy));
  }

  private static Map<String, Call.Reconcile.Task> byId(ReconciliationPolicy policy) {
    Map<String, Call.Reconcile.Task> known = new LinkedHashMap<>();
    policy.knownTasks().get().forEach(task -> known.put(task.getTaskId().getValue(), task));
    return known;
  }

  private static Map<String, Call.ReconcileOperations.Operation> operationsById(
      ReconciliationPolicy policy) {
    Map<String, Call.ReconcileOperations.Operation> known = new LinkedHashMap<>();
    policy
        .knownOperations()
        .get()
        .forEach(operation -> known.put(operation.getOperationId().getValue(), operation));
    return known;
  }

  void begin(long now) {
    tasks.begin(now);
    operations.begin(now);
  }

  void beginLater(long now) {
    tasks.beginLater(now);
    operations.beginLater(now);
  }

  void stop() {
    tasks.stop();
    operations.stop();
  }

  void received(Event event, LongSupplier clock) {
    if (event.hasUpdate() && tasks.isWaiting()) {
      tasks.answered(event.getUpdate().getStatus().getTaskId().getValue(), clock.getAsLong());
    } else if (event.hasUpdateOperationStatus() && operations.isWaiting()) {
      operations.answered(
          event.getUpdateOperationStatus().getStatus().getOperationId().getValue(),
          clock.getAsLong());
    }
  }

  List<Call> due(long now) {
    List<Call> calls = new ArrayList<>();
    tasks.due(now).forEach(question -> calls.add(SchedulerCalls.reconcile(question.about())));
    operations
        .due(now)
        .forEach(question -> calls.add(SchedulerCalls.reconcileOperations(question.about())));
    return calls;
  }

  long next() {
    return Math.min(tasks.next(), operations.next());
  }
}
