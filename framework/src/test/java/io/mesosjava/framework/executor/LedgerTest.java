package io.mesosjava.framework.executor;

import static io.mesosjava.framework.executor.Fixtures.id;
import static io.mesosjava.framework.executor.Fixtures.task;
import static io.mesosjava.framework.executor.Fixtures.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.framework.executor.Ledger.Outcome;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.executor.Call;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final long PAUSE = 100;

  private final TaskInfo t1 = task("t1");
  private final TaskInfo t2 = task("t2");
  private final Call.Update starting = update("t1", TaskState.TASK_STARTING, 1);
  private final Call.Update running = update("t1", TaskState.TASK_RUNNING, 2);
  private final Call.Update other = update("t2", TaskState.TASK_RUNNING, 3);
  private final Ledger ledger = new Ledger(PAUSE);

  @BeforeEach
  void launch() {
    ledger.launched(t1);
    ledger.launched(t2);
    ledger.made(starting, t1);
    ledger.made(running, t1);
    ledger.made(other, t2);
  }

  private void acknowledge(Call.Update update) {
    assertThat(ledger.acknowledged(update.getStatus().getTaskId(), update.getStatus().getUuid()))
        .contains(update);
  }

  @Test
  void subscribesWithAllThatIsNotAcknowledged() {
    assertThat(ledger.subscribe().getUnacknowledgedTasksList())
        .containsExactly(task("t1"), task("t2"));
    assertThat(ledger.subscribe().getUnacknowledgedUpdatesList())
        .containsExactly(starting, running, other);
  }

  @Test
  void forgetsWhatIsAcknowledgedAndTheTaskWithItsFirst() {
    acknowledge(starting);
    assertThat(ledger.subscribe().getUnacknowledgedTasksList()).containsExactly(task("t2"));
    assertThat(ledger.subscribe().getUnacknowledgedUpdatesList()).containsExactly(running, other);
    assertThat(ledger.has(id("t1"))).isTrue();
    acknowledge(running);
    assertThat(ledger.has(id("t1"))).isFalse();
    assertThat(ledger.size()).isEqualTo(1);
  }

  @Test
  void acknowledgesOnce() {
    acknowledge(starting);
    assertThat(ledger.acknowledged(id("t1"), starting.getStatus().getUuid())).isEmpty();
  }

  @Test
  void aTaskThatIsLaunchedAgainIsNotForgottenWithTheEndOfTheOneBefore() {
    acknowledge(starting);
    acknowledge(running);
    Call.Update finished = update("t1", TaskState.TASK_FINISHED, 4);
    ledger.made(finished, t1);
    TaskInfo again = task("t1");
    ledger.launched(again);
    assertThat(ledger.subscribe().getUnacknowledgedTasksList()).containsExactly(t2, again);
    assertThat(ledger.subscribe().getUnacknowledgedUpdatesList()).containsExactly(other, finished);

    acknowledge(finished);
    assertThat(ledger.acknowledged(id("t1"), finished.getStatus().getUuid())).isEmpty();
    assertThat(ledger.subscribe().getUnacknowledgedTasksList()).containsExactly(t2, again);

    Call.Update anew = update("t1", TaskState.TASK_RUNNING, 5);
    ledger.made(anew, again);
    acknowledge(anew);
    assertThat(ledger.subscribe().getUnacknowledgedTasksList()).containsExactly(t2);
  }

  @Test
  void sendsTheNextOfATaskWhenTheOneBeforeIsTaken() {
    assertThat(ledger.toSend(0)).containsExactlyInAnyOrder(starting, other);
    assertThat(ledger.toSend(0)).isEmpty();
    ledger.answered(starting, Outcome.TAKEN, 0);
    assertThat(ledger.toSend(id("t1"), 0)).contains(running);
    ledger.answered(running, Outcome.TAKEN, 0);
    ledger.answered(other, Outcome.TAKEN, 0);
    assertThat(ledger.toSend(0)).isEmpty();
    assertThat(ledger.size()).as("taken is not acknowledged").isEqualTo(3);
  }

  @Test
  void sendsAgainWhatMayNotHaveArrivedBeforeAnythingLater() {
    ledger.toSend(0);
    ledger.answered(starting, Outcome.UNCERTAIN, 10);
    assertThat(ledger.toSend(id("t1"), 11)).isEmpty();
    assertThat(ledger.nextDue()).isEqualTo(10 + PAUSE);
    assertThat(ledger.toSendAgain(10 + PAUSE - 1)).isEmpty();
    assertThat(ledger.toSendAgain(10 + PAUSE)).containsExactly(starting);
    assertThat(ledger.nextDue()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void doesNotSendAgainWhatWasAcknowledgedMeanwhile() {
    ledger.toSend(0);
    ledger.answered(starting, Outcome.UNCERTAIN, 0);
    acknowledge(starting);
    assertThat(ledger.nextDue()).isEqualTo(Long.MAX_VALUE);
    assertThat(ledger.toSend(id("t1"), 1)).contains(running);
  }

  @Test
  void takesAnAcknowledgementThatOvertakesTheAnswer() {
    ledger.toSend(0);
    acknowledge(starting);
    assertThat(ledger.toSend(id("t1"), 0)).as("the answer has not come").isEmpty();
    ledger.answered(starting, Outcome.TAKEN, 0);
    assertThat(ledger.toSend(id("t1"), 0)).contains(running);
    acknowledge(other);
    ledger.answered(other, Outcome.UNCERTAIN, 0);
    assertThat(ledger.toSendAgain(PAUSE)).isEmpty();
  }

  @Test
  void dropsWhatIsRefusedForGood() {
    ledger.toSend(0);
    ledger.answered(starting, Outcome.REFUSED, 0);
    assertThat(ledger.subscribe().getUnacknowledgedUpdatesList()).containsExactly(running, other);
    assertThat(ledger.toSend(id("t1"), 0)).contains(running);
  }

  @Test
  void aNewSubscriptionHasTakenWhatItBeganWith() {
    ledger.toSend(0);
    Call.Subscribe said = ledger.subscribe();
    Call.Update finished = update("t1", TaskState.TASK_FINISHED, 4);
    ledger.made(finished, t1); // while SUBSCRIBE is on its way
    ledger.subscribed(said);
    assertThat(ledger.toSend(0)).containsExactly(finished);
    assertThat(ledger.subscribe().getUnacknowledgedUpdatesList())
        .containsExactly(starting, running, other, finished);
  }
}
