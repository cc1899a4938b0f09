package io.mesosjava.framework.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.ProtocolException;
import io.mesosjava.framework.SessionState;
import io.mesosjava.framework.session.Life;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a driver hopes for its agent, in virtual time. */
class AgentPatienceTest {

  private static final ExecutorEnvironment.Recovery RECOVERY =
      new ExecutorEnvironment.Recovery(Duration.ofMinutes(15), Duration.ofSeconds(2));

  /** Chance that always gives {@code value}. */
  private static RandomGenerator always(double value) {
    return new RandomGenerator() {
      @Override
      public double nextDouble() {
        return value;
      }

      @Override
      public long nextLong() {
        throw new UnsupportedOperationException();
      }
    };
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  @Test
  void waitsAnythingUpToThreeQuartersOfTheMaximum() {
    Life.Policy policy = AgentPatience.policy(Optional.of(RECOVERY));
    assertThat(policy.backoff().delay(1, always(0))).isEqualTo(Duration.ZERO);
    assertThat(policy.backoff().delay(1, always(0.5))).isEqualTo(millis(750));
    assertThat(policy.backoff().delay(99, always(1))).isEqualTo(millis(1500));
  }

  /** When the wait does not divide the timeout, too. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.37, 0.5, 0.999})
  void hopesForTheRecoveryTimeoutAndNotAMomentLess(double share) {
    Life.Policy policy = AgentPatience.policy(Optional.of(RECOVERY));
    RandomGenerator chance = always(share);
    long lostAt = Duration.ofHours(3).toNanos();
    Life life =
        Life.begin(0)
            .after(new Life.Due(), policy, 0, chance)
            .after(new Life.Opened(), policy, 0, chance)
            .after(new Life.Confirmed(), policy, 0, chance)
            .after(new Life.Lost(new EOFException()), policy, lostAt, chance);
    long now = lostAt;
    int attempts = 0;
    while (life.state() == SessionState.DISCONNECTED) {
      now = life.until();
      attempts++;
      life =
          life.after(new Life.Due(), policy, now, chance)
              .after(new Life.Lost(new ConnectException()), policy, now, chance);
    }
    assertThat(life.state()).isEqualTo(SessionState.CLOSING);
    assertThat(life.failure()).get().isInstanceOf(ConnectException.class);
    assertThat(Duration.ofNanos(now - lostAt)).isEqualTo(Duration.ofMinutes(15));
    assertThat(attempts).isEqualTo((int) Math.ceil(15 * 60 / (1.5 * share)));
  }

  @Test
  void doesNotHopeWithoutCheckpointing() {
    IOException eof = new EOFException();
    assertThat(AgentPatience.isHopeless(eof, true, true)).isFalse();
    assertThat(AgentPatience.isHopeless(eof, true, false)).isFalse();
    assertThat(AgentPatience.isHopeless(eof, false, true)).isTrue();
    assertThat(AgentPatience.isHopeless(eof, false, false)).isTrue();
  }

  @Test
  void bytesThatMakeNoSenseAreHopelessAtFirst() {
    IOException nonsense = new ProtocolException("no agent");
    assertThat(AgentPatience.isHopeless(nonsense, true, false)).isTrue();
    assertThat(AgentPatience.isHopeless(nonsense, true, true)).isFalse();
    assertThat(AgentPatience.isHopeless(nonsense, false, true)).isTrue();
  }
}
