package io.mesosjava.framework.executor;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.TaskID;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** An executor, in a process of its own, that does what the data of its tasks say. */
public final class TrialExecutor implements ExecutorHandler {

  private final Map<TaskID, TaskProcess> processes = new ConcurrentHashMap<>();
  private final ExecutorDriver driver;

  private TrialExecutor(ExecutorDriver driver) {
    this.driver = driver;
  }

  /** Runs until the driver ends. */
  public static void main(String[] args) throws Exception {
    ExecutorEnvironment environment = ExecutorEnvironment.read(System.getenv());
    try (ExecutorDriver driver = ExecutorDriver.builder(environment).start()) {
      driver.run(new TrialExecutor(driver));
    }
  }

  @Override
  public void launch(AgentEvent.Launch event) throws Exception {
    ExecutorTask task = event.task();
    String data = task.info().getData().toStringUtf8();
    if (data.startsWith("sh ")) {
      CommandInfo command = CommandInfo.newBuilder().setValue(data.substring(3)).build();
      processes.put(task.id(), TaskProcess.start(task, command, driver.environment().sandbox()));
      return;
    }
    switch (data) {
      case "run" -> task.running();
      case "finish" -> {
        task.running();
        task.finished();
      }
      case "exit" -> {
        task.running();
        task.finished();
        System.exit(0);
      }
      case "crash" -> {
        task.running().toCompletableFuture().get();
        Runtime.getRuntime().halt(7);
      }
      case "hang" -> {
        task.running();
        hang();
      }
      default -> throw new IllegalArgumentException("data: " + data);
    }
  }

  /** User code that does not care about interrupts. */
  private static void hang() {
    while (true) {
      LockSupport.park();
    }
  }

  @Override
  public void kill(AgentEvent.Kill event) {
    TaskProcess process = processes.get(event.task().id());
    if (process == null) {
      event.task().killed("on request");
    } else {
      process.kill(event.gracePeriod());
    }
  }

  @Override
  public void shutdown(DriverEvent.Shutdown event) {
    driver.tasks().forEach(task -> task.killed("the executor shuts down"));
  }

  @Override
  public void message(AgentEvent.Message event) {
    driver.sendMessage(ByteString.copyFromUtf8("got " + event.data().toStringUtf8()));
  }
}
