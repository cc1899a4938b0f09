package io.mesosjava.framework.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The algebra, on numbers: what reached which rule and the handler, in order. */
class RuleTest {

  private final List<String> log = new ArrayList<>();
  private final Handler<Integer, String> end =
      number -> {
        log.add("end " + number);
        return "result " + number;
      };

  private Rule<Integer, String> noting(String name) {
    return (number, next) -> {
      log.add(name + " " + number);
      return next.handle(number);
    };
  }

  @Test
  void passesThroughAllRulesFromTheOutermostToTheHandler() throws Exception {
    String result = Rule.chain(noting("a"), noting("b"), noting("c")).before(end).handle(1);

    assertThat(result).isEqualTo("result 1");
    assertThat(log).containsExactly("a 1", "b 1", "c 1", "end 1");
  }

  @Test
  void aChainWithoutRulesIsTheHandler() throws Exception {
    assertThat(Rule.<Integer, String>chain().before(end).handle(7)).isEqualTo("result 7");
  }

  @Test
  void aRuleCanHandOnAnotherSubjectAndChangeTheResult() throws Exception {
    Rule<Integer, String> doubling = (number, next) -> next.handle(2 * number) + "!";

    assertThat(doubling.andThen(noting("after")).before(end).handle(4)).isEqualTo("result 8!");
    assertThat(log).containsExactly("after 8", "end 8");
  }

  @Test
  void nothingComesAfterADrop() throws Exception {
    Handler<Integer, String> chain =
        Rule.chain(noting("a"), Rule.<Integer, String>drop("dropped"), noting("b")).before(end);

    assertThat(chain.handle(1)).isEqualTo("dropped");
    assertThat(log).containsExactly("a 1");
  }

  @Test
  void thenDropRunsTheRuleAndNothingAfterIt() throws Exception {
    Handler<Integer, String> chain =
        noting("a").thenDrop("dropped").andThen(noting("b")).before(end);

    assertThat(chain.handle(1)).isEqualTo("dropped");
    assertThat(log).containsExactly("a 1");
  }

  @Test
  void conditionsSkipTheRuleAndNotTheRest() throws Exception {
    AtomicBoolean open = new AtomicBoolean(true);
    Handler<Integer, String> chain =
        Rule.chain(
                noting("on").when(true),
                noting("off").when(false),
                noting("unless off").unless(false),
                noting("unless on").unless(true),
                noting("even").when(number -> number % 2 == 0),
                noting("odd").unless(number -> number % 2 == 0),
                noting("open").when(open::get),
                noting("shut").unless(open::get))
            .before(end);

    chain.handle(1);
    open.set(false);
    chain.handle(2);

    assertThat(log)
        .containsExactly(
            "on 1",
            "unless off 1",
            "odd 1",
            "open 1",
            "end 1",
            "on 2",
            "unless off 2",
            "even 2",
            "shut 2",
            "end 2");
  }

  @Test
  void onceAppliesToTheFirstOnlyEvenIfItFails() throws Exception {
    Rule<Integer, String> failing = Rule.fail(() -> new IOException("first"));
    Handler<Integer, String> chain = failing.once().before(end);

    assertThatThrownBy(() -> chain.handle(1)).hasMessage("first");
    assertThat(chain.handle(2)).isEqualTo("result 2");
    assertThat(chain.handle(3)).isEqualTo("result 3");
  }

  @Test
  void onceDoesNotWaitForItself() throws Exception {
    List<Handler<Integer, String>> self = new ArrayList<>();
    Rule<Integer, String> again =
        (number, next) -> self.get(0).handle(number + 1) + ", " + next.handle(number);
    self.add(again.once().before(end));

    assertThat(self.get(0).handle(1)).isEqualTo("result 2, result 1");
  }

  @Test
  void secondSubjectWaitsForTheFirstToEnd() throws Exception {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Rule<Integer, String> slow =
        (number, next) -> {
          inside.countDown();
          go.await();
          order.add("first");
          return next.handle(number);
        };
    Handler<Integer, String> chain = slow.once().before(number -> "done");
    Thread first = new Thread(() -> quietly(chain, 1), "once-first");
    Thread second =
        new Thread(
            () -> {
              quietly(chain, 2);
              order.add("second");
            },
            "once-second");
    first.start();
    inside.await();
    second.start();
    while (second.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
      assertThat(second.getState()).isNotEqualTo(Thread.State.TERMINATED);
    }
    go.countDown();
    first.join();
    second.join();

    assertThat(order).containsExactly("first", "second");
  }

  private static void quietly(Handler<Integer, String> chain, int number) {
    try {
      chain.handle(number);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void endsTheChainWhenDone() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    Handler<Integer, String> chain = noting("a").unlessDone(done::get).before(end);

    chain.handle(1);
    done.set(true);

    assertThatThrownBy(() -> chain.handle(2)).isInstanceOf(CancellationException.class);
    assertThat(log).containsExactly("a 1", "end 1");
  }

  @Test
  void overTheLimitTheOtherRuleApplies() throws Exception {
    AtomicLong now = new AtomicLong();
    RateLimit limit =
        new RateLimit(TokenBucket.of(2, Duration.ofSeconds(1)), now::get, RuleTest::neverSleeps);
    Handler<Integer, String> chain =
        noting("within").limited(limit, Rule.drop("too many")).before(end);

    for (int i = 1; i <= 3; i++) {
      chain.handle(i);
    }
    now.addAndGet(1_000_000_000);
    chain.handle(4);
    assertThat(chain.handle(5)).isEqualTo("too many");

    assertThat(log).containsExactly("within 1", "end 1", "within 2", "end 2", "within 4", "end 4");
  }

  @Test
  void overTheLimitTheRuleWaitsAsLongAsNeeded() throws Exception {
    AtomicLong now = new AtomicLong();
    List<Long> slept = new ArrayList<>();
    RateLimit limit =
        new RateLimit(
            TokenBucket.of(1, Duration.ofNanos(100)),
            now::get,
            nanos -> {
              slept.add(nanos);
              now.addAndGet(nanos);
            });
    Handler<Integer, String> chain = noting("a").limited(limit).before(end);

    chain.handle(1);
    now.addAndGet(30);
    chain.handle(2);
    chain.handle(3);

    assertThat(slept).containsExactly(70L, 100L);
    assertThat(log).hasSize(6);
  }

  private static void neverSleeps(long nanos) {
    throw new AssertionError("slept " + nanos);
  }

  @Test
  void failureSkipsWhatIsAfterIt() {
    Handler<Integer, String> chain =
        Rule.chain(
                noting("a"),
                Rule.<Integer, String>fail(() -> new IOException("broken")),
                noting("b"))
            .before(end);

    assertThatThrownBy(() -> chain.handle(1)).isInstanceOf(IOException.class).hasMessage("broken");
    assertThat(log).containsExactly("a 1");
  }

  @Test
  void recoversFromWhatTheHandlerThrows() throws Exception {
    Handler<Integer, String> failing =
        number -> {
          throw new IOException("handler");
        };
    Handler<Integer, String> chain =
        noting("a")
            .onFailure((number, failure) -> number + " " + failure.getMessage())
            .before(failing);

    assertThat(chain.handle(1)).isEqualTo("1 handler");
  }

  @Test
  void keepsTheFirstFailureWhenTheRecoveryFails() {
    Exception first = new IOException("first");
    Rule<Integer, String> failing =
        (number, next) -> {
          throw first;
        };
    Handler<Integer, String> other =
        failing
            .onFailure(
                (number, failure) -> {
                  throw new IllegalStateException("second");
                })
            .before(end);
    Handler<Integer, String> same =
        failing
            .onFailure(
                (number, failure) -> {
                  throw failure;
                })
            .before(end);

    assertThatThrownBy(() -> other.handle(1)).hasMessage("second").hasSuppressedException(first);
    assertThatThrownBy(() -> same.handle(1)).isSameAs(first).hasNoSuppressedExceptions();
  }

  @Test
  void doesNotRecoverFromAnInterrupt() {
    Handler<Integer, String> chain =
        Rule.<Integer, String>fail(InterruptedException::new)
            .onFailure((number, failure) -> "recovered")
            .before(end);

    assertThatThrownBy(() -> chain.handle(1)).isInstanceOf(InterruptedException.class);
  }
}
