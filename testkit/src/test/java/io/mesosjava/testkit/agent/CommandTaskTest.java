package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mesosjava.testkit.agent.CommandTask.Action;
import io.mesosjava.testkit.agent.CommandTask.State;
import io.mesosjava.testkit.container.ExitStatus;
import io.mesosjava.testkit.container.Signal;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommandTaskTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Action STOP_TIMERS = new Action.StopTimers();
  private static final Action TERM = new Action.Send(Signal.TERM);
  private static final ExitStatus TERMINATED = ExitStatus.killedBy(15);

  private final CommandTask task = new CommandTask(true, null);

  @Test
  void startsThenRunsThenFinishes() {
    assertThat(task.launch()).containsExactly(report(TaskState.TASK_STARTING), new Action.Start());
    assertThat(task.started(NOON)).containsExactly(report(TaskState.TASK_RUNNING));
    assertThat(task.ended(ExitStatus.exited(0)))
        .containsExactly(
            STOP_TIMERS, report(TaskState.TASK_FINISHED, null, "Command exited with status 0"));
  }

  @Test
  void failsOnAnyOtherExitAndOnSignals() {
    task.started(NOON);
    assertThat(task.ended(ExitStatus.exited(3)))
        .contains(report(TaskState.TASK_FAILED, null, "Command exited with status 3"));

    CommandTask other = new CommandTask(true, null);
    other.started(NOON);
    assertThat(other.ended(ExitStatus.killedBy(9)))
        .contains(report(TaskState.TASK_FAILED, null, "Command terminated with signal Killed"));
  }

  @Test
  void isKilledPolitelyFirst() {
    task.started(NOON);
    assertThat(task.kill(seconds(3), NOON))
        .containsExactly(
            STOP_TIMERS, report(TaskState.TASK_KILLING), TERM, new Action.Escalate(seconds(3)));
    assertThat(task.graceOver()).containsExactly(new Action.Send(Signal.KILL));
    assertThat(task.ended(ExitStatus.exited(0)))
        .containsExactly(
            STOP_TIMERS, report(TaskState.TASK_KILLED, null, "Command exited with status 0"));
    assertThat(task.graceOver()).isEmpty();
    assertThat(task.kill(seconds(3), NOON)).isEmpty();
  }

  @Test
  void doesNotSayThatItIsBeingKilledToWhoeverDoesNotKnowTheState() {
    CommandTask quiet = new CommandTask(false, null);
    quiet.started(NOON);
    assertThat(quiet.kill(seconds(3), NOON))
        .containsExactly(STOP_TIMERS, TERM, new Action.Escalate(seconds(3)));
  }

  @Test
  void canHaveItsGraceShortenedButNotProlonged() {
    task.started(NOON);
    task.kill(seconds(20), NOON);
    assertThat(task.kill(seconds(30), NOON.plusSeconds(1))).isEmpty();
    assertThat(task.kill(seconds(20), NOON.plusSeconds(2))).isEmpty();
    assertThat(task.kill(seconds(8), NOON.plusSeconds(3)))
        .containsExactly(new Action.Escalate(seconds(5)));
    assertThat(task.kill(seconds(2), NOON.plusSeconds(6)))
        .containsExactly(new Action.Escalate(Duration.ZERO));
  }

  @Test
  void isKilledRightAfterItsStartWhenThatWasAskedBefore() {
    task.launch();
    assertThat(task.kill(seconds(9), NOON)).isEmpty();
    assertThat(task.kill(seconds(5), NOON)).isEmpty();
    assertThat(task.kill(seconds(7), NOON)).isEmpty();
    assertThat(task.started(NOON))
        .containsExactly(
            report(TaskState.TASK_RUNNING),
            STOP_TIMERS,
            report(TaskState.TASK_KILLING),
            TERM,
            new Action.Escalate(seconds(5)));
  }

  @Test
  void failsWhenItRunsForTooLong() {
    CommandTask limited = new CommandTask(true, seconds(60));
    assertThat(limited.started(NOON))
        .containsExactly(new Action.Limit(seconds(60)), report(TaskState.TASK_RUNNING));
    assertThat(limited.timeOver(NOON.plusSeconds(60)))
        .containsExactly(STOP_TIMERS, TERM, new Action.Escalate(Duration.ZERO));
    assertThat(limited.ended(TERMINATED))
        .contains(
            report(
                TaskState.TASK_FAILED,
                Reason.REASON_MAX_COMPLETION_TIME_REACHED,
                "Command terminated with signal Terminated"));
  }

  @Test
  void isKilledNotFailedWhenTheTimeIsOverAfterAKill() {
    CommandTask limited = new CommandTask(true, seconds(60));
    limited.started(NOON);
    limited.kill(seconds(3), NOON);
    assertThat(limited.timeOver(NOON)).isEmpty();
    assertThat(limited.ended(TERMINATED))
        .contains(report(TaskState.TASK_KILLED, null, "Command terminated with signal Terminated"));
  }

  @Test
  void reportsThatItRanEvenWhenItsEndIsToldFirst() {
    task.launch();
    assertThat(task.ended(ExitStatus.exited(0)))
        .containsExactly(
            STOP_TIMERS,
            report(TaskState.TASK_RUNNING),
            report(TaskState.TASK_FINISHED, null, "Command exited with status 0"));
    assertThat(task.started(NOON)).isEmpty();
  }

  @Test
  void endsOnce() {
    task.ended(TERMINATED);
    assertThatIllegalStateException()
        .isThrownBy(() -> task.ended(TERMINATED))
        .withMessage("ENDED cannot become ENDED");
  }

  /** Each transition of the table is taken by one of these lives. */
  @Test
  void takesEveryTransitionOfItsTable() {
    Map<String, List<State>> lives =
        Map.of(
            "ends at once", List.of(State.STARTING, State.ENDED),
            "runs and ends", List.of(State.STARTING, State.RUNNING, State.ENDED),
            "is killed", List.of(State.STARTING, State.RUNNING, State.KILLING, State.ENDED));
    lives.forEach((name, states) -> assertThat(live(states)).as(name).isEqualTo(states));
    for (State from : State.values()) {
      for (State to : CommandTask.TRANSITIONS.getOrDefault(from, Set.of())) {
        assertThat(lives.values())
            .as(from + " to " + to)
            .anyMatch(
                life -> life.indexOf(from) >= 0 && life.indexOf(to) == life.indexOf(from) + 1);
      }
    }
  }

  private static List<State> live(List<State> states) {
    CommandTask task = new CommandTask(true, null);
    return states.stream()
        .map(
            state -> {
              switch (state) {
                case STARTING -> task.launch();
                case RUNNING -> task.started(NOON);
                case KILLING -> task.kill(seconds(1), NOON);
                case ENDED -> task.ended(TERMINATED);
              }
              return task.state();
            })
        .toList();
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static Action report(TaskState state) {
    return report(state, null, null);
  }

  private static Action report(TaskState state, @Nullable Reason reason, @Nullable String message) {
    return new Action.Report(state, reason, message);
  }
}
