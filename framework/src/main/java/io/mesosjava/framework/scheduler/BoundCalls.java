package io.mesosjava.framework.scheduler;

import io.mesosjava.v1.scheduler.Call;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Sends calls that make sense within one subscription only. */
@FunctionalInterface
interface BoundCalls {

  /**
   * Sends {@code call} if subscription {@code generation} is the present one; otherwise the stage
   * is completed with a {@link io.mesosjava.client.CallNotSentException}.
   */
  CompletionStage<@Nullable Void> send(Call call, long generation);
}
