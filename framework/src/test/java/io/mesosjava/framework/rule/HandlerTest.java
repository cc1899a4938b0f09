package io.mesosjava.framework.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandlerTest {

  private final List<String> log = new ArrayList<>();

  private Handler.Sink<Integer> noting(String name) {
    return number -> log.add(name + " " + number);
  }

  private static Handler.Sink<Integer> failing(Exception failure) {
    return number -> {
      throw failure;
    };
  }

  @Test
  void allGetTheirTurnAndTheFirstFailureCarriesTheOthers() {
    Exception first = new IOException("first");
    Exception second = new IllegalStateException("second");

    assertThatThrownBy(
            () ->
                Handler.<Integer>all(
                        noting("a"), failing(first), noting("b"), failing(second), noting("c"))
                    .handle(5))
        .isSameAs(first)
        .hasSuppressedException(second);
    assertThat(log).containsExactly("a 5", "b 5", "c 5");
  }

  @Test
  void handlesAllThatGoWell() throws Exception {
    assertThat(Handler.<Integer>all(noting("a"), noting("b")).handle(1)).isEqualTo(Verdict.HANDLED);
    assertThat(log).containsExactly("a 1", "b 1");
  }

  @Test
  void anInterruptEndsItAndKeepsTheOthers() {
    Exception first = new IOException("first");

    Throwable thrown =
        catchThrowable(
            () ->
                Handler.<Integer>all(
                        failing(first), failing(new InterruptedException()), noting("late"))
                    .handle(1));

    assertThat(thrown).isInstanceOf(InterruptedException.class).hasSuppressedException(first);
    assertThat(log).isEmpty();
  }

  @Test
  void theSameExceptionTwiceDoesNotSuppressItself() {
    Exception failure = new IOException("again");

    assertThatThrownBy(() -> Handler.<Integer>all(failing(failure), failing(failure)).handle(1))
        .isSameAs(failure)
        .hasNoSuppressedExceptions();
  }
}
