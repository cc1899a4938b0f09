package io.mesosjava.client;

import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.executor.Call;
import io.mesosjava.v1.executor.Event;

/**
 * An executor's subscription with its agent. Where a call has no {@code framework_id} or {@code
 * executor_id}, those that the executor subscribed with are filled in.
 *
 * <pre>{@code
 * try (ExecutorSubscription subscription = client.subscribe(framework, executor)) {
 *   Event event;
 *   while ((event = subscription.next()) != null) {
 *     if (event.hasLaunch()) {
 *       TaskID task = event.getLaunch().getTask().getTaskId();
 *       subscription.send(
 *           ExecutorCalls.update(task, TaskState.TASK_RUNNING, UUID.randomUUID()));
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>The agent answers an UPDATE with the event ACKNOWLEDGED when it has the update safe. Until
 * then the executor keeps the update, and its task while none of the task's updates was
 * acknowledged: it subscribes again with them. An executor that subscribes while it is subscribed
 * ends its earlier stream.
 */
public final class ExecutorSubscription extends Subscription<Call, Event> {

  private final FrameworkID frameworkId;
  private final ExecutorID executorId;

  ExecutorSubscription(
      ConnectionPair pair,
      Interceptors<Call, Event> interceptors,
      FrameworkID frameworkId,
      ExecutorID executorId) {
    super(pair, ExecutorCallRules.INSTANCE, Event.getDefaultInstance(), interceptors);
    this.frameworkId = frameworkId;
    this.executorId = executorId;
  }

  /** The framework that the executor belongs to. */
  public FrameworkID frameworkId() {
    return frameworkId;
  }

  /** The executor's own id. */
  public ExecutorID executorId() {
    return executorId;
  }

  @Override
  void onEvent(Event event) {
    // No event changes what the subscription is.
  }

  @Override
  Call withIds(Call call) {
    if (call.hasFrameworkId() && call.hasExecutorId()) {
      return call;
    }
    Call.Builder complete = call.toBuilder();
    if (!call.hasFrameworkId()) {
      complete.setFrameworkId(frameworkId);
    }
    if (!call.hasExecutorId()) {
      complete.setExecutorId(executorId);
    }
    return complete.buildPartial();
  }
}
