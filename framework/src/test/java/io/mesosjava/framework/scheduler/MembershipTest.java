package io.mesosjava.framework.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.framework.scheduler.Membership.Welcome;
import io.mesosjava.framework.scheduler.SessionEvent.Connected;
import io.mesosjava.framework.scheduler.SessionEvent.FrameworkIdAssigned;
import io.mesosjava.framework.scheduler.SessionEvent.LeaderChanged;
import io.mesosjava.framework.scheduler.SessionEvent.Reconnected;
import io.mesosjava.framework.session.SessionFailure;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.MasterInfo;
import io.mesosjava.v1.scheduler.Event;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MembershipTest {

  private static final URI AT = URI.create("http://master:5050/api/v1/scheduler");
  private static final FrameworkID ID = id("f1");

  private static FrameworkID id(String value) {
    return FrameworkID.newBuilder().setValue(value).build();
  }

  private static MasterInfo master(String id) {
    return MasterInfo.newBuilder().setId(id).setIp(1).setPort(5050).build();
  }

  private static Event.Subscribed subscribed(FrameworkID id, String master) {
    return Event.Subscribed.newBuilder().setFrameworkId(id).setMasterInfo(master(master)).build();
  }

  @Test
  void aNewFrameworkIsToldItsIdThenThatItIsConnected() throws Exception {
    Welcome welcome = Membership.none().welcomed(subscribed(ID, "m1"), AT, 1);
    assertThat(welcome.isNew()).isTrue();
    assertThat(welcome.next().id()).contains(ID);
    assertThat(welcome.events())
        .containsExactly(
            new FrameworkIdAssigned(ID, Optional.empty(), 1),
            new Connected(ID, AT, master("m1"), 1));
  }

  @Test
  void aFrameworkThatReturnsIsConnectedUnderTheIdItHad() throws Exception {
    Membership known = Membership.none().as(Optional.of(ID));
    Welcome first = known.welcomed(subscribed(ID, "m1"), AT, 1);
    assertThat(first.isNew()).isFalse();
    assertThat(first.events()).containsExactly(new Connected(ID, AT, master("m1"), 1));
    Welcome second = first.next().welcomed(subscribed(ID, "m1"), AT, 2);
    assertThat(second.events()).containsExactly(new Reconnected(ID, AT, master("m1"), 2));
    Welcome third = second.next().welcomed(subscribed(ID, "m2"), AT, 3);
    assertThat(third.events())
        .containsExactly(
            new Reconnected(ID, AT, master("m2"), 3),
            new LeaderChanged(master("m1"), master("m2"), 3));
  }

  @Test
  void aFrameworkThatBeginsAnewIsToldWhichIdIsGone() throws Exception {
    Membership joined = Membership.none().welcomed(subscribed(ID, "m1"), AT, 1).next();
    Welcome anew = joined.anew().welcomed(subscribed(id("f2"), "m1"), AT, 2);
    assertThat(anew.isNew()).isTrue();
    assertThat(anew.events())
        .containsExactly(
            new FrameworkIdAssigned(id("f2"), Optional.of(ID), 2),
            new Reconnected(id("f2"), AT, master("m1"), 2));
    assertThat(anew.next().replaced()).isEmpty();
  }

  @Test
  void refusesToBeCalledAnotherFramework() {
    Membership known = Membership.none().as(Optional.of(ID));
    assertThatThrownBy(() -> known.welcomed(subscribed(id("f2"), "m1"), AT, 1))
        .isInstanceOf(SessionFailure.class)
        .hasMessageContaining("subscribed as framework f1, and was called f2");
  }

  @Test
  void tellsErrorsApart() {
    Membership known = Membership.none().as(Optional.of(ID));
    assertThat(known.refused("Framework has been removed"))
        .isInstanceOf(FrameworkRemovedException.class)
        .hasMessageContaining("f1");
    assertThat(known.refused("Framework failed over"))
        .isInstanceOf(FrameworkFailedOverException.class)
        .hasMessageContaining("f1");
    assertThat(known.refused("Role 'a b' is invalid"))
        .isInstanceOf(FrameworkRefusedException.class)
        .hasMessage("Role 'a b' is invalid");
  }
}
