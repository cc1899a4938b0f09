package io.mesosjava.client;

import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.ContainerID;
import io.mesosjava.v1.ContainerInfo;
import io.mesosjava.v1.Image;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.ResourceProviderID;
import io.mesosjava.v1.ResourceProviderInfo;
import io.mesosjava.v1.agent.Call;
import io.mesosjava.v1.agent.ProcessIO;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of the agent's operator API, for {@link AgentClient#send} and {@link
 * AgentClient#call}.
 *
 * <p>Every type of call has a method that takes its message, if it has one, and so every parameter,
 * and a shorter one for what is usual. A parameter marked nullable is left out of the call when it
 * is null. Required fields are checked when the call is sent.
 *
 * <p>A container whose {@code container_id} has a {@code parent} is nested. Mesos wants ids of at
 * most 242 characters, without dots, blanks, slashes and backslashes.
 */
public final class AgentCalls {

  @SuppressWarnings("deprecation") // Deprecated calls are calls of the API too.
  static final CallRules<Call, Call.Type> RULES =
      new CallRules<>(Call.getDescriptor(), Call.Type.class, Call::getType)
          .optional(Call.Type.GET_CONTAINERS)
          .optional(Call.Type.PRUNE_IMAGES)
          .requiring(
              "launch_nested_container.container_id.parent", Call.Type.LAUNCH_NESTED_CONTAINER)
          .requiring("wait_nested_container.container_id.parent", Call.Type.WAIT_NESTED_CONTAINER)
          .requiring("kill_nested_container.container_id.parent", Call.Type.KILL_NESTED_CONTAINER)
          .requiring(
              "remove_nested_container.container_id.parent", Call.Type.REMOVE_NESTED_CONTAINER)
          .requiring(
              "launch_nested_container_session.container_id.parent",
              Call.Type.LAUNCH_NESTED_CONTAINER_SESSION)
          .requiring("attach_container_input.type", Call.Type.ATTACH_CONTAINER_INPUT);

  private AgentCalls() {}

  private static Call.Builder call(Call.Type type) {
    return Call.newBuilder().setType(type);
  }

  /** GET_HEALTH. */
  public static Call getHealth() {
    return call(Call.Type.GET_HEALTH).build();
  }

  /** GET_FLAGS. */
  public static Call getFlags() {
    return call(Call.Type.GET_FLAGS).build();
  }

  /** GET_VERSION. */
  public static Call getVersion() {
    return call(Call.Type.GET_VERSION).build();
  }

  /** GET_METRICS. */
  public static Call getMetrics(Call.GetMetrics metrics) {
    return call(Call.Type.GET_METRICS).setGetMetrics(metrics).build();
  }

  /** GET_METRICS: those that are there within {@code timeout}; without one, all. */
  public static Call getMetrics(@Nullable Duration timeout) {
    Call.GetMetrics.Builder metrics = Call.GetMetrics.newBuilder();
    if (timeout != null) {
      metrics.setTimeout(Messages.durationInfo(timeout));
    }
    return getMetrics(metrics.build());
  }

  /** GET_LOGGING_LEVEL. */
  public static Call getLoggingLevel() {
    return call(Call.Type.GET_LOGGING_LEVEL).build();
  }

  /** SET_LOGGING_LEVEL. */
  public static Call setLoggingLevel(Call.SetLoggingLevel level) {
    return call(Call.Type.SET_LOGGING_LEVEL).setSetLoggingLevel(level).buildPartial();
  }

  /** SET_LOGGING_LEVEL: verbose logging at {@code level}, for {@code duration}. */
  public static Call setLoggingLevel(int level, Duration duration) {
    return setLoggingLevel(
        Call.SetLoggingLevel.newBuilder()
            .setLevel(level)
            .setDuration(Messages.durationInfo(duration))
            .build());
  }

  /** LIST_FILES. */
  public static Call listFiles(Call.ListFiles files) {
    return call(Call.Type.LIST_FILES).setListFiles(files).buildPartial();
  }

  /**
   * LIST_FILES of a directory, such as {@code /frameworks/<id>/executors/<id>/runs/latest}; of a
   * file there are none.
   */
  public static Call listFiles(String path) {
    return listFiles(Call.ListFiles.newBuilder().setPath(path).build());
  }

  /** READ_FILE. */
  public static Call readFile(Call.ReadFile file) {
    return call(Call.Type.READ_FILE).setReadFile(file).buildPartial();
  }

  /**
   * READ_FILE: what stands in a file, such as {@code /slave/log}, from byte {@code offset} on. The
   * answer has at most {@code length} bytes, and at most what Mesos gives at a time (16 pages).
   */
  public static Call readFile(String path, long offset, @Nullable Long length) {
    Call.ReadFile.Builder file = Call.ReadFile.newBuilder().setPath(path).setOffset(offset);
    if (length != null) {
      file.setLength(length);
    }
    return readFile(file.build());
  }

  /** GET_STATE. */
  public static Call getState() {
    return call(Call.Type.GET_STATE).build();
  }

  /** GET_CONTAINERS. */
  public static Call getContainers(Call.GetContainers containers) {
    return call(Call.Type.GET_CONTAINERS).setGetContainers(containers).build();
  }

  /** GET_CONTAINERS: those of executors, and nested and standalone ones if they are wanted. */
  public static Call getContainers(boolean nested, boolean standalone) {
    return getContainers(
        Call.GetContainers.newBuilder()
            .setShowNested(nested)
            .setShowStandalone(standalone)
            .build());
  }

  /** GET_FRAMEWORKS. */
  public static Call getFrameworks() {
    return call(Call.Type.GET_FRAMEWORKS).build();
  }

  /** GET_EXECUTORS. */
  public static Call getExecutors() {
    return call(Call.Type.GET_EXECUTORS).build();
  }

  /** GET_OPERATIONS. */
  public static Call getOperations() {
    return call(Call.Type.GET_OPERATIONS).build();
  }

  /** GET_TASKS. */
  public static Call getTasks() {
    return call(Call.Type.GET_TASKS).build();
  }

  /** GET_AGENT. */
  public static Call getAgent() {
    return call(Call.Type.GET_AGENT).build();
  }

  /** GET_RESOURCE_PROVIDERS. */
  public static Call getResourceProviders() {
    return call(Call.Type.GET_RESOURCE_PROVIDERS).build();
  }

  /** LAUNCH_CONTAINER. */
  public static Call launchContainer(Call.LaunchContainer launch) {
    return call(Call.Type.LAUNCH_CONTAINER).setLaunchContainer(launch).buildPartial();
  }

  /** LAUNCH_CONTAINER: accepted with 200, it was launched; with 202, the id is used already. */
  public static Call launchContainer(
      ContainerID container, CommandInfo command, Collection<Resource> resources) {
    return launchContainer(
        Call.LaunchContainer.newBuilder()
            .setContainerId(container)
            .setCommand(command)
            .addAllResources(resources)
            .buildPartial());
  }

  /** WAIT_CONTAINER. */
  public static Call waitContainer(Call.WaitContainer wait) {
    return call(Call.Type.WAIT_CONTAINER).setWaitContainer(wait).buildPartial();
  }

  /** WAIT_CONTAINER: answered when the container has ended. */
  public static Call waitContainer(ContainerID container) {
    return waitContainer(Call.WaitContainer.newBuilder().setContainerId(container).buildPartial());
  }

  /** KILL_CONTAINER. */
  public static Call killContainer(Call.KillContainer kill) {
    return call(Call.Type.KILL_CONTAINER).setKillContainer(kill).buildPartial();
  }

  /** KILL_CONTAINER with {@code signal}, or else with SIGKILL. */
  public static Call killContainer(ContainerID container, @Nullable Integer signal) {
    Call.KillContainer.Builder kill = Call.KillContainer.newBuilder().setContainerId(container);
    if (signal != null) {
      kill.setSignal(signal);
    }
    return killContainer(kill.buildPartial());
  }

  /** REMOVE_CONTAINER. */
  public static Call removeContainer(Call.RemoveContainer remove) {
    return call(Call.Type.REMOVE_CONTAINER).setRemoveContainer(remove).buildPartial();
  }

  /**
   * REMOVE_CONTAINER that has ended. An agent of Mesos 1.12 aborts when a container that is not
   * nested is neither known nor standalone.
   */
  public static Call removeContainer(ContainerID container) {
    return removeContainer(
        Call.RemoveContainer.newBuilder().setContainerId(container).buildPartial());
  }

  /** LAUNCH_NESTED_CONTAINER, the older form of {@link #launchContainer(Call.LaunchContainer)}. */
  @SuppressWarnings("deprecation")
  public static Call launchNestedContainer(Call.LaunchNestedContainer launch) {
    return call(Call.Type.LAUNCH_NESTED_CONTAINER).setLaunchNestedContainer(launch).buildPartial();
  }

  /** WAIT_NESTED_CONTAINER, the older form of {@link #waitContainer(Call.WaitContainer)}. */
  @SuppressWarnings("deprecation")
  public static Call waitNestedContainer(Call.WaitNestedContainer wait) {
    return call(Call.Type.WAIT_NESTED_CONTAINER).setWaitNestedContainer(wait).buildPartial();
  }

  /** KILL_NESTED_CONTAINER, the older form of {@link #killContainer(Call.KillContainer)}. */
  @SuppressWarnings("deprecation")
  public static Call killNestedContainer(Call.KillNestedContainer kill) {
    return call(Call.Type.KILL_NESTED_CONTAINER).setKillNestedContainer(kill).buildPartial();
  }

  /** REMOVE_NESTED_CONTAINER, the older form of {@link #removeContainer(Call.RemoveContainer)}. */
  @SuppressWarnings("deprecation")
  public static Call removeNestedContainer(Call.RemoveNestedContainer remove) {
    return call(Call.Type.REMOVE_NESTED_CONTAINER).setRemoveNestedContainer(remove).buildPartial();
  }

  /** LAUNCH_NESTED_CONTAINER_SESSION. {@link AgentClient#launchSession} makes this call itself. */
  public static Call launchNestedContainerSession(Call.LaunchNestedContainerSession launch) {
    return call(Call.Type.LAUNCH_NESTED_CONTAINER_SESSION)
        .setLaunchNestedContainerSession(launch)
        .buildPartial();
  }

  /** LAUNCH_NESTED_CONTAINER_SESSION of {@code command}, which lives as long as the connection. */
  public static Call launchNestedContainerSession(
      ContainerID container, CommandInfo command, @Nullable ContainerInfo info) {
    Call.LaunchNestedContainerSession.Builder launch =
        Call.LaunchNestedContainerSession.newBuilder()
            .setContainerId(container)
            .setCommand(command);
    if (info != null) {
      launch.setContainer(info);
    }
    return launchNestedContainerSession(launch.buildPartial());
  }

  /**
   * ATTACH_CONTAINER_INPUT: one record of the body of that call. An {@link AgentClient} makes them
   * itself.
   */
  public static Call attachContainerInput(Call.AttachContainerInput record) {
    return call(Call.Type.ATTACH_CONTAINER_INPUT).setAttachContainerInput(record).buildPartial();
  }

  /** ATTACH_CONTAINER_INPUT: the first record, which says whose input it is. */
  public static Call attachContainerInput(ContainerID container) {
    return attachContainerInput(
        Call.AttachContainerInput.newBuilder()
            .setType(Call.AttachContainerInput.Type.CONTAINER_ID)
            .setContainerId(container)
            .buildPartial());
  }

  /** ATTACH_CONTAINER_INPUT: any other record. */
  public static Call attachContainerInput(ProcessIO input) {
    return attachContainerInput(
        Call.AttachContainerInput.newBuilder()
            .setType(Call.AttachContainerInput.Type.PROCESS_IO)
            .setProcessIo(input)
            .buildPartial());
  }

  /** ATTACH_CONTAINER_OUTPUT. */
  public static Call attachContainerOutput(Call.AttachContainerOutput attach) {
    return call(Call.Type.ATTACH_CONTAINER_OUTPUT).setAttachContainerOutput(attach).buildPartial();
  }

  /** ATTACH_CONTAINER_OUTPUT. {@link AgentClient#attachContainerOutput} makes this call itself. */
  public static Call attachContainerOutput(ContainerID container) {
    return attachContainerOutput(
        Call.AttachContainerOutput.newBuilder().setContainerId(container).buildPartial());
  }

  /** ADD_RESOURCE_PROVIDER_CONFIG. */
  public static Call addResourceProviderConfig(Call.AddResourceProviderConfig add) {
    return call(Call.Type.ADD_RESOURCE_PROVIDER_CONFIG)
        .setAddResourceProviderConfig(add)
        .buildPartial();
  }

  /** ADD_RESOURCE_PROVIDER_CONFIG: a resource provider of a type and name that is not there. */
  public static Call addResourceProviderConfig(ResourceProviderInfo info) {
    return addResourceProviderConfig(
        Call.AddResourceProviderConfig.newBuilder().setInfo(info).buildPartial());
  }

  /** UPDATE_RESOURCE_PROVIDER_CONFIG. */
  public static Call updateResourceProviderConfig(Call.UpdateResourceProviderConfig update) {
    return call(Call.Type.UPDATE_RESOURCE_PROVIDER_CONFIG)
        .setUpdateResourceProviderConfig(update)
        .buildPartial();
  }

  /** UPDATE_RESOURCE_PROVIDER_CONFIG: the resource provider of that type and name. */
  public static Call updateResourceProviderConfig(ResourceProviderInfo info) {
    return updateResourceProviderConfig(
        Call.UpdateResourceProviderConfig.newBuilder().setInfo(info).buildPartial());
  }

  /** REMOVE_RESOURCE_PROVIDER_CONFIG. */
  public static Call removeResourceProviderConfig(Call.RemoveResourceProviderConfig remove) {
    return call(Call.Type.REMOVE_RESOURCE_PROVIDER_CONFIG)
        .setRemoveResourceProviderConfig(remove)
        .buildPartial();
  }

  /** REMOVE_RESOURCE_PROVIDER_CONFIG of the resource provider of that type and name. */
  public static Call removeResourceProviderConfig(String type, String name) {
    return removeResourceProviderConfig(
        Call.RemoveResourceProviderConfig.newBuilder().setType(type).setName(name).build());
  }

  /** MARK_RESOURCE_PROVIDER_GONE. */
  public static Call markResourceProviderGone(Call.MarkResourceProviderGone gone) {
    return call(Call.Type.MARK_RESOURCE_PROVIDER_GONE)
        .setMarkResourceProviderGone(gone)
        .buildPartial();
  }

  /** MARK_RESOURCE_PROVIDER_GONE: it will never come back. */
  public static Call markResourceProviderGone(ResourceProviderID provider) {
    return markResourceProviderGone(
        Call.MarkResourceProviderGone.newBuilder().setResourceProviderId(provider).buildPartial());
  }

  /** PRUNE_IMAGES. */
  public static Call pruneImages(Call.PruneImages prune) {
    return call(Call.Type.PRUNE_IMAGES).setPruneImages(prune).buildPartial();
  }

  /** PRUNE_IMAGES that no container uses, but for {@code excluded}. */
  public static Call pruneImages(Collection<Image> excluded) {
    return pruneImages(Call.PruneImages.newBuilder().addAllExcludedImages(excluded).buildPartial());
  }
}
