package io.mesosjava.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mesosjava.testkit.EmbeddedCluster;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an annotation says that makes no sense, and what is said to that. */
class BadAnnotationTest {

  @MesosCluster(masters = 0)
  static final class NoMasters {
    @Test
    void test() {}
  }

  @MesosCluster(agents = -1, sharedByClass = true)
  static final class FewerThanNoAgents {
    @Test
    void test() {}
  }

  static final class NoTime {
    @Test
    @MesosCluster(allocationMillis = 0)
    void test() {}
  }

  @MesosCluster(clockSpeed = Double.NaN)
  static final class NoSpeed {
    @Test
    void test() {}
  }

  @MesosCluster(clockSpeed = 60, clockWoundByHand = true)
  static final class TwoClocks {
    @Test
    void test() {}
  }

  @MesosCluster(agentResources = "cpus:many")
  static final class NoNumber {
    @Test
    void test() {}
  }

  @MesosCluster(setup = Inner.Setup.class)
  static final class InnerSetup {
    @Test
    void test() {}
  }

  @SuppressWarnings("ClassCanBeStatic") // That is what is wrong with it.
  static final class Inner {
    final class Setup implements MesosCluster.Setup {
      @Override
      public void configure(EmbeddedCluster.Builder builder) {}
    }
  }

  @MesosCluster(setup = Throwing.class)
  static final class ThrowingSetup {
    @Test
    void test() {}
  }

  static final class Throwing implements MesosCluster.Setup {
    Throwing() {
      throw new IllegalStateException("not today");
    }

    @Override
    public void configure(EmbeddedCluster.Builder builder) {}
  }

  @MesosCluster
  static final class TooEarly {
    @BeforeAll
    static void before(URI master) {
      assertThat(master).as("a cluster that is not there yet").isNull();
    }

    @Test
    void test() {}
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(NoMasters.class, "NoMasters.test(): masters: 0 (expected: >= 1)"),
        arguments(FewerThanNoAgents.class, "FewerThanNoAgents: agents: -1 (expected: >= 0)"),
        arguments(NoTime.class, "NoTime.test(): allocationInterval: PT0S (expected: > 0)"),
        arguments(NoSpeed.class, "NoSpeed.test(): clockSpeed: NaN (expected: > 0 and finite)"),
        arguments(
            TwoClocks.class,
            "TwoClocks.test(): clockSpeed: 60.0 with clockWoundByHand (expected: one of the two)"),
        arguments(NoNumber.class, "agentResources: \"cpus:many\": expected a number"),
        arguments(
            InnerSetup.class,
            "Inner$Setup (expected: a top-level or static class with a constructor without"),
        arguments(ThrowingSetup.class, "Throwing threw java.lang.IllegalStateException: not today"),
        arguments(TooEarly.class, "@MesosCluster(sharedByClass = true)"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void saysWhatIsWrongAndWhere(Class<?> tests, String expected) {
    assertThat(Launching.of(tests).getFailures())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure.getException())
                    .satisfiesAnyOf(
                        e -> assertThat(e).isInstanceOf(ExtensionConfigurationException.class),
                        e ->
                            assertThat(e).hasCauseInstanceOf(ExtensionConfigurationException.class))
                    .hasStackTraceContaining(expected));
  }
}
