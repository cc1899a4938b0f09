package io.mesosjava.testkit.agent;

import static io.mesosjava.testkit.agent.Statuses.status;
import static io.mesosjava.testkit.agent.Statuses.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.agent.StatusUpdateStream.Reaction;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusUpdateStreamTest {

  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final TaskStatus STARTING = status("t", TaskState.TASK_STARTING, "1");
  private static final TaskStatus RUNNING = status("t", TaskState.TASK_RUNNING, "2");
  private static final TaskStatus FINISHED = status("t", TaskState.TASK_FINISHED, "3");

  private final StatusUpdateStream stream = new StatusUpdateStream(new Doubling(FIRST, LIMIT));

  @Test
  void sendsTheFirstUpdateAtOnceAndHoldsTheNextBack() {
    assertThat(stream.add(STARTING)).isEqualTo(new Reaction.Send(STARTING, FIRST));
    assertThat(stream.add(RUNNING)).isEqualTo(new Reaction.Keep());
    assertThat(stream.add(FINISHED)).isEqualTo(new Reaction.Keep());

    assertThat(stream.acknowledge(uuid("1"))).isEqualTo(new Reaction.Send(RUNNING, FIRST));
    assertThat(stream.acknowledge(uuid("2"))).isEqualTo(new Reaction.Send(FINISHED, FIRST));
    assertThat(stream.acknowledge(uuid("3"))).isEqualTo(new Reaction.End());
  }

  @Test
  void restsWhenAllIsAcknowledgedButTheTaskRunsOn() {
    stream.add(STARTING);
    assertThat(stream.acknowledge(uuid("1"))).isEqualTo(new Reaction.Rest());
    assertThat(stream.resend()).isEqualTo(new Reaction.Rest());
    assertThat(stream.add(RUNNING)).isEqualTo(new Reaction.Send(RUNNING, FIRST));
  }

  @Test
  void repeatsWithDelaysThatDoubleUpToTheLimit() {
    stream.add(STARTING);
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      Reaction.Send send = (Reaction.Send) stream.overdue();
      assertThat(send.status()).isEqualTo(STARTING);
      seconds.add(send.retryIn().toSeconds());
    }
    assertThat(seconds).containsExactly(20L, 40L, 80L, 160L, 320L, 600L, 600L, 600L, 600L);
  }

  @Test
  void startsTheDelaysOverForTheNextUpdateAndForANewListener() {
    stream.add(STARTING);
    stream.add(RUNNING);
    stream.overdue();
    assertThat(stream.resend()).isEqualTo(new Reaction.Send(STARTING, FIRST));
    stream.overdue();
    assertThat(stream.acknowledge(uuid("1"))).isEqualTo(new Reaction.Send(RUNNING, FIRST));
  }

  @Test
  void ignoresAcknowledgementsOfAnythingButTheUpdateInFlight() {
    stream.add(STARTING);
    stream.add(RUNNING);
    assertThat(stream.acknowledge(uuid("2"))).isEqualTo(new Reaction.Keep());
    assertThat(stream.acknowledge(uuid("9"))).isEqualTo(new Reaction.Keep());
    stream.acknowledge(uuid("1"));
    assertThat(stream.acknowledge(uuid("1"))).isEqualTo(new Reaction.Keep());
    assertThat(stream.overdue()).isEqualTo(new Reaction.Send(RUNNING, FIRST.multipliedBy(2)));
  }

  @Test
  void takesAnUpdateOnlyOnce() {
    stream.add(STARTING);
    assertThat(stream.add(STARTING)).isEqualTo(new Reaction.Keep());
    assertThat(stream.acknowledge(uuid("1"))).isEqualTo(new Reaction.Rest());
    assertThat(stream.add(STARTING)).isEqualTo(new Reaction.Keep());
    assertThat(stream.resend()).isEqualTo(new Reaction.Rest());
  }

  @Test
  void doesNothingWhenAForgottenTimerRings() {
    stream.add(STARTING);
    stream.acknowledge(uuid("1"));
    assertThat(stream.overdue()).isEqualTo(new Reaction.Rest());
  }
}
