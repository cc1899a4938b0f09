package io.mesosjava.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.EmbeddedCluster;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Clusters of tests that run at the same time. */
class ParallelClustersTest {

  private static final int TESTS = 5;

  private static final CyclicBarrier ALL_ARE_HERE = new CyclicBarrier(TESTS);
  private static final Set<URI> MASTERS = ConcurrentHashMap.newKeySet();

  /** Changes its cluster while all others do, and sees no change but its own. */
  private static void meet(EmbeddedCluster cluster, int agents) throws Exception {
    MASTERS.add(cluster.master());
    int waiting = ALL_ARE_HERE.await(1, TimeUnit.MINUTES);
    assertThat(waiting).isBetween(0, TESTS - 1);
    URI before = cluster.master();
    cluster.moveLeader();
    cluster.awaitAgents(agents);
    assertThat(cluster.timeline()).containsOnlyOnce("master at " + before.getAuthority() + " ends");
    ALL_ARE_HERE.await(1, TimeUnit.MINUTES);
  }

  @MesosCluster(masters = 3)
  static final class One {
    @RepeatedTest(2)
    void meets(EmbeddedCluster cluster) throws Exception {
      meet(cluster, 1);
    }
  }

  @MesosCluster(agents = 2)
  static final class Two {
    @Test
    void meets(EmbeddedCluster cluster) throws Exception {
      meet(cluster, 2);
    }

    @Test
    @MesosCluster(masters = 3, agents = 3)
    void meetsWithAClusterOfItsOwn(EmbeddedCluster cluster) throws Exception {
      meet(cluster, 3);
    }
  }

  @MesosCluster(masters = 3, agents = 0, sharedByClass = true)
  static final class Three {
    @Test
    void meets(EmbeddedCluster cluster) throws Exception {
      meet(cluster, 0);
    }
  }

  @Test
  void doNotDisturbEachOther() {
    TestExecutionSummary summary =
        Launching.of(
            List.of(One.class, Two.class, Three.class),
            Map.of(
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "5"));
    assertThat(summary.getFailures()).isEmpty();
    assertThat(summary.getTestsSucceededCount()).isEqualTo(TESTS);
    assertThat(MASTERS).hasSize(TESTS);
  }
}
