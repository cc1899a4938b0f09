package io.mesosjava.framework.task;

import static io.mesosjava.framework.task.SomeStatus.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import io.mesosjava.v1.TaskStatus.Source;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StandingTest {

  @ParameterizedTest
  @CsvSource({
    "STAGING, LIVE",
    "STARTING, LIVE",
    "RUNNING, LIVE",
    "KILLING, LIVE",
    "UNREACHABLE, MISSING",
    "UNKNOWN, MISSING",
    "GONE_BY_OPERATOR, MISSING",
    "FINISHED, ENDED",
    "FAILED, ENDED",
    "KILLED, ENDED",
    "ERROR, ENDED",
    "DROPPED, ENDED",
    "GONE, ENDED",
  })
  void followsFromTheState(String state, Standing expected) {
    for (Source source : Source.values()) {
      TaskStatus status = status("t", TaskState.valueOf("TASK_" + state), source).build();
      assertThat(Standing.of(status)).isEqualTo(expected);
    }
  }

  /** What a framework that is not PARTITION_AWARE gets for five different things. */
  @ParameterizedTest
  @CsvSource({
    "SOURCE_MASTER, REASON_AGENT_REMOVED, MISSING",
    "SOURCE_MASTER, REASON_RECONCILIATION, MISSING",
    "SOURCE_MASTER, REASON_AGENT_DISCONNECTED, MISSING",
    "SOURCE_MASTER, REASON_AGENT_REMOVED_BY_OPERATOR, MISSING",
    "SOURCE_MASTER, REASON_INVALID_OFFERS, ENDED",
    "SOURCE_AGENT, REASON_EXECUTOR_TERMINATED, ENDED",
    "SOURCE_AGENT, REASON_RECONCILIATION, ENDED",
    "SOURCE_EXECUTOR, REASON_TASK_UNKNOWN, ENDED",
  })
  void ofALostTaskFollowsFromWhoSaysSo(Source source, Reason reason, Standing expected) {
    TaskStatus lost = status("t", TaskState.TASK_LOST, source).setReason(reason).build();

    assertThat(Standing.of(lost)).isEqualTo(expected);
    assertThat(TrackedTask.of(lost).standing()).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(TaskState.class)
  void whatHasEndedIsTerminalAndWhatIsLiveIsNot(TaskState state) {
    Standing standing = Standing.of(status("t", state, Source.SOURCE_MASTER).build());

    if (standing != Standing.MISSING) {
      assertThat(Standing.isTerminal(state)).isEqualTo(standing == Standing.ENDED);
    } else {
      boolean expected = state == TaskState.TASK_LOST || state == TaskState.TASK_GONE_BY_OPERATOR;
      assertThat(Standing.isTerminal(state)).isEqualTo(expected);
    }
  }
}
