package io.mesosjava.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.Invariant;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class MesosClusterTest {

  @Nested
  @MesosCluster(masters = 3, agents = 2, agentAttributes = "rack:r1")
  class OnAClass {

    @Test
    void givesEachTestTheClusterItDescribes(EmbeddedCluster cluster, URI master) {
      assertThat(cluster.masters()).hasSize(3);
      assertThat(cluster.agents()).hasSize(2);
      assertThat(cluster.master()).isEqualTo(master);
      assertThat(cluster.state().agents().get(0).getAgentInfo().getAttributes(0).getName())
          .isEqualTo("rack");
    }

    @Test
    @MesosCluster(agents = 0, clockWoundByHand = true)
    void isReplacedByThatOfTheMethod(EmbeddedCluster cluster) {
      assertThat(cluster.masters()).hasSize(1);
      assertThat(cluster.agents()).isEmpty();
      cluster.advance(Duration.ofHours(1));
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  @MesosCluster(sharedByClass = true, agents = 0, setup = WithCredentials.class)
  class SharedByAClass {

    private EmbeddedCluster first;

    @BeforeAll
    void launched(EmbeddedCluster cluster) {
      first = cluster;
    }

    @Test
    void isTheSameForOneTest(EmbeddedCluster cluster) {
      assertThat(cluster).isSameAs(first);
    }

    @Test
    void andForTheOther(EmbeddedCluster cluster) {
      assertThat(cluster).isSameAs(first);
    }

    @AfterAll
    void isStillThere() {
      assertThatCode(() -> first.state()).doesNotThrowAnyException();
    }
  }

  static final class WithCredentials implements MesosCluster.Setup {
    @Override
    public void configure(EmbeddedCluster.Builder builder) {
      builder.credential("a", "b").relax(Invariant.OFFERS_ANSWERED).tls();
    }
  }

  @Test
  @MesosCluster(setup = WithCredentials.class)
  void takesSettingsThatDoNotFitIntoAnAnnotation(EmbeddedCluster cluster) {
    assertThat(cluster.master().getScheme()).isEqualTo("https");
  }

  /** Not found by itself: it is neither nested nor a class of its own. */
  static final class Failing {

    static EmbeddedCluster seen;

    @Test
    @MesosCluster
    void fails(EmbeddedCluster cluster) {
      seen = cluster;
      throw new AssertionError("too bad");
    }
  }

  @Test
  void attachesTheTimelineToAFailureAndEndsTheCluster() {
    TestExecutionSummary summary = run(Failing.class);
    assertThat(summary.getFailures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.getException()).hasMessage("too bad");
              assertThat(failure.getException().getSuppressed()[0])
                  .hasMessageStartingWith("what happened in the cluster:\n")
                  .hasMessageContaining("registered");
            });
    assertThatThrownBy(Failing.seen::state).isInstanceOf(IllegalStateException.class);
  }

  private static TestExecutionSummary run(Class<?> tests) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(tests))
                .build(),
            listener);
    return listener.getSummary();
  }
}
