package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.v1.CheckStatusInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.executor.Call;

/**
 * What calls of executors must say, in the order in which Mesos checks it ({@code
 * validateExecutorCall}).
 */
final class ExecutorCallRules {

  private static final int UUID_BYTES = 16;
  private static final int VERSION_BYTE = 6;
  private static final int MAX_VERSION = 5;

  private ExecutorCallRules() {}

  /** Refuses a call that does not keep the rules. */
  static void check(Call call) throws Refusal {
    require(call.hasType(), "type");
    switch (call.getType()) {
      case SUBSCRIBE -> require(call.hasSubscribe(), "subscribe");
      case UPDATE -> {
        require(call.hasUpdate(), "update");
        checkStatus(call, call.getUpdate().getStatus());
      }
      case MESSAGE -> require(call.hasMessage(), "message");
      case HEARTBEAT, UNKNOWN -> {
        // Nothing more to say.
      }
    }
  }

  private static void checkStatus(Call call, TaskStatus status) throws Refusal {
    require(status.hasUuid(), "uuid");
    check(isUuid(status.getUuid().toByteArray()), "Not a valid UUID");
    String executor = call.getExecutorId().getValue();
    String whose =
        " from executor " + executor + " of framework " + call.getFrameworkId().getValue();
    check(
        !status.hasExecutorId() || status.getExecutorId().equals(call.getExecutorId()),
        "ExecutorID in Call: "
            + executor
            + " does not match ExecutorID in TaskStatus: "
            + status.getExecutorId().getValue());
    check(
        status.getSource() == TaskStatus.Source.SOURCE_EXECUTOR && status.hasSource(),
        "Received Call" + whose + " with invalid source, expecting 'SOURCE_EXECUTOR'");
    check(
        status.getState() != TaskState.TASK_STAGING,
        "Received TASK_STAGING" + whose + " which is not allowed");
    if (status.hasCheckStatus()) {
      checkCheck(status.getCheckStatus());
    }
  }

  private static void checkCheck(CheckStatusInfo status) throws Refusal {
    check(status.hasType(), "CheckStatusInfo must specify 'type'");
    boolean set =
        switch (status.getType()) {
          case COMMAND -> status.hasCommand();
          case HTTP -> status.hasHttp();
          case TCP -> status.hasTcp();
          case UNKNOWN -> false;
        };
    String type = status.getType().name();
    check(!type.equals("UNKNOWN"), "'UNKNOWN' is not a valid check's status type");
    check(
        set,
        "Expecting '%s' to be set for %s check's status"
            .formatted(type.toLowerCase(java.util.Locale.ROOT), type));
  }

  /** Mesos wants a version from 1 to 5. */
  private static boolean isUuid(byte[] bytes) {
    if (bytes.length != UUID_BYTES) {
      return false;
    }
    int version = (bytes[VERSION_BYTE] >> 4) & 0xf;
    return version >= 1 && version <= MAX_VERSION;
  }

  private static void require(boolean present, String field) throws Refusal {
    check(present, "Expecting '" + field + "' to be present");
  }

  private static void check(boolean ok, String problem) throws Refusal {
    if (!ok) {
      throw Refusal.badRequest("Failed to validate Executor::Call: " + problem);
    }
  }
}
