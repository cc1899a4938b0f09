package io.mesosjava.framework.session;

import io.mesosjava.framework.SessionState;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs a session on a thread of its own: does what {@link Life} decides, and tells it what came of
 * that. Connecting, reading, waiting and timers all happen on this one thread, one after the other.
 *
 * @param <M> what the other side sends
 */
public final class SessionThread<M> {

  /** The longest wait at a time; after it, the thread looks at what is due. */
  private static final long LONGEST = Duration.ofMinutes(1).toNanos();

  private final Conversation<M> conversation;
  private final Life.Policy policy;
  private final LongSupplier clock;
  private final RandomGenerator chance;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // Guarded by lock.
  private boolean closing;
  private boolean woken;
  private boolean waiting;
  private boolean reading;

  private volatile Life life;
  private @Nullable Link<M> link;

  /** A thread that is not started. */
  public SessionThread(
      String name,
      Conversation<M> conversation,
      Life.Policy policy,
      LongSupplier clock,
      RandomGenerator chance) {
    this.conversation = conversation;
    this.policy = policy;
    this.clock = clock;
    this.chance = chance;
    this.life = Life.begin(clock.getAsLong());
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /** Starts the thread. */
  public void start() {
    thread.start();
  }

  /** Where the session is. */
  public Life life() {
    return life;
  }

  /** Whether the calling thread does the session's work: it is this one, or a taker that reads. */
  public boolean isCurrent() {
    EventQueue<?> takers = conversation.takers();
    return Thread.currentThread() == thread || (takers != null && takers.turns().isTakers());
  }

  /** Makes the session end. Does not wait for it. */
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
      if (waiting) {
        thread.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Makes the thread look at what is due before it reads on. */
  public void wake() {
    lock.lock();
    try {
      woken = true;
      if (reading) {
        thread.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the thread has ended, at most {@code patience}, and not when it is called on that
   * thread. An interrupt is kept for later.
   *
   * @return false if the thread goes on after that time
   */
  public boolean join(Duration patience) {
    if (isCurrent()) {
      return true;
    }
    boolean interrupted = false;
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (thread.isAlive() && deadline - System.nanoTime() > 0) {
        try {
          TimeUnit.NANOSECONDS.timedJoin(thread, deadline - System.nanoTime());
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      return !thread.isAlive();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    try {
      Life.Input input = await();
      while (life.state() != SessionState.CLOSED) {
        Life before = life;
        life = before.after(input, policy, clock.getAsLong(), chance);
        enter(before, input);
        input = next();
      }
      conversation.ended(life.failure().orElse(null));
    } catch (RuntimeException | Error e) {
      // What is waited for never comes now: whoever waits must learn it.
      hangUp();
      life = life.broken(defect(e));
      conversation.ended(life.failure().orElse(null));
      throw e;
    }
  }

  private static IOException defect(Throwable e) {
    return new IOException("a defect in the session: " + e, e);
  }

  private void enter(Life before, Life.Input input) {
    SessionState state = life.state();
    if (before.state() != state) {
      conversation.moved(before, life);
    }
    switch (state) {
      case DISCONNECTED, CLOSING -> hangUp();
      case SUBSCRIBED -> conversation.subscribed(life.generation());
      default -> {}
    }
    if (state == SessionState.DISCONNECTED && input instanceof Life.Lost lost) {
      conversation.lost(lost.cause(), before, life);
    }
  }

  private void hangUp() {
    conversation.hangUp();
    if (link != null) {
      link.close();
      link = null;
    }
  }

  /** What happens next. */
  private Life.Input next() {
    try {
      return switch (life.state()) {
        case DISCONNECTED -> await();
        case CONNECTING -> connect();
        case SUBSCRIBING -> read();
        case SUBSCRIBED -> readInTurns();
        case CLOSING, CLOSED -> new Life.Released(); // given back on the way in
      };
    } catch (SessionFailure e) {
      return new Life.Failed(e.failure());
    } catch (IOException e) {
      if (isClosing()) {
        return new Life.Close();
      }
      return conversation.isHopeless(e) ? new Life.Failed(e) : new Life.Lost(e);
    } catch (InterruptedException e) {
      return new Life.Close();
    } catch (RuntimeException e) {
      return new Life.Failed(defect(e));
    }
  }

  private boolean isClosing() {
    lock.lock();
    try {
      return closing;
    } finally {
      lock.unlock();
    }
  }

  private Life.Input await() {
    lock.lock();
    try {
      long left = life.until() - clock.getAsLong();
      while (!closing && left > 0) {
        changed.awaitNanos(left);
        left = life.until() - clock.getAsLong();
      }
      return closing ? new Life.Close() : new Life.Due();
    } catch (InterruptedException e) {
      return new Life.Close(); // nobody but us interrupts this thread
    } finally {
      lock.unlock();
    }
  }

  private Life.Input connect() throws IOException, InterruptedException, SessionFailure {
    link = conversation.connect(life.generation(), this::untilClosed);
    return new Life.Opened();
  }

  /** Reads until the life of the session changes. */
  private Life.Input read() throws IOException, InterruptedException, SessionFailure {
    Link<M> source = Objects.requireNonNull(link, "link");
    while (true) {
      long now = clock.getAsLong();
      long patience = Math.min(conversation.due(now) - now, LONGEST);
      if (life.state() == SessionState.SUBSCRIBING) {
        patience = Math.min(patience, life.until() - now);
        if (patience <= 0) {
          return new Life.Lost(new SocketTimeoutException("no SUBSCRIBED within " + Life.WELCOME));
        }
      }
      Optional<M> message = nextOf(source, Duration.ofNanos(Math.max(patience, 0)));
      if (message.isPresent() && conversation.received(message.get())) {
        return new Life.Confirmed();
      }
    }
  }

  /** Reads, together with takers if there are any, until the life of the session changes. */
  private Life.Input readInTurns() throws IOException, InterruptedException, SessionFailure {
    EventQueue<?> takers = conversation.takers();
    if (takers == null || !(link instanceof PolledLink<M> source)) {
      return read();
    }
    SharedReading<M> reading = new SharedReading<>(source, conversation, takers);
    reading.begin();
    try {
      while (true) {
        long now = clock.getAsLong();
        long patience = Math.min(reading.due(now) - now, LONGEST);
        if (neglected(reading, patience)) {
          reading.readNeglected();
        }
      }
    } finally {
      reading.end();
    }
  }

  private boolean neglected(SharedReading<M> reading, long patience)
      throws IOException, InterruptedException {
    try {
      return interruptibly(true, () -> reading.await(patience));
    } catch (InterruptedException e) {
      if (isClosing()) {
        throw e;
      }
      return false;
    } catch (TimeoutException e) {
      throw new IllegalStateException(e); // It does not tell so.
    }
  }

  /** The next message, if one comes before something else has to be done. */
  private Optional<M> nextOf(Link<M> source, Duration patience)
      throws IOException, InterruptedException {
    try {
      Optional<M> message = interruptibly(true, () -> Optional.ofNullable(source.next(patience)));
      if (message.isEmpty()) {
        throw new EOFException("the other side ended the subscription");
      }
      return message;
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      if (isClosing()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private <T> T untilClosed(Conversation.Waiting<T> task) throws IOException, InterruptedException {
    try {
      return interruptibly(false, task);
    } catch (TimeoutException e) {
      throw new IOException(e);
    }
  }

  /** Runs what waits, such that {@link #close} ends the waiting, and {@link #wake} if it may. */
  private <T> T interruptibly(boolean wakeable, Conversation.Waiting<T> task)
      throws IOException, InterruptedException, TimeoutException {
    lock.lock();
    try {
      if (closing || (wakeable && woken)) {
        woken = false;
        throw new InterruptedException();
      }
      waiting = true;
      reading = wakeable;
    } finally {
      lock.unlock();
    }
    try {
      return task.run();
    } finally {
      lock.lock();
      try {
        waiting = false;
        reading = false;
        Thread.interrupted(); // it came from us, and whoever sent it also set a flag
      } finally {
        lock.unlock();
      }
    }
  }
}
