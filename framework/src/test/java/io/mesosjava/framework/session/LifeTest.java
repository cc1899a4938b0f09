package io.mesosjava.framework.session;

import static io.mesosjava.framework.SessionState.CLOSED;
import static io.mesosjava.framework.SessionState.CLOSING;
import static io.mesosjava.framework.SessionState.CONNECTING;
import static io.mesosjava.framework.SessionState.DISCONNECTED;
import static io.mesosjava.framework.SessionState.SUBSCRIBED;
import static io.mesosjava.framework.SessionState.SUBSCRIBING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mesosjava.framework.Backoff;
import io.mesosjava.framework.SessionState;
import io.mesosjava.framework.session.Life.Close;
import io.mesosjava.framework.session.Life.Confirmed;
import io.mesosjava.framework.session.Life.Due;
import io.mesosjava.framework.session.Life.Failed;
import io.mesosjava.framework.session.Life.Input;
import io.mesosjava.framework.session.Life.Lost;
import io.mesosjava.framework.session.Life.Opened;
import io.mesosjava.framework.session.Life.Policy;
import io.mesosjava.framework.session.Life.Released;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The life of a session, on a clock that is a number. */
class LifeTest {

  private static final Backoff BACKOFF =
      Backoff.exponential(Duration.ofSeconds(1), Duration.ofSeconds(15));
  private static final Policy FOR_EVER = new Policy(BACKOFF, null);

  private final IOException cut = new IOException("connection reset");
  private final List<Input> inputs =
      List.of(
          new Due(),
          new Opened(),
          new Confirmed(),
          new Lost(cut),
          new Failed(cut),
          new Close(),
          new Released());
  private final RandomGenerator chance = new Random(1);
  private long now = -7; // a clock may begin anywhere

  private static long seconds(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  private Life after(Life life, Input... steps) {
    Life result = life;
    for (Input input : steps) {
      result = result.after(input, FOR_EVER, now, chance);
    }
    return result;
  }

  private Life in(SessionState state) {
    Life begin = Life.begin(now);
    return switch (state) {
      case DISCONNECTED -> begin;
      case CONNECTING -> after(begin, new Due());
      case SUBSCRIBING -> after(begin, new Due(), new Opened());
      case SUBSCRIBED -> after(begin, new Due(), new Opened(), new Confirmed());
      case CLOSING -> after(begin, new Close());
      case CLOSED -> after(begin, new Close(), new Released());
    };
  }

  /** What comes of each input in each state: the next state, or a dash if it cannot be. */
  private static final String TABLE =
      """
      state        | Due        Opened      Confirmed  Lost         Failed  Close   Released
      DISCONNECTED | CONNECTING -           -          -            CLOSING CLOSING -
      CONNECTING   | -          SUBSCRIBING -          DISCONNECTED CLOSING CLOSING -
      SUBSCRIBING  | -          -           SUBSCRIBED DISCONNECTED CLOSING CLOSING -
      SUBSCRIBED   | -          -           -          DISCONNECTED CLOSING CLOSING -
      CLOSING      | -          -           -          -            -       CLOSING CLOSED
      CLOSED       | -          -           -          -            -       CLOSED  -
      """;

  @Test
  void goesWhereTheTableSaysFromEveryStateOnEveryInput() {
    List<String> lines = TABLE.lines().toList();
    List<String> heads = List.of(lines.get(0).split("\\s*\\|\\s*|\\s+"));
    assertThat(heads.subList(1, heads.size()))
        .as("inputs, all of them")
        .containsExactlyElementsOf(
            inputs.stream().map(input -> input.getClass().getSimpleName()).toList());
    assertThat(Input.class.getPermittedSubclasses()).hasSize(inputs.size());
    assertThat(lines.subList(1, lines.size())).hasSize(SessionState.values().length);
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = List.of(line.split("\\s*\\|\\s*|\\s+"));
      SessionState state = SessionState.valueOf(cells.get(0));
      for (int i = 0; i < inputs.size(); i++) {
        assertThat(outcome(state, inputs.get(i)))
            .as(state + " on " + heads.get(i + 1))
            .isEqualTo(cells.get(i + 1));
      }
    }
  }

  private String outcome(SessionState state, Input input) {
    Life before = in(state);
    try {
      Life after = after(before, input);
      boolean attempt = input instanceof Due;
      assertThat(after.generation()).isEqualTo(before.generation() + (attempt ? 1 : 0));
      return after.state().name();
    } catch (IllegalStateException e) {
      return "-";
    }
  }

  @Test
  void takesEveryTransitionOfItsTableAndNoOther() {
    for (SessionState state : SessionState.values()) {
      Set<SessionState> reached = new HashSet<>();
      for (Input input : inputs) {
        try {
          reached.add(after(in(state), input).state());
        } catch (IllegalStateException e) {
          assertThat(e).hasMessageStartingWith(state + " -> ");
        }
      }
      reached.remove(state); // closing what closes changes nothing
      assertThat(reached).as("from " + state).isEqualTo(state.successors());
    }
  }

  @Test
  void everyStateButTheLastLeadsToTheLast() {
    Arrays.stream(SessionState.values())
        .filter(state -> state != CLOSED && state != CLOSING)
        .forEach(state -> assertThat(state.successors()).contains(CLOSING));
    assertThat(CLOSING.successors()).containsExactly(CLOSED);
    assertThat(CLOSED.successors()).isEmpty();
  }

  @Test
  void connectsAtOnceThenWaitsLongerAfterEachFailure() {
    Life life = Life.begin(now);
    assertThat(life.until()).isEqualTo(now);
    for (long wait : new long[] {1, 2, 4, 8, 15, 15}) {
      life = after(life, new Due(), new Lost(cut));
      assertThat(life.until() - now).isEqualTo(seconds(wait));
      now = life.until();
    }
    assertThat(life.failures()).isEqualTo(6);
    assertThat(life.generation()).isEqualTo(6);
  }

  @Test
  void aMasterThatSubscribesAndHangsUpAtOnceIsAFailureToo() {
    Life life = Life.begin(now);
    for (int row = 1; row <= 5; row++) {
      life = after(life, new Due(), new Opened(), new Confirmed());
      now += seconds(29);
      life = after(life, new Lost(cut));
      assertThat(life.failures()).isEqualTo(row);
      now = life.until();
    }
  }

  @Test
  void aSubscriptionThatLastedBeginsTheCountAnew() {
    Life life = after(Life.begin(now), new Due(), new Lost(cut), new Due(), new Lost(cut));
    assertThat(life.failures()).isEqualTo(2);
    life = after(life, new Due(), new Opened(), new Confirmed());
    now += seconds(30);
    life = after(life, new Lost(cut));
    assertThat(life.failures()).isEqualTo(1);
    assertThat(life.until() - now).isEqualTo(seconds(1));
  }

  @Test
  void givesUpWaitingForSubscribed() {
    Life life = in(SUBSCRIBING);
    assertThat(life.until() - now).isEqualTo(seconds(75));
    assertThat(after(life, new Lost(cut)).state()).isEqualTo(DISCONNECTED);
  }

  @Test
  void givesUpTryingWhenTheTimeIsOverAndNotBefore() {
    Policy tenSeconds = new Policy(BACKOFF, Duration.ofSeconds(10));
    Life life = in(SUBSCRIBED);
    now += seconds(100);
    life = life.after(new Lost(cut), tenSeconds, now, chance);
    long lost = now;
    while (life.state() == DISCONNECTED) {
      now = life.until();
      assertThat(now - lost).isLessThanOrEqualTo(seconds(10));
      life = life.after(new Due(), tenSeconds, now, chance);
      life = life.after(new Lost(cut), tenSeconds, now, chance);
    }
    assertThat(life.state()).isEqualTo(CLOSING);
    assertThat(life.failure()).contains(cut);
    assertThat(life.generation()).as("at 1, 3, 7 and 10 s").isEqualTo(1 + 4);
    assertThat(now - lost).isEqualTo(seconds(10));
  }

  @Test
  void keepsTheReasonToTheEnd() {
    Life closed = after(in(CONNECTING), new Failed(cut), new Released());
    assertThat(closed.state()).isEqualTo(CLOSED);
    assertThat(closed.failure()).contains(cut);
    assertThat(after(in(SUBSCRIBED), new Close()).failure()).isEqualTo(Optional.empty());
    assertThat(after(in(CLOSING), new Close())).isEqualTo(in(CLOSING));
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatIllegalStateException()
        .isThrownBy(() -> after(in(DISCONNECTED), new Confirmed()))
        .withMessage("DISCONNECTED -> SUBSCRIBED");
    assertThatIllegalStateException()
        .isThrownBy(() -> after(in(SUBSCRIBED), new Due()))
        .withMessage("SUBSCRIBED -> CONNECTING");
  }
}
