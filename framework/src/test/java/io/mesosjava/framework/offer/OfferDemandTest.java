package io.mesosjava.framework.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.framework.offer.OfferDemand.Step;
import io.mesosjava.framework.rule.TokenBucket;
import io.mesosjava.v1.scheduler.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OfferDemandTest {

  private static final long SECOND = 1_000_000_000;
  private static final List<String> ROLES = List.of("db", "web");

  private final List<String> sent = new ArrayList<>();
  private OfferDemand demand = OfferDemand.of(ROLES, TokenBucket.of(1, Duration.ofSeconds(10)));

  private Step step(long seconds) {
    Step step = demand.step(seconds * SECOND);
    demand = step.next();
    step.calls().forEach(call -> sent.add(text(call)));
    return step;
  }

  private static String text(Call call) {
    return call.getType() == Call.Type.REVIVE
        ? "revive " + call.getRevive().getRolesList()
        : "suppress " + call.getSuppress().getRolesList();
  }

  @Test
  void saysNothingThatTheMasterKnows() {
    demand = demand.subscribed(Set.of());
    step(0);
    assertThat(sent).isEmpty();

    demand = demand.want("web", false);
    step(1);
    step(2);
    assertThat(sent).containsExactly("suppress [web]");
    assertThat(demand.suppressedRoles()).containsExactly("web");
  }

  @Test
  void revivesNoMoreOftenThanItMay() {
    demand = demand.subscribed(ROLES);
    assertThat(step(0).nanosUntilNext()).isEmpty();
    assertThat(sent).containsExactly("revive [db, web]");

    demand = demand.want("web", false);
    step(1);
    demand = demand.want("web", true);
    assertThat(step(2).nanosUntilNext()).hasValue(8 * SECOND);
    assertThat(step(9).calls()).isEmpty();
    step(10);
    assertThat(sent).containsExactly("revive [db, web]", "suppress [web]", "revive [web]");
  }

  @Test
  void whoChangesItsMindInTimeIsNotSuppressedAgain() {
    demand = demand.subscribed(ROLES).want("web", false);
    step(0); // web is suppressed as the master knows
    demand = demand.want("web", true);
    step(1);
    demand = demand.want("web", false);
    step(20);

    assertThat(sent).containsExactly("revive [db]");
  }

  @Test
  void newNeedsLiftTheFilters() {
    demand = demand.subscribed(Set.of()).refresh("web");
    step(0);
    step(20);
    demand = demand.refresh("web").refresh("db");
    step(40);

    assertThat(sent).containsExactly("revive [web]", "revive [db, web]");
  }

  @Test
  void nothingHasToBeSaidAgainAfterANewSubscription() {
    demand = demand.subscribed(Set.of()).want("web", false);
    step(0);
    demand = demand.disconnected().refresh("db");
    step(20);
    Set<String> suppressed = demand.suppressedRoles();
    demand = demand.subscribed(suppressed); // which starts without filters
    step(40);

    assertThat(sent).containsExactly("suppress [web]");
    assertThat(suppressed).containsExactly("web");
  }

  @Test
  void whatChangedWhileSubscribingIsSaid() {
    Set<String> suppressed = demand.want("web", false).suppressedRoles();
    demand = demand.want("db", false).subscribed(suppressed);
    step(0);

    assertThat(sent).containsExactly("suppress [db]", "revive [web]");
  }

  /** A session says it again by itself. */
  @Test
  void aSubscriptionThatRepeatsWhatWasSaidNeedsTheChangesOnly() {
    demand = demand.subscribed().want("web", false);
    step(0);
    demand = demand.disconnected().want("web", true).want("db", false).subscribed();
    step(20);
    demand = demand.disconnected().refresh("web").subscribed();
    step(40);

    assertThat(sent).containsExactly("suppress [web]", "suppress [db]", "revive [web]");
  }

  @Test
  void saysAgainWhatMayNotHaveArrived() {
    demand = demand.subscribed(Set.of()).want("web", false);
    Step first = step(0);
    demand = demand.failed(first.calls().get(0));
    Step second = step(1);
    demand = demand.failed(Call.newBuilder().setType(Call.Type.KILL).build());
    step(2);
    demand = demand.want("web", true);
    demand = demand.failed(step(3).calls().get(0));
    assertThat(second.calls()).isEqualTo(first.calls());
    step(13);

    assertThat(sent)
        .containsExactly("suppress [web]", "suppress [web]", "revive [web]", "revive [web]");
  }

  @Test
  void refusesARoleThatItDoesNotHave() {
    assertThatThrownBy(() -> demand.want("ops", true))
        .hasMessage("role: ops (expected: one of [db, web])");
    assertThatThrownBy(() -> demand.refresh("ops")).isInstanceOf(IllegalArgumentException.class);
  }

  /** What happens to a demand. */
  private record Deed(int kind, String role, int seconds) {}

  @Provide
  Arbitrary<List<Deed>> deeds() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 6),
            Arbitraries.of(ROLES),
            Arbitraries.integers().between(0, 15))
        .as(Deed::new)
        .list()
        .ofMaxSize(60);
  }

  /** A master that does what it is told: in the end it knows, and was not revived too often. */
  @Property
  void theMasterAlwaysLearnsWhatIsWanted(@ForAll("deeds") List<Deed> deeds) {
    Set<String> suppressedAtMaster = new HashSet<>();
    Set<String> wanted = new HashSet<>(ROLES);
    List<Long> revives = new ArrayList<>();
    OfferDemand state = OfferDemand.of(ROLES, TokenBucket.of(2, Duration.ofSeconds(10)));
    boolean subscribed = false;
    boolean losing = false;
    long now = 0;
    for (Deed deed : deeds) {
      now += deed.seconds() * SECOND;
      switch (deed.kind()) {
        case 0 -> {
          wanted.add(deed.role());
          state = state.want(deed.role(), true);
        }
        case 1 -> {
          wanted.remove(deed.role());
          state = state.want(deed.role(), false);
        }
        case 2 -> {
          wanted.add(deed.role());
          state = state.refresh(deed.role());
        }
        case 3 -> {
          state = state.disconnected();
          subscribed = false;
        }
        case 4, 5 -> {
          suppressedAtMaster = new HashSet<>(state.suppressedRoles());
          state = state.subscribed(state.suppressedRoles());
          subscribed = true;
        }
        default -> losing = !losing;
      }
      Step step = state.step(now);
      state = step.next();
      assertThat(subscribed || step.calls().isEmpty()).isTrue();
      for (Call call : step.calls()) {
        if (call.getType() == Call.Type.REVIVE) {
          revives.add(now);
        }
        if (losing) {
          state = state.failed(call);
        } else {
          apply(call, suppressedAtMaster);
        }
      }
    }
    now += 20 * SECOND;
    Set<String> inTheEnd = suppressedAtMaster;
    state.step(now).calls().forEach(call -> apply(call, inTheEnd));
    if (subscribed) {
      Set<String> expected = new HashSet<>(ROLES);
      expected.removeAll(wanted);
      assertThat(inTheEnd).isEqualTo(expected);
    }
    for (int i = 2; i < revives.size(); i++) {
      assertThat(revives.get(i) - revives.get(i - 2)).isGreaterThanOrEqualTo(10 * SECOND);
    }
  }

  private static void apply(Call call, Set<String> suppressed) {
    if (call.getType() == Call.Type.REVIVE) {
      call.getRevive().getRolesList().forEach(suppressed::remove);
    } else {
      suppressed.addAll(call.getSuppress().getRolesList());
    }
  }
}
