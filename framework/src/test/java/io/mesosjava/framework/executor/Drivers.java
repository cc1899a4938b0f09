package io.mesosjava.framework.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mesosjava.v1.executor.Event;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Drivers of scripted agents, for one test. */
final class Drivers {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final WatchedProcess process = new WatchedProcess();
  private final BlockingQueue<String> ignored = new LinkedBlockingQueue<>();

  /** A driver with {@code more} in its environment. */
  ExecutorDriverBuilder builder(ScriptedAgent agent, Map<String, String> more) {
    Map<String, String> variables =
        new HashMap<>(Fixtures.environment(agent.endpoint(), "/sandbox", "50ms"));
    variables.putAll(more);
    ExecutorListener listener =
        new ExecutorListener() {
          @Override
          public void ignored(Event event, String why) {
            ignored.add(event.getType() + ": " + why);
          }
        };
    return ExecutorDriver.builder(ExecutorEnvironment.read(variables))
        .process(process)
        .listener(listener);
  }

  /** One that ends with its agent. */
  ExecutorDriver start(ScriptedAgent agent) {
    return builder(agent, Map.of()).start();
  }

  /** One that waits for its agent. */
  ExecutorDriver recovering(ScriptedAgent agent) {
    return recoveringBuilder(agent).start();
  }

  ExecutorDriverBuilder recoveringBuilder(ScriptedAgent agent) {
    return builder(
        agent,
        Map.of(
            "MESOS_CHECKPOINT", "1",
            "MESOS_RECOVERY_TIMEOUT", "15mins",
            "MESOS_SUBSCRIPTION_BACKOFF_MAX", "10ms"));
  }

  /** The process in which they run. */
  WatchedProcess process() {
    return process;
  }

  /** What they have ignored, and why. */
  List<String> ignored() {
    return List.copyOf(ignored);
  }

  /** The next event of {@code type}. */
  static <E extends ExecutorEvent> E next(ExecutorDriver driver, Class<E> type) throws Exception {
    while (true) {
      ExecutorEvent event = driver.next(PATIENCE);
      assertThat(event).as("before " + type.getSimpleName()).isNotNull();
      if (type.isInstance(event)) {
        return type.cast(event);
      }
    }
  }

  static Throwable failureOf(CompletionStage<?> stage) {
    return catchThrowableOfType(
            ExecutionException.class, () -> stage.toCompletableFuture().get(60, TimeUnit.SECONDS))
        .getCause();
  }

  static void await(CompletionStage<?> stage) throws Exception {
    stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
