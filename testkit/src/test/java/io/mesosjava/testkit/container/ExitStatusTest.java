package io.mesosjava.testkit.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitStatusTest {

  @Test
  void speaksAsMesosDoes() {
    assertThat(ExitStatus.exited(0)).hasToString("exited with status 0");
    assertThat(ExitStatus.exited(137)).hasToString("exited with status 137");
    assertThat(ExitStatus.killedBy(9)).hasToString("terminated with signal Killed");
    assertThat(ExitStatus.killedBy(15)).hasToString("terminated with signal Terminated");
    assertThat(new ExitStatus(true, 11, true))
        .hasToString("terminated with signal Segmentation fault (core dumped)");
    assertThat(ExitStatus.killedBy(36)).hasToString("terminated with signal Real-time signal 2");
    assertThat(ExitStatus.killedBy(99)).hasToString("terminated with signal Unknown signal 99");
  }

  @Test
  void encodesAsWaitDoes() {
    assertThat(ExitStatus.exited(4).waitStatus()).isEqualTo(1024);
    assertThat(ExitStatus.killedBy(15).waitStatus()).isEqualTo(15);
    assertThat(new ExitStatus(true, 11, true).waitStatus()).isEqualTo(139);
  }

  @Test
  void succeedsOnlyWithAnExitOfZero() {
    assertThat(ExitStatus.exited(0).succeeded()).isTrue();
    assertThat(ExitStatus.exited(1).succeeded()).isFalse();
    assertThat(new ExitStatus(true, 0, false).succeeded()).isFalse();
  }

  /** What dash and bash write, and what Java says of a supervisor that wrote nothing. */
  @ParameterizedTest
  @CsvSource({
    "'status 0\n', 0, exited with status 0",
    "'status 3\n', 0, exited with status 3",
    "'status 137\n', 0, exited with status 137",
    "'Killed\nstatus 137\n', 0, terminated with signal Killed",
    "'m: line 1: 71 Killed    setsid sh\nstatus 137\n', 0, terminated with signal Killed",
    "'Segmentation fault (core dumped)\nstatus 139\n', 0,"
        + " terminated with signal Segmentation fault (core dumped)",
    "'status 130\n', 0, terminated with signal Interrupt",
    "'status 141\n', 0, terminated with signal Broken pipe",
    "'', 137, terminated with signal Killed",
    "'', 2, exited with status 2",
  })
  void isReadFromTheSupervisorsLastWords(String words, int exit, String status) {
    assertThat(Supervisor.status(words, exit)).hasToString(status);
  }
}
