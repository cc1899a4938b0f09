package io.mesosjava.framework.session;

import static io.mesosjava.framework.session.Letter.offering;
import static io.mesosjava.framework.session.Letter.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventQueueTest {

  private static final long LONG = Duration.ofMinutes(1).toNanos();

  private final EventQueue<Letter> queue = new EventQueue<>(2, Letter.IN_ORDER);
  private final ExecutorService other = Executors.newSingleThreadExecutor();

  @AfterEach
  void endOtherThread() throws InterruptedException {
    other.shutdownNow();
    assertThat(other.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }

  private <T> Future<T> elsewhere(Callable<T> task) {
    return other.submit(task);
  }

  @Test
  void isBoundedAndTellsHowFullItWas() throws Exception {
    assertThat(queue.tryPut(plain(1))).isTrue();
    assertThat(queue.tryPut(plain(2))).isTrue();
    assertThat(queue.tryPut(plain(3))).isFalse();
    queue.putAtOnce(plain(4));
    assertThatThrownBy(() -> queue.put(plain(5), 1))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("the queue is full: 2 events wait");
    assertThat(queue.size()).isEqualTo(3);
    assertThat(queue.take()).isEqualTo(plain(1));
    assertThat(queue.take()).isEqualTo(plain(2));
    assertThat(queue.take()).isEqualTo(plain(4));
    assertThat(queue.highWater()).isEqualTo(3);
    assertThatThrownBy(() -> queue.take(1)).isInstanceOf(TimeoutException.class);
  }

  @Test
  void whoPutsWaitsForWhoTakes() throws Exception {
    queue.put(plain(1));
    queue.put(plain(2));
    Future<Boolean> third = elsewhere(() -> queue.put(plain(3)));
    assertThat(queue.take()).isEqualTo(plain(1));
    assertThat(third.get()).isTrue();
    Future<Boolean> fourth = elsewhere(() -> queue.put(plain(4), LONG));
    assertThat(queue.take()).isEqualTo(plain(2));
    assertThat(fourth.get()).isTrue();
  }

  @Test
  void whoTakesWaitsForWhoPuts() throws Exception {
    Future<Letter> first = elsewhere(queue::take);
    queue.put(plain(1));
    assertThat(first.get()).isEqualTo(plain(1));
    Future<Letter> second = elsewhere(() -> queue.take(LONG));
    queue.putAtOnce(plain(2));
    assertThat(second.get()).isEqualTo(plain(2));
  }

  @Test
  void withdrawingMakesRoom() throws Exception {
    queue.put(offering("a"));
    queue.put(offering("b"));
    Future<Boolean> third = elsewhere(() -> queue.put(plain(3)));
    assertThat(queue.withdraw("b")).isTrue();
    assertThat(third.get()).isTrue();
    Future<Boolean> fourth = elsewhere(() -> queue.put(plain(4)));
    assertThat(queue.withdrawAll()).isEqualTo(1);
    assertThat(fourth.get()).isTrue();
    assertThat(queue.take()).isEqualTo(plain(3));
  }

  @Test
  void closingEndsEveryoneWhoWaits() throws Exception {
    Future<Letter> taker = elsewhere(queue::take);
    queue.close();
    assertThat(taker.get()).isNull();

    EventQueue<Letter> full = new EventQueue<>(1, Letter.IN_ORDER);
    full.put(plain(1));
    Future<Boolean> putter = elsewhere(() -> full.put(plain(2)));
    full.close();
    assertThat(putter.get()).isFalse();
    assertThat(full.take()).as("what was there is dropped").isNull();
    full.fail(new IOException("late"));
    assertThat(full.take()).as("the first end counts").isNull();
    assertThat(full.put(plain(3))).isFalse();
    assertThat(full.tryPut(plain(3))).as("there is no room to wait for").isTrue();
    assertThat(full.size()).isZero();
  }

  @Test
  void failingLeavesWhatIsThere() throws Exception {
    queue.put(plain(1));
    queue.fail(new IOException("refused"));
    assertThat(queue.isEnded()).isTrue();
    assertThat(queue.take()).isEqualTo(plain(1));
    assertThatThrownBy(queue::take).isInstanceOf(IOException.class).hasMessage("refused");
    assertThatThrownBy(() -> queue.take(LONG)).hasMessage("refused");
    queue.close();
    assertThatThrownBy(queue::take).as("the first end counts").hasMessage("refused");
  }

  @Test
  void anInterruptLosesNothing() throws Exception {
    Thread.currentThread().interrupt();
    assertThatThrownBy(queue::take).isInstanceOf(InterruptedException.class);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> queue.put(plain(1))).isInstanceOf(InterruptedException.class);
    assertThat(queue.size()).isZero();
  }

  /** Has these letters to be read, and then {@code end}. */
  private EventQueue.Feed having(EventQueue.Feed.Found end, Letter... letters) {
    return most -> {
      for (Letter letter : letters) {
        assertThat(queue.tryPut(letter)).isTrue();
      }
      return end;
    };
  }

  @Test
  void whoWaitsReadsWhatArrives() throws Exception {
    queue.turns().feed(having(EventQueue.Feed.Found.ALL, plain(1), plain(2)));
    assertThatThrownBy(() -> queue.take(1)).isInstanceOf(TimeoutException.class);
    Future<Letter> waiting = elsewhere(queue::take);
    queue.turns().arrived();
    assertThat(waiting.get()).isEqualTo(plain(1));
    assertThat(queue.take()).isEqualTo(plain(2));
    assertThatThrownBy(() -> queue.take(1)).isInstanceOf(TimeoutException.class);
  }

  @Test
  void asksForNoMoreThanItHasRoomFor() throws Exception {
    queue.put(offering("a"));
    queue
        .turns()
        .feed(
            most -> {
              assertThat(most).isEqualTo(1);
              return EventQueue.Feed.Found.ALL;
            });
    queue.turns().arrived();
    assertThat(queue.take()).isEqualTo(offering("a"));
  }

  @Test
  void looksAtAllThatCameBeforeItGivesAnOffer() throws Exception {
    queue.put(offering("a"));
    queue
        .turns()
        .feed(
            most -> {
              assertThat(queue.withdraw("a")).isTrue();
              assertThat(queue.tryPut(plain(2))).isTrue();
              return EventQueue.Feed.Found.ALL;
            });
    queue.turns().arrived();
    assertThat(queue.take()).isEqualTo(plain(2));
  }

  @Test
  void givesOthersWithoutLooking() throws Exception {
    queue.put(plain(1));
    queue.turns().feed(having(EventQueue.Feed.Found.ALL, plain(2)));
    queue.turns().arrived();
    assertThat(queue.take()).isEqualTo(plain(1));
    assertThat(queue.size()).isZero();
    assertThat(queue.take()).isEqualTo(plain(2));
  }

  @Test
  void leavesTroubleToTheSession() throws Exception {
    queue.turns().feed(having(EventQueue.Feed.Found.TROUBLE));
    queue.turns().arrived();
    assertThatThrownBy(() -> queue.take(1)).isInstanceOf(TimeoutException.class);
    assertThat(queue.turns().awaitNeglect(LONG, LONG)).isTrue();
    assertThat(queue.turns().begin()).isTrue();
    queue.turns().end(EventQueue.Feed.Found.ALL);
    assertThat(queue.turns().awaitNeglect(1, LONG)).isFalse();
  }

  @Test
  void tellsTheSessionOfWhatNobodyReads() throws Exception {
    queue.turns().feed(having(EventQueue.Feed.Found.ALL, plain(1)));
    assertThat(queue.turns().awaitNeglect(1, 1)).isFalse();
    queue.turns().arrived();
    assertThat(queue.turns().awaitNeglect(LONG, 1)).isTrue();
    assertThat(queue.take()).isEqualTo(plain(1));
    assertThat(queue.turns().awaitNeglect(1, 1)).isFalse();
  }

  @Test
  void oneThreadAtATimeReads() throws Exception {
    queue.turns().feed(having(EventQueue.Feed.Found.ALL, plain(1)));
    queue.turns().arrived();
    assertThat(queue.turns().begin()).isFalse();
    Future<Letter> waiting = elsewhere(() -> queue.take(LONG));
    assertThat(queue.size()).isZero();
    queue.turns().end(EventQueue.Feed.Found.SOME);
    assertThat(waiting.get()).isEqualTo(plain(1));
  }

  @Test
  void takersReadNoMoreWhenThereIsNothingToReadFrom() throws Exception {
    queue.turns().feed(having(EventQueue.Feed.Found.SOME, plain(1)));
    queue.turns().arrived();
    queue.turns().feed(null);
    queue.turns().arrived();
    assertThatThrownBy(() -> queue.take(1)).isInstanceOf(TimeoutException.class);
  }
}
