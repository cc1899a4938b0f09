package io.mesosjava.client;

import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A framework's subscription with a master.
 *
 * <pre>{@code
 * try (SchedulerSubscription subscription = client.subscribe(framework)) {
 *   Event event;
 *   while ((event = subscription.next()) != null) {
 *     if (event.hasUpdate() && event.getUpdate().getStatus().hasUuid()) {
 *       subscription.sendAsync(SchedulerCalls.acknowledge(event.getUpdate().getStatus()));
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>Where a call has no {@code framework_id}, {@link #frameworkId()} is filled in; it is an {@link
 * IllegalArgumentException} if that is not known yet. After {@link #close()} the framework stays
 * registered for its {@code failover_timeout}; to remove it, send TEARDOWN.
 */
public final class SchedulerSubscription extends Subscription<Call, Event> {

  private final String streamId;
  private volatile @Nullable FrameworkID frameworkId;

  SchedulerSubscription(
      ConnectionPair pair,
      Interceptors<Call, Event> interceptors,
      @Nullable FrameworkID frameworkId) {
    super(pair, SchedulerCalls.RULES, Event.getDefaultInstance(), interceptors);
    this.streamId = Objects.requireNonNull(pair.streamId(), "streamId");
    this.frameworkId = frameworkId;
  }

  @Override
  void onEvent(Event event) {
    if (event.hasSubscribed()) {
      frameworkId = event.getSubscribed().getFrameworkId();
    }
  }

  /** What the master calls this subscription; it goes with every call. */
  public String streamId() {
    return streamId;
  }

  /**
   * The framework's id: the one it subscribed with, or else the one in SUBSCRIBED once {@link
   * #next()} has given that event; null before.
   */
  public @Nullable FrameworkID frameworkId() {
    return frameworkId;
  }

  @Override
  Call withIds(Call call) {
    if (call.hasFrameworkId()) {
      return call;
    }
    FrameworkID id = frameworkId;
    if (id == null) {
      throw new IllegalArgumentException(
          call.getType() + ": missing framework_id, and SUBSCRIBED has not been taken yet");
    }
    return call.toBuilder().setFrameworkId(id).buildPartial();
  }
}
