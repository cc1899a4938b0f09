package io.mesosjava.framework.scheduler;

import static io.mesosjava.client.SchedulerCalls.kill;
import static io.mesosjava.client.SchedulerCalls.revive;
import static io.mesosjava.client.SchedulerCalls.suppress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.OfferConstraints;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistrationTest {

  private static final FrameworkInfo TWO_ROLES =
      FrameworkInfo.newBuilder()
          .setUser("u")
          .setName("n")
          .addRoles("a")
          .addRoles("b")
          .addCapabilities(
              FrameworkInfo.Capability.newBuilder()
                  .setType(FrameworkInfo.Capability.Type.MULTI_ROLE))
          .build();

  private static final OfferConstraints CONSTRAINTS =
      OfferConstraints.newBuilder()
          .putRoleConstraints("a", OfferConstraints.RoleConstraints.getDefaultInstance())
          .build();

  private final Registration registration =
      new Registration(TWO_ROLES, Set.of(), Optional.of(CONSTRAINTS));

  @Test
  void subscribesWithWhatIsSuppressedNow() {
    Registration now =
        registration.sending(suppress()).sending(revive("a")).sending(kill(Tasks.id("t"), null));
    Call.Subscribe subscribe = now.subscribe(Optional.empty());
    assertThat(subscribe.getSuppressedRolesList()).containsExactly("b");
    assertThat(subscribe.getOfferConstraints()).isEqualTo(CONSTRAINTS);
    assertThat(subscribe.getFrameworkInfo()).isEqualTo(TWO_ROLES);
    assertThat(now.sending(revive()).subscribe(Optional.empty()).getSuppressedRolesList())
        .isEmpty();
  }

  @Test
  void subscribesUnderTheIdThatItHas() {
    FrameworkID id = FrameworkID.newBuilder().setValue("f").build();
    assertThat(registration.subscribe(Optional.of(id)).getFrameworkInfo().getId()).isEqualTo(id);
    assertThat(registration.subscribe(Optional.empty()).getFrameworkInfo().hasId()).isFalse();
  }

  @Test
  void aFrameworkWithOneRoleHasTheOneOfItsInfo() {
    Registration plain =
        new Registration(Tasks.framework("n"), Set.of(), Optional.empty()).sending(suppress());
    assertThat(plain.suppressed()).containsExactly("*");
    assertThat(plain.sending(revive("*")).suppressed()).isEmpty();
  }

  @Test
  void hasNoSuppressedRoleThatIsNoneOfItsOwn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Registration(TWO_ROLES, Set.of("c"), Optional.empty()))
        .withMessage("role: c (expected: one of the framework's: a, b)");
    assertThat(registration.sending(suppress("a", "c")).suppressed()).containsExactly("a");
  }

  @Test
  void tellsWhatHasChangedWhileSubscribing() {
    Registration said = registration.sending(suppress("a"));
    assertThat(said.changesSince(said)).isEmpty();
    assertThat(said.sending(revive()).sending(suppress("b")).changesSince(said))
        .containsExactly(revive("a"), suppress("b"));
  }

  @Test
  void anAcceptedUpdateReplacesEverything() {
    Registration updated =
        Registration.accepted(
            Call.UpdateFramework.newBuilder()
                .setFrameworkInfo(
                    TWO_ROLES.toBuilder()
                        .setName("other")
                        .setId(FrameworkID.newBuilder().setValue("f")))
                .addSuppressedRoles("b")
                .build());
    assertThat(updated.info()).isEqualTo(TWO_ROLES.toBuilder().setName("other").build());
    assertThat(updated.suppressed()).containsExactly("b");
    assertThat(updated.constraints()).isEmpty();
  }
}
