package io.mesosjava.framework.task;

import static io.mesosjava.framework.task.SomeStatus.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.framework.task.Change.Kind;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import io.mesosjava.v1.TaskStatus.Source;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All steps from each state to each. */
class StepsTest {

  private static final String TO =
      "STAGING STARTING RUNNING KILLING FINISHED FAILED KILLED ERROR"
          + " DROPPED GONE LOST GONE_BY_OPERATOR UNREACHABLE UNKNOWN";

  /** Rows: from; columns: to, in the order of {@link #TO}; said by the master. */
  private static final String[] BY_THE_MASTER = {
    "STAGING          = m m m m m m m m m m m m m",
    "STARTING         x = m m m m m m m m m m m m",
    "RUNNING          x x = m m m m m m m m m m m",
    "KILLING          x x x = m m m m m m m m m m",
    "FINISHED         r r r r = r r r f f f f f f",
    "FAILED           r r r r r = r r f f f f f f",
    "KILLED           r r r r r r = r f f f f f f",
    "ERROR            r r r r r r r = f f f f f f",
    "DROPPED          x x x x x x x x = f f f f f",
    "GONE             x x x x x x x x f = f f f f",
    "LOST             b b b b m m m m m m = m m m",
    "GONE_BY_OPERATOR b b b b m m m m m m m = m m",
    "UNREACHABLE      b b b b m m m m m m m m = m",
    "UNKNOWN          b b b b m m m m m m m m m =",
  };

  private static final String KINDS = "=REPEATED mMOVED bRETURNED fFORGOTTEN rREFUSED xUNEXPECTED";

  @Test
  void followsTheTable() {
    String[] to = TO.split(" ", -1);
    Set<String> met = new HashSet<>();
    for (String row : BY_THE_MASTER) {
      String[] cells = row.split(" +", -1);
      assertThat(cells).as(row).hasSize(1 + to.length);
      for (int i = 0; i < to.length; i++) {
        String cell = cells[1 + i];
        assertThat(kind(cells[0], to[i], Source.SOURCE_MASTER))
            .as("%s -> %s", cells[0], to[i])
            .isEqualTo(kindOf(cell));
        met.add(cell);
      }
    }
    assertThat(met).hasSize(6);
    assertThat(BY_THE_MASTER).hasSameSizeAs(TaskState.values());
  }

  private static Kind kindOf(String mark) {
    for (String kind : KINDS.split(" ", -1)) {
      if (kind.startsWith(mark)) {
        return Kind.valueOf(kind.substring(1));
      }
    }
    throw new AssertionError(mark);
  }

  private static Kind kind(String from, String to, Source source) {
    TrackedTask before = TrackedTask.of(of(from, Source.SOURCE_MASTER));
    return Steps.kind(before, TrackedTask.of(of(to, source)));
  }

  private static TaskStatus of(String state, Source source) {
    return status("t", TaskState.valueOf("TASK_" + state), source)
        .setReason(Reason.REASON_RECONCILIATION)
        .build();
  }

  /** Where nobody but the master may say "I do not know it". */
  @ParameterizedTest
  @CsvSource({
    "FINISHED, LOST, REFUSED", "KILLED, GONE, REFUSED", "GONE, UNKNOWN, UNEXPECTED",
    "DROPPED, LOST, UNEXPECTED", "RUNNING, LOST, MOVED", "LOST, RUNNING, RETURNED",
  })
  void theExecutorsWordIsAnotherThing(String from, String to, Kind expected) {
    assertThat(kind(from, to, Source.SOURCE_EXECUTOR)).isEqualTo(expected);
  }
}
