package io.mesosjava.client;

import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.MachineID;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.WeightInfo;
import io.mesosjava.v1.maintenance.Schedule;
import io.mesosjava.v1.master.Call;
import io.mesosjava.v1.quota.QuotaConfig;
import io.mesosjava.v1.quota.QuotaRequest;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of the master's operator API, for {@link MasterClient#send} and {@link
 * MasterClient#call}.
 *
 * <p>Every type of call has a method that takes its message, if it has one, and so every parameter,
 * and a shorter one for what is usual. A parameter marked nullable is left out of the call when it
 * is null. Required fields are checked when the call is sent.
 */
public final class MasterCalls {

  static final CallRules<Call, Call.Type> RULES =
      new CallRules<>(Call.getDescriptor(), Call.Type.class, Call::getType)
          .requiring("grow_volume.agent_id", Call.Type.GROW_VOLUME)
          .requiring("shrink_volume.agent_id", Call.Type.SHRINK_VOLUME);

  private MasterCalls() {}

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

  /** LIST_FILES of a directory, such as {@code /master/log}'s; of a file there are none. */
  public static Call listFiles(String path) {
    return listFiles(Call.ListFiles.newBuilder().setPath(path).build());
  }

  /** READ_FILE. */
  public static Call readFile(Call.ReadFile file) {
    return call(Call.Type.READ_FILE).setReadFile(file).buildPartial();
  }

  /**
   * READ_FILE: what stands in a file, such as {@code /master/log}, from byte {@code offset} on. The
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

  /** GET_AGENTS. */
  public static Call getAgents() {
    return call(Call.Type.GET_AGENTS).build();
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

  /** GET_ROLES. */
  public static Call getRoles() {
    return call(Call.Type.GET_ROLES).build();
  }

  /** GET_WEIGHTS. */
  public static Call getWeights() {
    return call(Call.Type.GET_WEIGHTS).build();
  }

  /** UPDATE_WEIGHTS. */
  public static Call updateWeights(Call.UpdateWeights update) {
    return call(Call.Type.UPDATE_WEIGHTS).setUpdateWeights(update).buildPartial();
  }

  /** UPDATE_WEIGHTS of the roles named; the weights of others stay. Offers are rescinded. */
  public static Call updateWeights(Collection<WeightInfo> weights) {
    return updateWeights(Call.UpdateWeights.newBuilder().addAllWeightInfos(weights).buildPartial());
  }

  /** GET_MASTER. */
  public static Call getMaster() {
    return call(Call.Type.GET_MASTER).build();
  }

  /** SUBSCRIBE. {@link MasterClient#subscribe()} makes this call itself. */
  public static Call subscribe() {
    return call(Call.Type.SUBSCRIBE).build();
  }

  /** RESERVE_RESOURCES. */
  public static Call reserveResources(Call.ReserveResources reserve) {
    return call(Call.Type.RESERVE_RESOURCES).setReserveResources(reserve).buildPartial();
  }

  /** RESERVE_RESOURCES: {@code resources} as they shall be, with their reservations. */
  public static Call reserveResources(AgentID agent, Collection<Resource> resources) {
    return reserveResources(
        Call.ReserveResources.newBuilder()
            .setAgentId(agent)
            .addAllResources(resources)
            .buildPartial());
  }

  /** RESERVE_RESOURCES: {@code source}, reserved as it is, becomes {@code resources}. */
  public static Call reserveResources(
      AgentID agent, Collection<Resource> source, Collection<Resource> resources) {
    return reserveResources(
        Call.ReserveResources.newBuilder()
            .setAgentId(agent)
            .addAllSource(source)
            .addAllResources(resources)
            .buildPartial());
  }

  /** UNRESERVE_RESOURCES. */
  public static Call unreserveResources(Call.UnreserveResources unreserve) {
    return call(Call.Type.UNRESERVE_RESOURCES).setUnreserveResources(unreserve).buildPartial();
  }

  /** UNRESERVE_RESOURCES: {@code resources} as they are, with their reservations. */
  public static Call unreserveResources(AgentID agent, Collection<Resource> resources) {
    return unreserveResources(
        Call.UnreserveResources.newBuilder()
            .setAgentId(agent)
            .addAllResources(resources)
            .buildPartial());
  }

  /** CREATE_VOLUMES. */
  public static Call createVolumes(Call.CreateVolumes create) {
    return call(Call.Type.CREATE_VOLUMES).setCreateVolumes(create).buildPartial();
  }

  /** CREATE_VOLUMES: persistent volumes of reserved disk. */
  public static Call createVolumes(AgentID agent, Collection<Resource> volumes) {
    return createVolumes(
        Call.CreateVolumes.newBuilder().setAgentId(agent).addAllVolumes(volumes).buildPartial());
  }

  /** DESTROY_VOLUMES. */
  public static Call destroyVolumes(Call.DestroyVolumes destroy) {
    return call(Call.Type.DESTROY_VOLUMES).setDestroyVolumes(destroy).buildPartial();
  }

  /** DESTROY_VOLUMES: what is in them is lost. */
  public static Call destroyVolumes(AgentID agent, Collection<Resource> volumes) {
    return destroyVolumes(
        Call.DestroyVolumes.newBuilder().setAgentId(agent).addAllVolumes(volumes).buildPartial());
  }

  /** GROW_VOLUME. */
  public static Call growVolume(Call.GrowVolume grow) {
    return call(Call.Type.GROW_VOLUME).setGrowVolume(grow).buildPartial();
  }

  /** GROW_VOLUME by the reserved disk {@code addition}. */
  public static Call growVolume(AgentID agent, Resource volume, Resource addition) {
    return growVolume(
        Call.GrowVolume.newBuilder()
            .setAgentId(agent)
            .setVolume(volume)
            .setAddition(addition)
            .buildPartial());
  }

  /** SHRINK_VOLUME. */
  public static Call shrinkVolume(Call.ShrinkVolume shrink) {
    return call(Call.Type.SHRINK_VOLUME).setShrinkVolume(shrink).buildPartial();
  }

  /** SHRINK_VOLUME by {@code megabytes}. */
  public static Call shrinkVolume(AgentID agent, Resource volume, double megabytes) {
    return shrinkVolume(
        Call.ShrinkVolume.newBuilder()
            .setAgentId(agent)
            .setVolume(volume)
            .setSubtract(Value.Scalar.newBuilder().setValue(megabytes))
            .buildPartial());
  }

  /** GET_MAINTENANCE_STATUS. */
  public static Call getMaintenanceStatus() {
    return call(Call.Type.GET_MAINTENANCE_STATUS).build();
  }

  /** GET_MAINTENANCE_SCHEDULE. */
  public static Call getMaintenanceSchedule() {
    return call(Call.Type.GET_MAINTENANCE_SCHEDULE).build();
  }

  /** UPDATE_MAINTENANCE_SCHEDULE. */
  public static Call updateMaintenanceSchedule(Call.UpdateMaintenanceSchedule update) {
    return call(Call.Type.UPDATE_MAINTENANCE_SCHEDULE)
        .setUpdateMaintenanceSchedule(update)
        .buildPartial();
  }

  /** UPDATE_MAINTENANCE_SCHEDULE: {@code schedule} replaces the one that there is. */
  public static Call updateMaintenanceSchedule(Schedule schedule) {
    return updateMaintenanceSchedule(
        Call.UpdateMaintenanceSchedule.newBuilder().setSchedule(schedule).buildPartial());
  }

  /** START_MAINTENANCE. */
  public static Call startMaintenance(Call.StartMaintenance start) {
    return call(Call.Type.START_MAINTENANCE).setStartMaintenance(start).buildPartial();
  }

  /** START_MAINTENANCE of machines in the schedule: their agents exit. */
  public static Call startMaintenance(Collection<MachineID> machines) {
    return startMaintenance(
        Call.StartMaintenance.newBuilder().addAllMachines(machines).buildPartial());
  }

  /** STOP_MAINTENANCE. */
  public static Call stopMaintenance(Call.StopMaintenance stop) {
    return call(Call.Type.STOP_MAINTENANCE).setStopMaintenance(stop).buildPartial();
  }

  /** STOP_MAINTENANCE: agents on the machines may register again. */
  public static Call stopMaintenance(Collection<MachineID> machines) {
    return stopMaintenance(
        Call.StopMaintenance.newBuilder().addAllMachines(machines).buildPartial());
  }

  /** DRAIN_AGENT. */
  public static Call drainAgent(Call.DrainAgent drain) {
    return call(Call.Type.DRAIN_AGENT).setDrainAgent(drain).buildPartial();
  }

  /**
   * DRAIN_AGENT: its tasks are killed, no new ones are launched.
   *
   * @param maxGracePeriod how long a kill may take at the most, whatever the task's kill policy
   *     says
   * @param markGone whether the agent is marked gone when it is drained
   */
  public static Call drainAgent(
      AgentID agent, @Nullable Duration maxGracePeriod, boolean markGone) {
    Call.DrainAgent.Builder drain =
        Call.DrainAgent.newBuilder().setAgentId(agent).setMarkGone(markGone);
    if (maxGracePeriod != null) {
      drain.setMaxGracePeriod(
          com.google.protobuf.Duration.newBuilder()
              .setSeconds(maxGracePeriod.getSeconds())
              .setNanos(maxGracePeriod.getNano()));
    }
    return drainAgent(drain.buildPartial());
  }

  /** DEACTIVATE_AGENT. */
  public static Call deactivateAgent(Call.DeactivateAgent deactivate) {
    return call(Call.Type.DEACTIVATE_AGENT).setDeactivateAgent(deactivate).buildPartial();
  }

  /** DEACTIVATE_AGENT: it is not offered any more; its tasks go on. */
  public static Call deactivateAgent(AgentID agent) {
    return deactivateAgent(Call.DeactivateAgent.newBuilder().setAgentId(agent).buildPartial());
  }

  /** REACTIVATE_AGENT. */
  public static Call reactivateAgent(Call.ReactivateAgent reactivate) {
    return call(Call.Type.REACTIVATE_AGENT).setReactivateAgent(reactivate).buildPartial();
  }

  /** REACTIVATE_AGENT that was deactivated or drained. */
  public static Call reactivateAgent(AgentID agent) {
    return reactivateAgent(Call.ReactivateAgent.newBuilder().setAgentId(agent).buildPartial());
  }

  /** GET_QUOTA. */
  public static Call getQuota() {
    return call(Call.Type.GET_QUOTA).build();
  }

  /** UPDATE_QUOTA. */
  public static Call updateQuota(Call.UpdateQuota update) {
    return call(Call.Type.UPDATE_QUOTA).setUpdateQuota(update).buildPartial();
  }

  /**
   * UPDATE_QUOTA.
   *
   * @param force also where the guarantees exceed what the cluster has, or the role uses more than
   *     its limits
   */
  public static Call updateQuota(Collection<QuotaConfig> configs, boolean force) {
    return updateQuota(
        Call.UpdateQuota.newBuilder().addAllQuotaConfigs(configs).setForce(force).buildPartial());
  }

  /** SET_QUOTA, which Mesos 1.9 replaced by {@link #updateQuota(Call.UpdateQuota) UPDATE_QUOTA}. */
  @SuppressWarnings("deprecation")
  public static Call setQuota(Call.SetQuota set) {
    return call(Call.Type.SET_QUOTA).setSetQuota(set).buildPartial();
  }

  /** SET_QUOTA, which Mesos 1.9 replaced by {@link #updateQuota(Collection, boolean)}. */
  public static Call setQuota(QuotaRequest request) {
    return setQuota(Call.SetQuota.newBuilder().setQuotaRequest(request).buildPartial());
  }

  /**
   * REMOVE_QUOTA, which Mesos 1.9 replaced by {@link #updateQuota(Call.UpdateQuota) UPDATE_QUOTA}:
   * a master of Mesos 1.12 aborts when the role has no quota.
   */
  @SuppressWarnings("deprecation")
  public static Call removeQuota(Call.RemoveQuota remove) {
    return call(Call.Type.REMOVE_QUOTA).setRemoveQuota(remove).buildPartial();
  }

  /** As {@link #removeQuota(Call.RemoveQuota)}. */
  public static Call removeQuota(String role) {
    return removeQuota(Call.RemoveQuota.newBuilder().setRole(role).build());
  }

  /** TEARDOWN. */
  public static Call teardown(Call.Teardown teardown) {
    return call(Call.Type.TEARDOWN).setTeardown(teardown).buildPartial();
  }

  /** TEARDOWN: the framework is removed, its executors are shut down. */
  public static Call teardown(FrameworkID framework) {
    return teardown(Call.Teardown.newBuilder().setFrameworkId(framework).buildPartial());
  }

  /** MARK_AGENT_GONE. */
  public static Call markAgentGone(Call.MarkAgentGone gone) {
    return call(Call.Type.MARK_AGENT_GONE).setMarkAgentGone(gone).buildPartial();
  }

  /** MARK_AGENT_GONE: it and its tasks will never come back. */
  public static Call markAgentGone(AgentID agent) {
    return markAgentGone(Call.MarkAgentGone.newBuilder().setAgentId(agent).buildPartial());
  }
}
