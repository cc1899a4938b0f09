package io.mesosjava.testkit.agent;

import io.mesosjava.resources.MasterChecks;
import io.mesosjava.testkit.api.CommandRules;
import io.mesosjava.testkit.api.ContainerRules;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.ContainerID;
import io.mesosjava.v1.ContainerInfo;
import io.mesosjava.v1.agent.Call;
import io.mesosjava.v1.agent.Call.Type;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What calls of operators must say, in the words of {@code slave/validation.cpp}. */
@SuppressWarnings("deprecation") // The calls for nested containers have twins, and are still made.
final class OperatorCallRules {

  private static final int MAX_CONTAINER_ID = 242;

  /** Calls whose message may be absent, because it has nothing but options. */
  private static final Set<Type> BARE = EnumSet.of(Type.GET_CONTAINERS, Type.PRUNE_IMAGES);

  private OperatorCallRules() {}

  /** Refuses a call that does not keep the rules. */
  static void check(Call call) throws Refusal {
    require(call.hasType(), "type");
    String name = call.getType().name().toLowerCase(Locale.ROOT);
    var field = Call.getDescriptor().findFieldByName(name);
    if (field != null && !BARE.contains(call.getType())) {
      require(call.hasField(field), name);
    }
    switch (call.getType()) {
      case LAUNCH_NESTED_CONTAINER -> nestedLaunch(call, name);
      case LAUNCH_NESTED_CONTAINER_SESSION -> session(call, name);
      case LAUNCH_CONTAINER -> launch(call.getLaunchContainer(), name);
      case WAIT_NESTED_CONTAINER -> nested(call.getWaitNestedContainer().getContainerId(), name);
      case KILL_NESTED_CONTAINER -> nested(call.getKillNestedContainer().getContainerId(), name);
      case REMOVE_NESTED_CONTAINER ->
          nested(call.getRemoveNestedContainer().getContainerId(), name);
      case WAIT_CONTAINER -> container(call.getWaitContainer().getContainerId(), name);
      case KILL_CONTAINER -> container(call.getKillContainer().getContainerId(), name);
      case REMOVE_CONTAINER -> container(call.getRemoveContainer().getContainerId(), name);
      case ATTACH_CONTAINER_INPUT -> input(call.getAttachContainerInput());
      case ATTACH_CONTAINER_OUTPUT ->
          container(call.getAttachContainerOutput().getContainerId(), name);
      case ADD_RESOURCE_PROVIDER_CONFIG ->
          unset(call.getAddResourceProviderConfig().getInfo().hasId(), name);
      case UPDATE_RESOURCE_PROVIDER_CONFIG ->
          unset(call.getUpdateResourceProviderConfig().getInfo().hasId(), name);
      default -> {
        // Nothing more to say.
      }
    }
  }

  private static void nestedLaunch(Call call, String name) throws Refusal {
    Call.LaunchNestedContainer launch = call.getLaunchNestedContainer();
    nested(launch.getContainerId(), name);
    command(launch.getCommand(), name);
    if (launch.hasContainer()) {
      container(launch.getContainer(), name);
      check(
          !isTwiceNested(launch.getContainerId()) || sharesCgroups(launch.getContainer()),
          "'"
              + name
              + "' is invalid: containers nested at the second level or greater cannot set"
              + " 'share_cgroups' to 'false'");
    }
  }

  private static void session(Call call, String name) throws Refusal {
    Call.LaunchNestedContainerSession launch = call.getLaunchNestedContainerSession();
    nested(launch.getContainerId(), name);
    command(launch.getCommand(), name);
    if (launch.hasContainer()) {
      container(launch.getContainer(), name);
      check(
          sharesCgroups(launch.getContainer()),
          "'"
              + name
              + ".container.linux_info' is invalid: 'share_cgroups' cannot be set to"
              + " 'false' for nested container sessions");
    }
  }

  private static void launch(Call.LaunchContainer launch, String name) throws Refusal {
    container(launch.getContainerId(), name);
    Optional<String> misfit =
        LaunchResources.violation(launch.getResourcesList(), !launch.getContainerId().hasParent());
    if (misfit.isPresent()) {
      throw invalid(misfit.get());
    }
    command(launch.getCommand(), name);
    if (launch.hasContainer()) {
      container(launch.getContainer(), name);
    }
    String start = "'" + name + "' is invalid: containers ";
    String deep = start + "nested at the second level or greater cannot ";
    boolean deepest = isTwiceNested(launch.getContainerId());
    check(!deepest || launch.getResourcesCount() == 0, deep + "specify resources");
    check(!deepest || launch.getLimitsCount() == 0, deep + "specify resource limits");
    check(
        !deepest || sharesCgroups(launch.getContainer()), deep + "set 'share_cgroups' to 'false'");
    check(
        launch.getContainerId().hasParent()
            || !launch.getContainer().getLinuxInfo().hasShareCgroups()
            || !sharesCgroups(launch.getContainer()),
        start + "without a parent cannot set 'share_cgroups' to 'true'");
  }

  private static void input(Call.AttachContainerInput input) throws Refusal {
    require(input.hasType(), "attach_container_input.type");
    switch (input.getType()) {
      case UNKNOWN -> throw invalid("'attach_container_input.type' is unknown");
      case CONTAINER_ID -> container(input.getContainerId(), "attach_container_input");
      case PROCESS_IO -> {
        // What it carries is looked at when it is used.
      }
    }
  }

  private static void nested(ContainerID id, String name) throws Refusal {
    container(id, name);
    require(id.hasParent(), name + ".container_id.parent");
  }

  private static void container(ContainerID id, String name) throws Refusal {
    Optional<String> problem = problem(id);
    if (problem.isPresent()) {
      throw invalid("'" + name + ".container_id' is invalid: " + problem.get());
    }
  }

  private static Optional<String> problem(ContainerID id) {
    String value = id.getValue();
    Optional<String> general = MasterChecks.idViolation(value);
    if (general.isPresent()) {
      return general;
    }
    String start = "'ContainerID.value' '" + value + "' ";
    if (value.length() > MAX_CONTAINER_ID) {
      return Optional.of(start + "exceeds the maximum length (" + MAX_CONTAINER_ID + ")");
    }
    if (value.indexOf('.') >= 0 || value.indexOf(' ') >= 0) {
      return Optional.of(start + "contains invalid characters");
    }
    return id.hasParent()
        ? problem(id.getParent()).map(inner -> "'ContainerID.parent' is invalid: " + inner)
        : Optional.empty();
  }

  private static void command(CommandInfo command, String name) throws Refusal {
    Optional<String> problem = CommandRules.problem(command);
    if (problem.isPresent()) {
      throw invalid("'" + name + ".command' is invalid: " + problem.get());
    }
  }

  private static void container(ContainerInfo container, String name) throws Refusal {
    Optional<String> problem = ContainerRules.problem(container);
    if (problem.isPresent()) {
      throw invalid("'" + name + ".container' is invalid: " + problem.get());
    }
  }

  private static boolean isTwiceNested(ContainerID id) {
    return id.hasParent() && id.getParent().hasParent();
  }

  private static boolean sharesCgroups(ContainerInfo container) {
    return container.getLinuxInfo().getShareCgroups();
  }

  private static void unset(boolean present, String name) throws Refusal {
    check(!present, "Expecting '" + name + ".info.id' to be unset");
  }

  private static void require(boolean present, String field) throws Refusal {
    check(present, "Expecting '" + field + "' to be present");
  }

  private static void check(boolean ok, String problem) throws Refusal {
    if (!ok) {
      throw invalid(problem);
    }
  }

  private static Refusal invalid(String problem) {
    return Refusal.badRequest("Failed to validate agent::Call: " + problem);
  }
}
