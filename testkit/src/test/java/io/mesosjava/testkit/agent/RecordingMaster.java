package io.mesosjava.testkit.agent;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.link.AgentLink;
import io.mesosjava.testkit.link.AgentRegistration;
import io.mesosjava.testkit.link.MasterLink;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.OperationStatus;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A master that takes any agent, and keeps what it hears for the test. */
final class RecordingMaster implements MasterLink {

  static final AgentID AGENT = AgentID.newBuilder().setValue("m-S0").build();
  private static final long PATIENCE_SECONDS = 60;

  /** What an agent said of a task. */
  record Update(FrameworkID framework, TaskStatus status, TaskState latest) {}

  /** What an agent said of an executor. */
  record Exit(ExecutorID executor, int waitStatus, boolean command) {}

  private final BlockingQueue<AgentRegistration> registrations = new LinkedBlockingQueue<>();
  private final BlockingQueue<Update> updates = new LinkedBlockingQueue<>();
  private final BlockingQueue<Exit> exits = new LinkedBlockingQueue<>();
  private final BlockingQueue<AgentID> disconnections = new LinkedBlockingQueue<>();
  private final BlockingQueue<OperationStatus> operations = new LinkedBlockingQueue<>();
  private final BlockingQueue<AgentID> pongs = new LinkedBlockingQueue<>();
  private final int deafTo;
  private int asked;

  RecordingMaster() {
    this(0);
  }

  /** Hears nothing the first times. */
  RecordingMaster(int deafTo) {
    this.deafTo = deafTo;
  }

  AgentRegistration nextRegistration() {
    return next(registrations);
  }

  Update nextUpdate() {
    return next(updates);
  }

  Exit nextExit() {
    return next(exits);
  }

  OperationStatus nextOperationStatus() {
    return next(operations);
  }

  AgentID nextPong() {
    return next(pongs);
  }

  AgentID nextDisconnection() {
    return next(disconnections);
  }

  int unreadUpdates() {
    return updates.size();
  }

  int registrations() {
    return asked;
  }

  @Override
  public void register(AgentRegistration agent, AgentLink answerTo) {
    asked++;
    if (asked > deafTo) {
      answerTo.registered(AGENT);
      registrations.add(agent);
    }
  }

  @Override
  public void reregister(
      AgentRegistration agent,
      List<Task> tasks,
      List<ExecutorInfo> executors,
      List<FrameworkInfo> frameworks,
      AgentLink answerTo) {
    answerTo.registered(AGENT);
    registrations.add(agent);
  }

  @Override
  public void statusUpdate(
      AgentID agentId, FrameworkID frameworkId, TaskStatus status, TaskState latest) {
    updates.add(new Update(frameworkId, status, latest));
  }

  @Override
  public void executorExited(
      AgentID agentId,
      FrameworkID frameworkId,
      ExecutorID executorId,
      int waitStatus,
      boolean command) {
    exits.add(new Exit(executorId, waitStatus, command));
  }

  @Override
  public void executorMessage(
      AgentID agentId, FrameworkID frameworkId, ExecutorID executorId, ByteString data) {}

  @Override
  public void operationStatus(
      AgentID agentId,
      @Nullable FrameworkID frameworkId,
      ByteString operationUuid,
      OperationStatus status) {
    operations.add(status);
  }

  @Override
  public void pong(AgentID agentId) {
    pongs.add(agentId);
  }

  @Override
  public void unregister(AgentID agentId) {}

  @Override
  public void disconnected(AgentID agentId) {
    disconnections.add(agentId);
  }

  private static <T> T next(BlockingQueue<T> queue) {
    try {
      T item = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (item == null) {
        throw new AssertionError("nothing was heard within " + PATIENCE_SECONDS + " s");
      }
      return item;
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }
}
