package io.mesosjava.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.Invariant;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_METHOD)
  @MesosCluster(sharedByClass = true, agents = 0)
  class SharedByAClassAndThoseInIt {

    private final EmbeddedCluster outer;

    SharedByAClassAndThoseInIt(EmbeddedCluster cluster) {
      outer = cluster;
    }

    @Nested
    class ThatSaysNothing {
      @Test
      void isTheSame(EmbeddedCluster cluster, URI master) {
        assertThat(cluster).isSameAs(outer);
        assertThat(master).isEqualTo(outer.master());
      }
    }

    @Nested
    @MesosCluster(agents = 1)
    class ThatSaysOtherwise {
      @Test
      void isAnother(EmbeddedCluster cluster) {
        assertThat(cluster).isNotSameAs(outer);
        assertThat(cluster.agents()).hasSize(1);
      }
    }
  }

  @Retention(RetentionPolicy.RUNTIME)
  @MesosCluster(agents = 0, masters = 3)
  @interface ThreeMasters {}

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  @ThreeMasters
  class OfItsOwnForEachTest {

    private final Set<EmbeddedCluster> seen = new HashSet<>();
    private EmbeddedCluster before;

    @BeforeEach
    void isThere(EmbeddedCluster cluster) {
      before = cluster;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void isAnotherEachTime(int number, EmbeddedCluster cluster) {
      assertThat(cluster).isSameAs(before);
      assertThat(cluster.masters()).hasSize(3);
      assertThat(seen.add(cluster)).as("number %d", number).isTrue();
    }

    @AfterEach
    void isStillThere(EmbeddedCluster cluster) {
      assertThat(cluster).isSameAs(before);
      assertThat(cluster.leader()).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "http://elsewhere:5050")
  @MesosCluster(agents = 0)
  void leavesUrisToParameterizedTests(URI argument, EmbeddedCluster cluster) {
    assertThat(argument).hasHost("elsewhere").isNotEqualTo(cluster.master());
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

  /** As {@link Failing}, before and after its tests. */
  @MesosCluster(agents = 0)
  static final class FailingAround {

    @BeforeEach
    void before() {
      fail("before");
    }

    @Test
    void test() {}

    @AfterEach
    void after() {
      fail("after");
    }
  }

  @Test
  void attachesTheTimelineToFailuresBeforeAndAfter() {
    assertThat(Launching.of(FailingAround.class).getFailures())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure.getException())
                    .hasMessage("before")
                    .hasSuppressedException(new AssertionError("after"))
                    .satisfies(
                        e ->
                            assertThat(e.getSuppressed())
                                .hasAtLeastOneElementOfType(ClusterTimeline.class)));
  }

  /** Its scheduler, so to speak, holds an offer for ever. */
  static final class Unpaid {

    @Test
    @MesosCluster(clockWoundByHand = true)
    void holdsAnOffer(EmbeddedCluster cluster, URI master) throws Exception {
      String subscribe =
          "{\"type\":\"SUBSCRIBE\",\"subscribe\":{\"framework_info\":"
              + "{\"user\":\"somebody\",\"name\":\"idle\"}}}";
      HttpRequest request =
          HttpRequest.newBuilder(master.resolve("/api/v1/scheduler"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(subscribe))
              .build();
      var unused = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
      cluster.await("an offer", state -> !state.offers().isEmpty());
      cluster.advance(Duration.ofMinutes(2));
    }
  }

  @Test
  void failsTestsWhoseSchedulersBreakAnInvariant() {
    assertThat(Launching.of(Unpaid.class).getFailures())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure.getException())
                    .hasStackTraceContaining("OFFERS_ANSWERED: framework "));
  }

  @Test
  void attachesTheTimelineToAFailureAndEndsTheCluster() {
    TestExecutionSummary summary = Launching.of(Failing.class);
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
}
