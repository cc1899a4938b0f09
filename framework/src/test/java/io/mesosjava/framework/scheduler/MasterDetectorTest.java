package io.mesosjava.framework.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mesosjava.framework.Backoff;
import io.mesosjava.framework.MasterDetector;
import io.mesosjava.framework.SessionState;
import io.mesosjava.framework.scheduler.SessionEvent.Connected;
import io.mesosjava.framework.scheduler.SessionEvent.Disconnected;
import io.mesosjava.framework.scheduler.SessionEvent.FrameworkIdAssigned;
import io.mesosjava.framework.scheduler.SessionEvent.Reconnected;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Masters that have to be found, and are elsewhere the next time. */
@Timeout(120)
class MasterDetectorTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static SchedulerSession session(MasterDetector detector) {
    return SchedulerSession.builder(detector, Tasks.framework("detecting"))
        .backoff(Backoff.constant(Duration.ofMillis(5)))
        .start();
  }

  @Test
  void goesToTheMastersThatAreFoundAtEachAttempt() throws Exception {
    CountDownLatch cut = new CountDownLatch(1);
    AtomicReference<List<URI>> masters = new AtomicReference<>(List.of());
    AtomicInteger asked = new AtomicInteger();
    try (ScriptedMaster first =
            ScriptedMaster.start(
                stream -> {
                  stream.subscribed(15);
                  cut.await();
                });
        ScriptedMaster second =
            ScriptedMaster.start(
                stream -> {
                  stream.subscribed(15);
                  stream.stay();
                });
        SchedulerSession mesos =
            session(
                () -> {
                  switch (asked.incrementAndGet()) {
                    case 1 -> throw new IOException("ZooKeeper does not answer");
                    case 2 -> {} // nobody is found
                    case 3 -> masters.set(List.of(URI.create("ftp://nowhere")));
                    default -> masters.set(List.of((cut.getCount() > 0 ? first : second).uri()));
                  }
                  return masters.get();
                })) {
      assertThat(mesos.next(PATIENCE)).isInstanceOf(FrameworkIdAssigned.class);
      Connected connected = (Connected) mesos.next(PATIENCE);
      assertThat(connected.generation()).isEqualTo(4);
      assertThat(connected.endpoint().getAuthority()).isEqualTo(first.uri().getAuthority());
      cut.countDown();
      assertThat(mesos.next(PATIENCE)).isInstanceOf(Disconnected.class);
      Reconnected reconnected = (Reconnected) mesos.next(PATIENCE);
      assertThat(reconnected.endpoint().getAuthority()).isEqualTo(second.uri().getAuthority());
      assertThat(reconnected.frameworkId()).isEqualTo(connected.frameworkId());
    }
  }

  @Test
  void closingEndsADetectionThatWaits() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    SchedulerSession mesos =
        session(
            () -> {
              asked.countDown();
              never.await();
              return List.of();
            });
    asked.await();
    mesos.close();
    assertThat(mesos.next()).isNull();
    assertThat(mesos.status().state()).isEqualTo(SessionState.CLOSED);
  }

  @Test
  void aListOfNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MasterDetector.of(List.of()))
        .withMessage("masters: none (expected: at least one)");
  }
}
