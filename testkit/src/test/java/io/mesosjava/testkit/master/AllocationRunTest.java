package io.mesosjava.testkit.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.codec.Codec;
import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.http.RecordStream;
import io.mesosjava.testkit.link.AgentLink;
import io.mesosjava.testkit.link.AgentRegistration;
import io.mesosjava.testkit.stage.StageThread;
import io.mesosjava.testkit.stage.Timer;
import io.mesosjava.testkit.stage.WoundClock;
import io.mesosjava.v1.AgentInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.FrameworkInfo.Capability;
import io.mesosjava.v1.MasterInfo;
import io.mesosjava.v1.quota.QuotaConfig;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AllocationRunTest {

  private static final Timer NEVER = () -> {};

  private final StageThread stage =
      StageThread.start("allocation-test", new WoundClock(Instant.EPOCH));
  private final MasterState state =
      new MasterState(
          new MasterConfig(
              MasterInfo.newBuilder().setId("m").setIp(0).setPort(5050).build(),
              MasterTimers.mesos(),
              MasterLimits.mesos(),
              Instant.EPOCH,
              new Random(1)),
          new Registry(),
          stage);

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void offersAllThatIsFreeToOneFramework() {
    agent("cpus:8;mem:1000;ports:[1-5]");
    framework("web", "a");
    framework("web", "b");
    assertThat(run()).containsExactly("a for web: ports:[1-5]; cpus:8; mem:1000");
  }

  @Test
  void theRoleWithTheSmallestShareGoesFirst() {
    Agent agent = agent("cpus:8;mem:1000");
    Framework rich = framework("rich", "a");
    framework("poor", "b");
    agent.allocate(rich.id(), Resources.parse("cpus:1").allocate("rich"));
    assertThat(run()).containsExactly("b for poor: cpus:7; mem:1000");
  }

  @Test
  void ofEqualSharesTheOneGoesFirstThatWasGivenLessOften() {
    agent("cpus:8;mem:1000");
    Framework a = framework("one", "a");
    framework("two", "b");
    state.turns.taken("one", a.id());
    assertThat(run()).containsExactly("b for two: cpus:8; mem:1000");
    state.turns.forgetOthers(List.of());
    assertThat(run()).containsExactly("a for one: cpus:8; mem:1000");
  }

  @Test
  void aRoleWithMoreWeightMayHaveMore() {
    Agent agent = agent("cpus:8;mem:1000");
    Framework heavy = framework("heavy", "a");
    Framework light = framework("light", "b");
    agent.allocate(heavy.id(), Resources.parse("cpus:2").allocate("heavy"));
    agent.allocate(light.id(), Resources.parse("cpus:1").allocate("light"));
    state.registry.weights.put("heavy", 3.0);
    assertThat(run()).containsExactly("a for heavy: cpus:5; mem:1000");
  }

  @Test
  void aRoleGetsNoMoreThanItsLimit() {
    Agent agent = agent("cpus:8;mem:1000;ports:[1-5]");
    Framework limited = framework("limited", "a");
    agent.allocate(limited.id(), Resources.parse("cpus:1").allocate("limited"));
    quota("limited", "", "cpus:3");
    assertThat(run()).containsExactly("a for limited: ports:[1-5]; cpus:2; mem:1000");
  }

  @Test
  void aRoleThatLacksItsGuaranteeGoesFirst() {
    Agent agent = agent("cpus:8;mem:1000");
    Framework rich = framework("rich", "a");
    framework("poor", "b");
    agent.allocate(rich.id(), Resources.parse("cpus:2").allocate("rich"));
    quota("rich", "cpus:4", "");
    assertThat(run()).containsExactly("a for rich: cpus:2; mem:1000", "b for poor: cpus:4");
  }

  @Test
  void leavesWhatOthersAreGuaranteed() {
    agent("cpus:8;mem:1000");
    framework("web", "a");
    quota("nobody", "cpus:5;mem:1000", "");
    assertThat(run()).containsExactly("a for web: cpus:3");
  }

  private void quota(String role, String guarantees, String limits) {
    QuotaConfig.Builder config = QuotaConfig.newBuilder().setRole(role);
    Resources.parse(guarantees).forEach(r -> config.putGuarantees(r.getName(), r.getScalar()));
    Resources.parse(limits).forEach(r -> config.putLimits(r.getName(), r.getScalar()));
    state.registry.quotas.put(role, config.build());
  }

  @Test
  void inARoleTheFrameworkWithTheSmallestShareGoesFirst() {
    Agent agent = agent("cpus:8;mem:1000");
    Framework rich = framework("web", "a");
    framework("web", "b");
    agent.allocate(rich.id(), Resources.parse("mem:1").allocate("web"));
    assertThat(run()).containsExactly("b for web: cpus:8; mem:999");
  }

  @Test
  void agentsOfOneRunAreSpread() {
    agent("cpus:8;mem:1000");
    agent("cpus:8;mem:1000");
    framework("one", "a");
    framework("two", "b");
    assertThat(run())
        .containsExactlyInAnyOrder("a for one: cpus:8; mem:1000", "b for two: cpus:8; mem:1000");
  }

  @Test
  void nothingGoesToThoseWhoAreAwayOrDoNotWantIt() {
    agent("cpus:8");
    framework("web", "away").disconnect();
    framework("web", "silent").suppressedRoles.add("web");
    assertThat(run()).isEmpty();
  }

  @Test
  void whatWasRefusedIsOfferedAgainOnlyWithMore() {
    Agent agent = agent("cpus:8;mem:1000");
    Framework framework = framework("web", "a");
    framework.filters.add("web", agent.id(), Resources.parse("cpus:8;mem:500"), NEVER);
    assertThat(run()).hasSize(1);
    framework.filters.add("web", agent.id(), Resources.parse("cpus:8;mem:1000"), NEVER);
    assertThat(run()).isEmpty();
    framework.filters.clear(List.of("other"));
    assertThat(run()).isEmpty();
    framework.filters.clear(List.of("web"));
    assertThat(run()).hasSize(1);
  }

  @Test
  void reservedResourcesGoToTheirRoleAndTheRolesBelow() {
    agent("cpus:1;cpus(web):2;cpus(db):4");
    framework("web/shop", "a");
    assertThat(run())
        .containsExactly("a for web/shop: cpus(reservations: [(STATIC,web)]):2; cpus:1");
  }

  @Test
  void crumbsAreNotOffered() {
    agent("cpus:0.009;mem:31;ports:[1-5]");
    framework("web", "a");
    assertThat(run()).isEmpty();
  }

  @Test
  void agentsWithGpusAreForThoseWhoKnowThem() {
    agent("cpus:8;gpus:1");
    framework("web", "a");
    assertThat(run()).isEmpty();
    framework("web", "b", Capability.Type.GPU_RESOURCES);
    assertThat(run()).containsExactly("b for web: cpus:8; gpus:1");
  }

  @Test
  void nothingOfAnAgentThatIsNotConnectedIsOffered() {
    agent("cpus:8").connected = false;
    framework("web", "a");
    assertThat(run()).isEmpty();
  }

  private List<String> run() {
    return new AllocationRun(state)
        .on(state.agents.keySet()).stream()
            .map(
                grant ->
                    grant.framework().id().getValue()
                        + " for "
                        + grant.role()
                        + ": "
                        + grant.resources())
            .toList();
  }

  private Agent agent(String resources) {
    AgentInfo info =
        AgentInfo.newBuilder()
            .setHostname("host")
            .addAllResources(Resources.parse(resources).messages())
            .build();
    AgentRegistration registration =
        new AgentRegistration(info, "slave(1)@127.0.0.1:5051", "1.12.0", List.of());
    Agent agent =
        new Agent(state.ids.nextAgent(), registration, deaf(AgentLink.class), Instant.EPOCH);
    state.agents.put(agent.id(), agent);
    return agent;
  }

  private Framework framework(String role, String id, Capability.Type... capabilities) {
    FrameworkInfo.Builder info = FrameworkInfo.newBuilder().setUser("u").setName(id).addRoles(role);
    info.getIdBuilder().setValue(id);
    Stream.concat(Stream.of(Capability.Type.MULTI_ROLE), Stream.of(capabilities))
        .forEach(type -> info.addCapabilities(Capability.newBuilder().setType(type)));
    Framework framework = new Framework(info.build(), Instant.EPOCH, MasterLimits.mesos());
    framework.connect(new EventStream(stage, Codec.json(), deaf(RecordStream.class), "s"));
    state.frameworks.put(framework.id(), framework);
    return framework;
  }

  /** Somebody who is told and does nothing. */
  private static <T> T deaf(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null));
  }
}
