package io.mesosjava.framework.scheduler;

import static io.mesosjava.client.SchedulerCalls.revive;
import static io.mesosjava.client.SchedulerCalls.suppress;
import static io.mesosjava.client.SchedulerCalls.updateFramework;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.scheduler.Call;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What counts when, while calls are under way. */
class RegistrationBookTest {

  private static final FrameworkInfo A_AND_B = withRoles("a", "b");

  private final RegistrationBook book =
      new RegistrationBook(new Registration(A_AND_B, Set.of(), Optional.empty()));

  private static FrameworkInfo withRoles(String... roles) {
    return FrameworkInfo.newBuilder()
        .setUser("u")
        .setName("n")
        .addAllRoles(List.of(roles))
        .addCapabilities(
            FrameworkInfo.Capability.newBuilder().setType(FrameworkInfo.Capability.Type.MULTI_ROLE))
        .build();
  }

  private static Call update(String... roles) {
    return updateFramework(
        Call.UpdateFramework.newBuilder().setFrameworkInfo(withRoles(roles)).build());
  }

  @Test
  void suppressAndReviveCountWhenTheyAreSent() {
    book.sending(suppress());
    book.sending(revive("a"));
    assertThat(book.now().suppressed()).containsExactly("b");
  }

  @Test
  void anUpdateCountsWhenItIsAnsweredUnlessItIsRefused() {
    Call first = update("c");
    book.sending(first);
    assertThat(book.now().info()).isEqualTo(A_AND_B);
    book.answered(first, false);
    assertThat(book.now().info()).isEqualTo(A_AND_B);
    Call second = update("d");
    book.sending(second);
    book.answered(second, true);
    assertThat(book.now().info()).isEqualTo(withRoles("d"));
  }

  @Test
  void whatWasSuppressedAfterAnUpdateOutlivesItsAnswer() {
    Call update = update("a", "c");
    book.sending(suppress("a"));
    book.sending(update);
    book.sending(suppress("c"));
    assertThat(book.now().suppressed()).containsExactly("a");
    book.answered(update, true);
    assertThat(book.now().suppressed()).as("the update revived a").containsExactly("c");
  }

  @Test
  void ofSeveralUpdatesEachHasItsTurn() {
    Call first = update("a", "c");
    Call second = update("a", "d");
    book.sending(first);
    book.sending(suppress());
    book.sending(second);
    book.sending(suppress("d"));
    book.answered(first, true);
    assertThat(book.now().suppressed()).containsExactlyInAnyOrder("a", "c");
    book.answered(second, true);
    assertThat(book.now().suppressed()).containsExactly("d");
    book.answered(second, true); // nothing is answered twice
    book.sending(revive());
    assertThat(book.now().suppressed()).isEmpty();
  }

  @Test
  void refusesRolesThatTheMasterWouldSilentlyNotTake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> book.check(suppress("a", "c")))
        .withMessage("role: c (expected: one of the framework's: a, b)");
    assertThatIllegalArgumentException().isThrownBy(() -> book.check(revive("c")));
    book.sending(update("c"));
    book.check(suppress("a", "b", "c"));
  }
}
