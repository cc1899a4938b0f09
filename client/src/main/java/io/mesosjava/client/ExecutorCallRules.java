package io.mesosjava.client;

import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.executor.Call;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of the executor API, by hand: an executor is to start quickly, and {@link CallRules}
 * needs the descriptors of all messages, which take long to build.
 */
enum ExecutorCallRules implements CallCheck<Call> {
  INSTANCE;

  @Override
  public String typeOf(Call call) {
    return call.getType().name();
  }

  @Override
  public void check(Call call) {
    switch (call.getType()) {
      case SUBSCRIBE -> require(call, call.hasSubscribe(), "subscribe");
      case UPDATE -> {
        TaskStatus status = call.getUpdate().getStatus();
        require(call, call.hasUpdate(), "update");
        require(call, call.getUpdate().hasStatus(), "update.status");
        require(call, status.hasUuid(), "update.status.uuid");
        require(call, status.hasSource(), "update.status.source");
      }
      case MESSAGE -> require(call, call.hasMessage(), "message");
      case HEARTBEAT -> {} // has no message of its own
      case UNKNOWN ->
          throw new IllegalArgumentException(
              "type: " + call.getType() + " (expected: a type of call)");
    }
  }

  private static void require(Call call, boolean present, String field) {
    if (!present) {
      List<String> bySchema = new ArrayList<>(call.findInitializationErrors());
      // Those that the call lacks are filled in by the subscription.
      bySchema.removeAll(List.of("executor_id", "framework_id"));
      throw CallCheck.incomplete(call.getType().name(), bySchema, List.of(field));
    }
  }
}
