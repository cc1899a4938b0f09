package io.mesosjava.framework.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.client.CallNotSentException;
import io.mesosjava.client.SchedulerCalls;
import io.mesosjava.framework.Announcer;
import io.mesosjava.framework.Backoff;
import io.mesosjava.framework.SessionState;
import io.mesosjava.framework.scheduler.SessionEvent.Connected;
import io.mesosjava.framework.store.FrameworkIdStore;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users that do what they should not, or where they should not. */
@Timeout(120)
class SessionBadInputTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private record Tick(int number) implements AnnouncedEvent {}

  @TempDir Path directory;

  private static SchedulerSessionBuilder builder(TestMaster master) {
    return SchedulerSession.builder(master.uri(), Tasks.framework("bad input"))
        .backoff(Backoff.constant(Duration.ofMillis(10)));
  }

  private static void awaitConnected(SchedulerSession mesos) throws Exception {
    while (!(mesos.next(PATIENCE) instanceof Connected)) {
      assertThat(mesos.status().state()).isNotEqualTo(SessionState.CLOSED);
    }
  }

  /** Runs a handler on a thread of its own. */
  private static CompletableFuture<Void> running(SchedulerSession mesos, EventHandler handler) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                mesos.run(handler);
                end.complete(null);
              } catch (Exception e) {
                end.completeExceptionally(e);
              }
            },
            "handler")
        .start();
    return end;
  }

  @Test
  void aHandlerThatBlocksForEverStopsTheDeliveryAndNothingElse() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch beats = new CountDownLatch(3);
    CountDownLatch forEver = new CountDownLatch(1);
    SchedulerListener pulse =
        new SchedulerListener() {
          @Override
          public void received(Event event) {
            if (event.getType() == Event.Type.HEARTBEAT) {
              beats.countDown();
            }
          }
        };
    try (TestMaster master = TestMaster.openImpatient()) {
      SchedulerSession mesos = builder(master).listener(pulse).start();
      CompletableFuture<Void> end =
          running(
              mesos,
              event -> {
                blocked.countDown();
                forEver.await();
              });
      blocked.await();
      beats.await(); // the master is listened to
      mesos.suppress().toCompletableFuture().get(); // and spoken to
      assertThat(mesos.status().state()).isEqualTo(SessionState.SUBSCRIBED);
      mesos.teardown(); // nor does the end wait for the handler
      assertThat(mesos.status().state()).isEqualTo(SessionState.CLOSED);
      assertThat(end).isNotDone();
      forEver.countDown();
      end.get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void aHandlerThatClosesTheSessionEndsItsRun() throws Exception {
    List<SchedulerEvent> handled = new ArrayList<>();
    try (TestMaster master = TestMaster.open()) {
      SchedulerSession mesos = builder(master).start();
      mesos.run(
          event -> {
            handled.add(event);
            if (event instanceof Connected) {
              mesos.close();
            }
          });
      assertThat(handled.get(handled.size() - 1)).isInstanceOf(Connected.class);
      assertThat(mesos.status().state()).isEqualTo(SessionState.CLOSED);
    }
  }

  @Test
  void aHandlerThatTearsTheFrameworkDownEndsItsRun() throws Exception {
    FrameworkIdStore store = FrameworkIdStore.inMemory();
    try (TestMaster master = TestMaster.open()) {
      SchedulerSession mesos = builder(master).frameworkIdStore(store).start();
      mesos.run(
          event -> {
            if (event instanceof Connected) {
              assertThat(store.load()).isPresent();
              mesos.teardown();
            }
          });
      assertThat(mesos.status().state()).isEqualTo(SessionState.CLOSED);
      assertThat(store.load()).isEmpty();
    }
  }

  @Test
  void whatHangsOnACallMayCloseTheSession() throws Exception {
    try (TestMaster master = TestMaster.open()) {
      SchedulerSession mesos = builder(master).start();
      awaitConnected(mesos);
      onTheStageOfACall(mesos, mesos::close);
      assertThat(mesos.next()).isNull();
      mesos.close(); // waits for the end, which the stage could not
      assertThat(mesos.status().state()).isEqualTo(SessionState.CLOSED);
    }
  }

  @Test
  void whatHangsOnACallMayNotWaitForTheSession() throws Exception {
    try (TestMaster master = TestMaster.open();
        SchedulerSession mesos = builder(master).start()) {
      awaitConnected(mesos);
      assertThatThrownBy(() -> onTheStageOfACall(mesos, mesos::teardown))
          .hasRootCauseInstanceOf(IllegalStateException.class)
          .hasMessageContaining("teardown() waits, and mesos-scheduler-");
      assertThatThrownBy(() -> onTheStageOfACall(mesos, mesos::next))
          .hasMessageContaining("next() waits");
      assertThatThrownBy(() -> onTheStageOfACall(mesos, () -> mesos.send(SchedulerCalls.revive())))
          .hasMessageContaining("send() waits");
      assertThat(mesos.status().state())
          .as("nothing came of it")
          .isEqualTo(SessionState.SUBSCRIBED);
      mesos.teardown();
    }
  }

  private interface Action {
    void run() throws Exception;
  }

  /** Runs {@code action} on the thread that completes stages. */
  private static void onTheStageOfACall(SchedulerSession mesos, Action action) throws Exception {
    Thread caller = Thread.currentThread();
    for (boolean done = false; !done; ) {
      CompletableFuture<Boolean> elsewhere = new CompletableFuture<>();
      mesos
          .revive()
          .thenRun(
              () -> {
                try {
                  boolean late = Thread.currentThread() == caller; // it was complete already
                  if (!late) {
                    action.run();
                  }
                  elsewhere.complete(!late);
                } catch (Exception e) {
                  elsewhere.completeExceptionally(e);
                }
              });
      done = elsewhere.get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void aListenerOnTheSessionsThreadMayCloseItButNotWaitForIt() throws Exception {
    CompletableFuture<SchedulerSession> session = new CompletableFuture<>();
    CompletableFuture<Throwable> refusal = new CompletableFuture<>();
    SchedulerListener closing =
        new SchedulerListener() {
          @Override
          public void moved(SessionState from, SessionState to) {
            if (to == SessionState.SUBSCRIBED) {
              SchedulerSession mesos = session.join();
              try {
                mesos.teardown();
              } catch (Exception e) {
                refusal.complete(e);
              }
              mesos.close();
            }
          }
        };
    try (TestMaster master = TestMaster.open();
        SchedulerSession mesos = builder(master).listener(closing).start()) {
      session.complete(mesos);
      assertThat(refusal.get(60, TimeUnit.SECONDS))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("teardown() waits, and mesos-session-bad input is");
      while (mesos.next(PATIENCE) != null) {
        assertThat(mesos.status()).isNotNull();
      }
    }
  }

  @Test
  void aListenerThatThrowsChangesNothing() throws Exception {
    SchedulerListener broken =
        new SchedulerListener() {
          @Override
          public void moved(SessionState from, SessionState to) {
            throw new IllegalStateException("moved");
          }

          @Override
          public void received(Event event) {
            throw new IllegalStateException("received");
          }

          @Override
          public void sending(Call call) {
            throw new IllegalStateException("sending");
          }
        };
    List<SessionState> told = new ArrayList<>();
    SchedulerListener next =
        new SchedulerListener() {
          @Override
          public void moved(SessionState from, SessionState to) {
            told.add(to);
          }
        };
    try (TestMaster master = TestMaster.open();
        SchedulerSession mesos = builder(master).listener(broken).listener(next).start()) {
      awaitConnected(mesos);
      mesos.revive().toCompletableFuture().get();
      mesos.teardown();
    }
    assertThat(told)
        .startsWith(SessionState.CONNECTING, SessionState.SUBSCRIBING, SessionState.SUBSCRIBED)
        .endsWith(SessionState.CLOSED);
  }

  @Test
  void knownTasksThatCannotBeToldDoNotEndTheSession() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch reconciled = new CountDownLatch(1);
    SchedulerListener listener =
        new SchedulerListener() {
          @Override
          public void callTaken(Call call, Duration took) {
            if (call.getType() == Call.Type.RECONCILE) {
              reconciled.countDown();
            }
          }
        };
    ReconciliationPolicy policy =
        ReconciliationPolicy.standard()
            .withBackoff(Backoff.constant(Duration.ofMillis(1)))
            .withTasks(
                () -> {
                  if (asked.incrementAndGet() <= 2) {
                    throw new ConcurrentModificationException("being changed");
                  }
                  return List.of();
                });
    try (TestMaster master = TestMaster.open();
        SchedulerSession mesos =
            builder(master).reconciliation(policy).listener(listener).start()) {
      awaitConnected(mesos);
      mesos.reconcile();
      reconciled.await();
      assertThat(asked.get()).isGreaterThan(2);
      assertThat(mesos.status().state()).isEqualTo(SessionState.SUBSCRIBED);
    }
  }

  @Test
  void aBackOffThatThrowsEndsTheSessionAndSaysSo() throws Exception {
    Backoff broken =
        (failures, chance) -> {
          throw new IllegalStateException("no idea");
        };
    String nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = "127.0.0.1:" + socket.getLocalPort();
    }
    try (SchedulerSession mesos =
        SchedulerSession.builder(nobody, "bad input").backoff(broken).start()) {
      assertThatThrownBy(() -> mesos.next(PATIENCE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no idea");
      assertThat(mesos.status().state()).isEqualTo(SessionState.CLOSED);
    }
  }

  @Test
  void waitingLongerThanAnyClockGoesIsWaitingForEver() throws Exception {
    Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
    try (TestMaster master = TestMaster.open();
        SchedulerSession mesos = builder(master).start()) {
      awaitConnected(mesos);
      mesos.announce(new Tick(1), longest);
      SchedulerEvent event = mesos.next(longest);
      while (!(event instanceof Tick)) {
        event = mesos.next(longest);
      }
      assertThat(event).isEqualTo(new Tick(1));
    }
    assertThatThrownBy(() -> SchedulerSession.builder("m:1", "f").giveUpAfter(Duration.ofDays(366)))
        .hasMessage("patience: PT8784H (expected: 0 to 365 days)");
  }

  @Test
  void announcingAfterCloseIsRefused() throws Exception {
    try (TestMaster master = TestMaster.open()) {
      SchedulerSession mesos = builder(master).start();
      awaitConnected(mesos);
      mesos.close();
      assertThatIllegalStateException()
          .isThrownBy(() -> mesos.announce(new Tick(1)))
          .withMessage("the session has ended: it takes no more events");
      assertThatIllegalStateException()
          .isThrownBy(() -> mesos.announce(new Tick(1), PATIENCE))
          .withMessage("the session has ended: it takes no more events");
    }
  }

  @Test
  void closingFreesThoseWhoWaitToAnnounce() throws Exception {
    try (TestMaster master = TestMaster.open()) {
      SchedulerSession mesos = builder(master).queueCapacity(3).start();
      CompletableFuture<Integer> end = new CompletableFuture<>();
      Thread announcer =
          new Thread(
              () -> {
                int taken = 0;
                try {
                  for (; taken < 100; taken++) {
                    mesos.announce(new Tick(taken));
                  }
                  end.complete(taken);
                } catch (IllegalStateException e) {
                  end.complete(taken);
                } catch (InterruptedException e) {
                  end.completeExceptionally(e);
                }
              },
              "announcer");
      announcer.start();
      while (announcer.getState() != Thread.State.WAITING) {
        assertThat(end).isNotDone();
        Thread.onSpinWait();
      }
      mesos.close();
      assertThat(end.get(60, TimeUnit.SECONDS)).isLessThan(100);
    }
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"}) // what somebody without types can do
  void nullAndForeignEventsAreRefused() throws Exception {
    try (TestMaster master = TestMaster.open();
        SchedulerSession mesos = builder(master).start()) {
      awaitConnected(mesos);
      assertThatNullPointerException().isThrownBy(() -> mesos.announce(null)).withMessage("event");
      assertThatNullPointerException()
          .isThrownBy(() -> mesos.announce(null, PATIENCE))
          .withMessage("event");
      Announcer raw = mesos;
      assertThatThrownBy(() -> raw.announce("a foreign event"))
          .isInstanceOf(ClassCastException.class);
      assertThatThrownBy(() -> raw.announce(new MasterEvent.Heartbeat(1)))
          .isInstanceOf(ClassCastException.class);
      mesos.announce(new Tick(1));
      SchedulerEvent next = mesos.next(PATIENCE);
      while (next instanceof MasterEvent.Offers) {
        next = mesos.next(PATIENCE);
      }
      assertThat(next).isEqualTo(new Tick(1));
      mesos.teardown();
    }
  }

  @Test
  void aStoreWithGarbageInItEndsTheSessionAndIsLeftAsItIs() throws Exception {
    Path file = Files.writeString(directory.resolve("id"), "two\nlines\n");
    try (TestMaster master = TestMaster.open();
        SchedulerSession mesos =
            builder(master).frameworkIdStore(FrameworkIdStore.inFile(file)).start()) {
      assertThatThrownBy(() -> mesos.next(PATIENCE))
          .isInstanceOf(FrameworkIdStoreException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("expected: one line with the id of a framework");
      assertThat(mesos.status().generation()).as("attempts, none of which sent anything").isOne();
    }
    assertThat(file).hasContent("two\nlines\n");
  }

  @Test
  @SuppressWarnings("deprecation") // role: what frameworks without MULTI_ROLE have
  void anInvalidFrameworkEndsTheSessionWithTheTextOfTheError() throws Exception {
    try (TestMaster master = TestMaster.open();
        SchedulerSession mesos = builder(master).framework(info -> info.setRole("/bad")).start()) {
      assertThatThrownBy(() -> mesos.next(PATIENCE))
          .isInstanceOf(FrameworkRefusedException.class)
          .hasMessageContaining("/bad");
      assertThat(mesos.status().state()).isEqualTo(SessionState.CLOSED);
    }
  }

  @Test
  void tearingDownAfterTheEndSaysThatItIsTheEnd() throws Exception {
    try (TestMaster master = TestMaster.open()) {
      SchedulerSession mesos = builder(master).start();
      awaitConnected(mesos);
      mesos.close();
      assertThatThrownBy(mesos::teardown)
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("TEARDOWN")
          .hasMessageContaining("the session is over");
    }
  }
}
