package io.mesosjava.testkit.junit;

import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.Invariant;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class, or one test, an {@link EmbeddedCluster} of its own. Tests take it as
 * a parameter, or the URI of its master, of type {@code java.net.URI}; in a
 * {@code @ParameterizedTest}, URIs are the test's own arguments.
 *
 * <pre>{@code
 * @MesosCluster(masters = 3, agents = 5)
 * class MySchedulerTest {
 *   @Test
 *   void survivesALeaderChange(EmbeddedCluster cluster) { ... }
 * }
 * }</pre>
 *
 * <p>The cluster is there from {@code @BeforeEach} to {@code @AfterEach}; where the class {@link
 * #sharedByClass shares} it, from {@code @BeforeAll} to {@code @AfterAll}. Then it is closed, and
 * fails the test, or the class, that broke an {@link Invariant}. When a test fails, the cluster's
 * timeline is attached to the failure. Tests may run in parallel. On a method, it replaces that of
 * the class; on a nested class, that of the class around it, which counts where there is none. It
 * may be put on annotations of your own.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MesosClusterExtension.class)
@SuppressWarnings("exports") // As of the extension.
public @interface MesosCluster {

  /** What stands for the default of {@link EmbeddedCluster.Builder}. */
  String DEFAULT = "";

  /** The number of masters. */
  int masters() default 1;

  /** The number of agents. */
  int agents() default 1;

  /** What each agent has, for example {@code cpus:8;mem:16000}. */
  String agentResources() default DEFAULT;

  /** What is said of each agent, for example {@code rack:r1}. */
  String agentAttributes() default DEFAULT;

  /** The milliseconds between two rounds of offers; fewer than a Mesos' 1000, for quick tests. */
  long allocationMillis() default 50;

  /** How many times as fast as outside time passes; 1 where the clock is wound by hand. */
  double clockSpeed() default 1;

  /** Whether time passes by {@link EmbeddedCluster#advance} only. */
  boolean clockWoundByHand() default false;

  /** What is not checked at the end. */
  Invariant[] relaxed() default {};

  /**
   * Whether all tests of a class, and of the nested classes without an annotation of their own,
   * have one cluster. Of no effect on a method.
   */
  boolean sharedByClass() default false;

  /** All other settings, applied last. The class needs a constructor without parameters. */
  Class<? extends Setup> setup() default Setup.None.class;

  /** Settings that do not fit into an annotation. */
  @FunctionalInterface
  interface Setup {

    /** Makes the settings. */
    void configure(EmbeddedCluster.Builder builder);

    /** No more settings. */
    final class None implements Setup {

      /** For the annotation. */
      public None() {}

      @Override
      public void configure(EmbeddedCluster.Builder builder) {
        // There are none.
      }
    }
  }
}
