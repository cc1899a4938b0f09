package io.mesosjava.framework.scheduler;

import com.google.protobuf.ByteString;
import io.mesosjava.client.SchedulerCalls;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.Filters;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.Request;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.scheduler.Call;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a scheduler can say to its master, besides answering {@linkplain ReceivedOffer offers} and
 * acknowledging {@linkplain Acknowledgement updates}.
 *
 * <p>Each verb sends one call, and does not wait: the stage is completed when the master has taken
 * the call, which does not mean that it will carry it out, or exceptionally with a {@link
 * io.mesosjava.client.CallException} that says what is known: refused, not sent, or of unknown
 * outcome. A call is never sent again by itself. Calls reach the master in the order in which they
 * were made. {@link #send} is the way to wait.
 *
 * <p>A verb throws {@link IllegalArgumentException}, and sends nothing, if something required is
 * missing. All may be used by any thread.
 */
public interface SchedulerVerbs {

  /** Sends any call but SUBSCRIBE; the framework's id is filled in. */
  CompletionStage<@Nullable Void> sendAsync(Call call);

  /**
   * As {@link #sendAsync}, and waits for the outcome.
   *
   * @throws io.mesosjava.client.CallException if the call was not taken; its type says what is
   *     known
   * @throws InterruptedException if the thread is interrupted; the call may or may not be sent
   */
  void send(Call call) throws IOException, InterruptedException;

  /** Kills a task; the agent that runs it is told if the master does not know it. */
  default CompletionStage<@Nullable Void> kill(TaskID task, @Nullable AgentID agent) {
    return sendAsync(SchedulerCalls.kill(task, agent));
  }

  /** Kills a task, with {@code policy} in place of its own. */
  default CompletionStage<@Nullable Void> kill(
      TaskID task, @Nullable AgentID agent, KillPolicy policy) {
    return sendAsync(SchedulerCalls.kill(task, agent, policy));
  }

  /**
   * Wants offers for {@code roles}, or, if there are none, for all roles of the framework, and
   * drops the filters of offers that were declined. While the session is not subscribed nothing is
   * sent; the next subscription wants them.
   */
  default CompletionStage<@Nullable Void> revive(String... roles) {
    return sendAsync(SchedulerCalls.revive(roles));
  }

  /**
   * Wants no offers for {@code roles}, or, if there are none, for any role of the framework, until
   * they are revived, in later subscriptions too. While the session is not subscribed nothing is
   * sent; the next subscription says it.
   */
  default CompletionStage<@Nullable Void> suppress(String... roles) {
    return sendAsync(SchedulerCalls.suppress(roles));
  }

  /**
   * Accepts offers, by their ids, which are all of one agent, for {@code operations} ({@link
   * io.mesosjava.client.OfferOperations} makes them), in this order. Offers of an earlier
   * subscription are void: the stage is then completed, without anything being sent, with a {@link
   * io.mesosjava.client.CallNotSentException}, and so it is if an offer was answered or rescinded
   * before.
   */
  default CompletionStage<@Nullable Void> accept(
      Collection<OfferID> offers,
      Collection<Offer.Operation> operations,
      @Nullable Filters filters) {
    return sendAsync(SchedulerCalls.accept(offers, operations, filters));
  }

  /** Says that the resources of inverse offers will be free in time. */
  default CompletionStage<@Nullable Void> acceptInverseOffers(Collection<OfferID> inverseOffers) {
    return sendAsync(SchedulerCalls.acceptInverseOffers(inverseOffers, null));
  }

  /** Says that the resources of inverse offers will not be free in time. */
  default CompletionStage<@Nullable Void> declineInverseOffers(Collection<OfferID> inverseOffers) {
    return sendAsync(SchedulerCalls.declineInverseOffers(inverseOffers, null));
  }

  /** Declines offers, by their ids; not sent if none of them is outstanding. */
  default CompletionStage<@Nullable Void> decline(
      Collection<OfferID> offers, @Nullable Filters filters) {
    return sendAsync(SchedulerCalls.decline(offers, filters));
  }

  /** Asks for the states of {@code tasks}, which come as updates; none means of all tasks. */
  default CompletionStage<@Nullable Void> reconcile(Collection<Call.Reconcile.Task> tasks) {
    return sendAsync(SchedulerCalls.reconcile(tasks));
  }

  /** Asks for the states of {@code operations}; none means of all operations. */
  default CompletionStage<@Nullable Void> reconcileOperations(
      Collection<Call.ReconcileOperations.Operation> operations) {
    return sendAsync(SchedulerCalls.reconcileOperations(operations));
  }

  /** Sends something to an executor; it may be lost. */
  default CompletionStage<@Nullable Void> message(
      AgentID agent, ExecutorID executor, ByteString data) {
    return sendAsync(SchedulerCalls.message(agent, executor, data));
  }

  /** Ends an executor and its tasks. */
  default CompletionStage<@Nullable Void> shutdown(ExecutorID executor, AgentID agent) {
    return sendAsync(SchedulerCalls.shutdown(executor, agent));
  }

  /** Requests resources; Mesos' own allocator takes no notice of it. */
  default CompletionStage<@Nullable Void> request(Collection<Request> requests) {
    return sendAsync(SchedulerCalls.request(requests));
  }

  /**
   * Changes what the framework is registered with; all of it is replaced, suppressed roles and
   * offer constraints too. Later subscriptions are made with it when the master has taken it.
   */
  CompletionStage<@Nullable Void> updateFramework(Call.UpdateFramework update);

  /**
   * As {@link #updateFramework(Call.UpdateFramework)}, with no constraints and nothing suppressed.
   */
  default CompletionStage<@Nullable Void> updateFramework(FrameworkInfo framework) {
    return updateFramework(
        Call.UpdateFramework.newBuilder().setFrameworkInfo(framework).buildPartial());
  }
}
