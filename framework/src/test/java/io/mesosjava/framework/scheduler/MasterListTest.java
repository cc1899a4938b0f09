package io.mesosjava.framework.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterListTest {

  @Test
  void readsWhatPeopleWrite() {
    assertThat(MasterList.parse("m:5050")).containsExactly(URI.create("http://m:5050"));
    assertThat(MasterList.parse("https://m1:5050, m2:5051,[::1]:5050"))
        .containsExactly(
            URI.create("https://m1:5050"),
            URI.create("http://m2:5051"),
            URI.create("http://[::1]:5050"));
  }

  @Test
  void saysThatZooKeeperNeedsADetector() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SchedulerSession.builder("zk://z1:2181,z2:2181/mesos", "n"))
        .withMessage(
            "masters: 'zk://z1:2181,z2:2181/mesos': this library does not read ZooKeeper (expected:"
                + " host:port of the masters, separated by commas, or a MasterDetector that does)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "m:5050,", "a b:5050", "http://", ":5050"})
  void refusesWhatIsNoMaster(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MasterList.parse(text))
        .withMessageStartingWith("masters: '" + text + "' (expected: host:port");
  }
}
