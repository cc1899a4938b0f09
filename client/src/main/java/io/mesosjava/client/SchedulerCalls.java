package io.mesosjava.client;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.Filters;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.OperationID;
import io.mesosjava.v1.OperationStatus;
import io.mesosjava.v1.Request;
import io.mesosjava.v1.ResourceProviderID;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.OfferConstraints;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of the scheduler API.
 *
 * <p>Every type of call has a method that takes its message, and so every parameter, and shorter
 * ones for what is usual. The calls have no {@code framework_id}: a {@link SchedulerSubscription}
 * fills it in. A parameter marked nullable is left out of the call when it is null. Required fields
 * are checked when the call is sent.
 */
public final class SchedulerCalls {

  static final CallRules<Call, Call.Type> RULES =
      new CallRules<>(Call.getDescriptor(), Call.Type.class, Call::getType)
          // All roles of the framework are meant when the message is absent.
          .optional(Call.Type.REVIVE)
          .optional(Call.Type.SUPPRESS)
          .requiring(
              "acknowledge_operation_status.agent_id", Call.Type.ACKNOWLEDGE_OPERATION_STATUS)
          .requiring("update_framework.framework_info.id", Call.Type.UPDATE_FRAMEWORK);

  private SchedulerCalls() {}

  private static Call.Builder call(Call.Type type) {
    return Call.newBuilder().setType(type);
  }

  /**
   * SUBSCRIBE, with the {@code framework_id} of {@code framework_info.id} if that is set. A {@link
   * SchedulerClient} makes this call itself.
   */
  public static Call subscribe(Call.Subscribe subscribe) {
    Call.Builder call = call(Call.Type.SUBSCRIBE).setSubscribe(subscribe);
    if (subscribe.getFrameworkInfo().hasId()) {
      call.setFrameworkId(subscribe.getFrameworkInfo().getId());
    }
    return call.buildPartial();
  }

  /**
   * What a framework subscribes with.
   *
   * @param suppressedRoles roles of the framework for which it wants no offers at first
   * @param constraints which offers it wants at all
   */
  public static Call.Subscribe subscribing(
      FrameworkInfo framework,
      Collection<String> suppressedRoles,
      @Nullable OfferConstraints constraints) {
    Call.Subscribe.Builder subscribe =
        Call.Subscribe.newBuilder()
            .setFrameworkInfo(framework)
            .addAllSuppressedRoles(suppressedRoles);
    if (constraints != null) {
      subscribe.setOfferConstraints(constraints);
    }
    return subscribe.buildPartial();
  }

  /** TEARDOWN: the framework is removed, its executors are shut down, the stream ends. */
  public static Call teardown() {
    return call(Call.Type.TEARDOWN).build();
  }

  /** ACCEPT. */
  public static Call accept(Call.Accept accept) {
    return call(Call.Type.ACCEPT).setAccept(accept).buildPartial();
  }

  /**
   * ACCEPT: {@code operations} are carried out in their order on the resources of {@code offers},
   * which must be of one agent and role. What is left over is declined with the default filter of 5
   * seconds.
   */
  public static Call accept(Collection<OfferID> offers, Collection<Offer.Operation> operations) {
    return accept(offers, operations, null);
  }

  /**
   * ACCEPT, as {@link #accept(Collection, Collection)}, what is left over being declined with
   * {@code filters}.
   */
  public static Call accept(
      Collection<OfferID> offers,
      Collection<Offer.Operation> operations,
      @Nullable Filters filters) {
    Call.Accept.Builder accept =
        Call.Accept.newBuilder().addAllOfferIds(offers).addAllOperations(operations);
    if (filters != null) {
      accept.setFilters(filters);
    }
    return accept(accept.buildPartial());
  }

  /** DECLINE. */
  public static Call decline(Call.Decline decline) {
    return call(Call.Type.DECLINE).setDecline(decline).buildPartial();
  }

  /** DECLINE with the default filter of 5 seconds. */
  public static Call decline(Collection<OfferID> offers) {
    return decline(offers, null);
  }

  /** DECLINE with {@code filters}. */
  public static Call decline(Collection<OfferID> offers, @Nullable Filters filters) {
    Call.Decline.Builder decline = Call.Decline.newBuilder().addAllOfferIds(offers);
    if (filters != null) {
      decline.setFilters(filters);
    }
    return decline(decline.buildPartial());
  }

  /** Filters that refuse the same resources for {@code duration}; zero sets no filter. */
  public static Filters refuseFor(Duration duration) {
    double seconds = duration.getSeconds() + duration.getNano() / 1e9;
    return Filters.newBuilder().setRefuseSeconds(seconds).build();
  }

  /** ACCEPT_INVERSE_OFFERS. */
  public static Call acceptInverseOffers(Call.AcceptInverseOffers accept) {
    return call(Call.Type.ACCEPT_INVERSE_OFFERS).setAcceptInverseOffers(accept).buildPartial();
  }

  /** ACCEPT_INVERSE_OFFERS: the resources will be free in time. */
  public static Call acceptInverseOffers(
      Collection<OfferID> inverseOffers, @Nullable Filters filters) {
    Call.AcceptInverseOffers.Builder accept =
        Call.AcceptInverseOffers.newBuilder().addAllInverseOfferIds(inverseOffers);
    if (filters != null) {
      accept.setFilters(filters);
    }
    return acceptInverseOffers(accept.buildPartial());
  }

  /** DECLINE_INVERSE_OFFERS. */
  public static Call declineInverseOffers(Call.DeclineInverseOffers decline) {
    return call(Call.Type.DECLINE_INVERSE_OFFERS).setDeclineInverseOffers(decline).buildPartial();
  }

  /** DECLINE_INVERSE_OFFERS: the resources will not be free in time. */
  public static Call declineInverseOffers(
      Collection<OfferID> inverseOffers, @Nullable Filters filters) {
    Call.DeclineInverseOffers.Builder decline =
        Call.DeclineInverseOffers.newBuilder().addAllInverseOfferIds(inverseOffers);
    if (filters != null) {
      decline.setFilters(filters);
    }
    return declineInverseOffers(decline.buildPartial());
  }

  /** REVIVE. */
  public static Call revive(Call.Revive revive) {
    return call(Call.Type.REVIVE).setRevive(revive).build();
  }

  /** REVIVE: filters of {@code roles} are dropped, offers are wanted; no role means all. */
  public static Call revive(String... roles) {
    return revive(Call.Revive.newBuilder().addAllRoles(Arrays.asList(roles)).build());
  }

  /** SUPPRESS. */
  public static Call suppress(Call.Suppress suppress) {
    return call(Call.Type.SUPPRESS).setSuppress(suppress).build();
  }

  /** SUPPRESS: no offers are wanted for {@code roles}; no role means all. */
  public static Call suppress(String... roles) {
    return suppress(Call.Suppress.newBuilder().addAllRoles(Arrays.asList(roles)).build());
  }

  /** KILL. */
  public static Call kill(Call.Kill kill) {
    return call(Call.Type.KILL).setKill(kill).buildPartial();
  }

  /** KILL: the agent that runs the task is told if the master does not know it. */
  public static Call kill(TaskID task, @Nullable AgentID agent) {
    return kill(task, agent, null);
  }

  /** KILL, with {@code policy} in place of the task's own. */
  public static Call kill(TaskID task, @Nullable AgentID agent, @Nullable KillPolicy policy) {
    Call.Kill.Builder kill = Call.Kill.newBuilder().setTaskId(task);
    if (agent != null) {
      kill.setAgentId(agent);
    }
    if (policy != null) {
      kill.setKillPolicy(policy);
    }
    return kill(kill.buildPartial());
  }

  /** SHUTDOWN. */
  public static Call shutdown(Call.Shutdown shutdown) {
    return call(Call.Type.SHUTDOWN).setShutdown(shutdown).buildPartial();
  }

  /** SHUTDOWN: the executor is told to end, then killed. */
  public static Call shutdown(ExecutorID executor, AgentID agent) {
    return shutdown(
        Call.Shutdown.newBuilder().setExecutorId(executor).setAgentId(agent).buildPartial());
  }

  /** ACKNOWLEDGE. */
  public static Call acknowledge(Call.Acknowledge acknowledge) {
    return call(Call.Type.ACKNOWLEDGE).setAcknowledge(acknowledge).buildPartial();
  }

  /** ACKNOWLEDGE. */
  public static Call acknowledge(AgentID agent, TaskID task, ByteString uuid) {
    return acknowledge(
        Call.Acknowledge.newBuilder()
            .setAgentId(agent)
            .setTaskId(task)
            .setUuid(uuid)
            .buildPartial());
  }

  /**
   * ACKNOWLEDGE of {@code status}.
   *
   * @throws IllegalArgumentException if the status has no uuid: it is not to be acknowledged
   */
  public static Call acknowledge(TaskStatus status) {
    if (!status.hasUuid()) {
      throw new IllegalArgumentException(
          "status of task " + status.getTaskId().getValue() + ": no uuid (expected: one)");
    }
    return acknowledge(status.getAgentId(), status.getTaskId(), status.getUuid());
  }

  /** ACKNOWLEDGE_OPERATION_STATUS. */
  public static Call acknowledgeOperationStatus(Call.AcknowledgeOperationStatus acknowledge) {
    return call(Call.Type.ACKNOWLEDGE_OPERATION_STATUS)
        .setAcknowledgeOperationStatus(acknowledge)
        .buildPartial();
  }

  /** ACKNOWLEDGE_OPERATION_STATUS; the resource provider is that of the operation, if any. */
  public static Call acknowledgeOperationStatus(
      AgentID agent,
      @Nullable ResourceProviderID provider,
      ByteString uuid,
      OperationID operation) {
    Call.AcknowledgeOperationStatus.Builder acknowledge =
        Call.AcknowledgeOperationStatus.newBuilder()
            .setAgentId(agent)
            .setUuid(uuid)
            .setOperationId(operation);
    if (provider != null) {
      acknowledge.setResourceProviderId(provider);
    }
    return acknowledgeOperationStatus(acknowledge.buildPartial());
  }

  /**
   * ACKNOWLEDGE_OPERATION_STATUS of {@code status}.
   *
   * @throws IllegalArgumentException if the status has no uuid: it is not to be acknowledged
   */
  public static Call acknowledgeOperationStatus(OperationStatus status) {
    if (!status.hasUuid()) {
      throw new IllegalArgumentException(
          "status of operation "
              + status.getOperationId().getValue()
              + ": no uuid (expected: one)");
    }
    return acknowledgeOperationStatus(
        status.getAgentId(),
        status.hasResourceProviderId() ? status.getResourceProviderId() : null,
        status.getUuid().getValue(),
        status.getOperationId());
  }

  /** RECONCILE. */
  public static Call reconcile(Call.Reconcile reconcile) {
    return call(Call.Type.RECONCILE).setReconcile(reconcile).buildPartial();
  }

  /** RECONCILE of {@code tasks}; none means all that the master knows. */
  public static Call reconcile(Collection<Call.Reconcile.Task> tasks) {
    return reconcile(Call.Reconcile.newBuilder().addAllTasks(tasks).buildPartial());
  }

  /** A task to {@link #reconcile(Collection)}; Mesos can say more of one whose agent is given. */
  public static Call.Reconcile.Task task(TaskID task, @Nullable AgentID agent) {
    Call.Reconcile.Task.Builder reconcile = Call.Reconcile.Task.newBuilder().setTaskId(task);
    if (agent != null) {
      reconcile.setAgentId(agent);
    }
    return reconcile.buildPartial();
  }

  /** RECONCILE_OPERATIONS. */
  public static Call reconcileOperations(Call.ReconcileOperations reconcile) {
    return call(Call.Type.RECONCILE_OPERATIONS).setReconcileOperations(reconcile).buildPartial();
  }

  /** RECONCILE_OPERATIONS of {@code operations}; none means all that the master knows. */
  public static Call reconcileOperations(
      Collection<Call.ReconcileOperations.Operation> operations) {
    return reconcileOperations(
        Call.ReconcileOperations.newBuilder().addAllOperations(operations).buildPartial());
  }

  /** An operation to {@link #reconcileOperations(Collection)}. */
  public static Call.ReconcileOperations.Operation operation(
      OperationID operation, @Nullable AgentID agent, @Nullable ResourceProviderID provider) {
    Call.ReconcileOperations.Operation.Builder reconcile =
        Call.ReconcileOperations.Operation.newBuilder().setOperationId(operation);
    if (agent != null) {
      reconcile.setAgentId(agent);
    }
    if (provider != null) {
      reconcile.setResourceProviderId(provider);
    }
    return reconcile.buildPartial();
  }

  /** MESSAGE. */
  public static Call message(Call.Message message) {
    return call(Call.Type.MESSAGE).setMessage(message).buildPartial();
  }

  /** MESSAGE to an executor, which may never reach it. */
  public static Call message(AgentID agent, ExecutorID executor, ByteString data) {
    return message(
        Call.Message.newBuilder()
            .setAgentId(agent)
            .setExecutorId(executor)
            .setData(data)
            .buildPartial());
  }

  /** REQUEST. */
  public static Call request(Call.Request request) {
    return call(Call.Type.REQUEST).setRequest(request).buildPartial();
  }

  /** REQUEST of resources; Mesos' own allocator takes no notice of it. */
  public static Call request(Collection<Request> requests) {
    return request(Call.Request.newBuilder().addAllRequests(requests).buildPartial());
  }

  /** UPDATE_FRAMEWORK. */
  public static Call updateFramework(Call.UpdateFramework update) {
    return call(Call.Type.UPDATE_FRAMEWORK).setUpdateFramework(update).buildPartial();
  }

  /**
   * UPDATE_FRAMEWORK: all that is in {@code framework} replaces what the master has, suppressed
   * roles and offer constraints are removed. Its id must be set.
   */
  public static Call updateFramework(FrameworkInfo framework) {
    return updateFramework(
        Call.UpdateFramework.newBuilder().setFrameworkInfo(framework).buildPartial());
  }

  /** UPDATE_FRAMEWORK, with all its parameters; see {@link #subscribing}. */
  public static Call updateFramework(
      FrameworkInfo framework,
      Collection<String> suppressedRoles,
      @Nullable OfferConstraints constraints) {
    Call.UpdateFramework.Builder update =
        Call.UpdateFramework.newBuilder()
            .setFrameworkInfo(framework)
            .addAllSuppressedRoles(suppressedRoles);
    if (constraints != null) {
      update.setOfferConstraints(constraints);
    }
    return updateFramework(update.buildPartial());
  }
}
