package io.mesosjava.testkit.agent;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.container.Pipes;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.v1.agent.ProcessIO;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes into a container and comes out of it, in the place of Mesos' I/O switchboard. Lives on
 * the stage, but for the threads that read and write.
 *
 * <p>Who attaches hears what comes from then on. Until the first one does, what comes is kept if
 * the container was launched for somebody to listen, and is lost otherwise.
 */
final class ContainerIo {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerIo.class);
  private static final int BUFFER = 16 * 1024;

  /** Somebody who is attached. */
  interface Listener {

    /** Something has come out. */
    void data(ProcessIO data);

    /** Nothing more will. */
    void end();
  }

  private final Stage stage;
  private final Pipes pipes;
  private final boolean waitsForListener;
  private final List<Listener> listeners = new ArrayList<>();
  private final List<ProcessIO> kept = new ArrayList<>();
  private final ThreadPoolExecutor writer;
  private int open = 2;
  private boolean listened;
  private boolean inputTaken;

  /**
   * Begins to read.
   *
   * @param name of the threads
   * @param waitsForListener whether what comes before the first listener is kept
   */
  ContainerIo(Stage stage, Pipes pipes, String name, boolean waitsForListener) {
    this.stage = stage;
    this.pipes = pipes;
    this.waitsForListener = waitsForListener;
    writer =
        new ThreadPoolExecutor(
            0,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            job -> daemon(job, name + "-input"));
    daemon(() -> read(pipes.output(), ProcessIO.Data.Type.STDOUT), name + "-output").start();
    daemon(() -> read(pipes.errors(), ProcessIO.Data.Type.STDERR), name + "-errors").start();
  }

  private static Thread daemon(Runnable job, String name) {
    Thread thread = new Thread(job, name);
    thread.setDaemon(true);
    return thread;
  }

  private void read(InputStream from, ProcessIO.Data.Type type) {
    byte[] buffer = new byte[BUFFER];
    try (from) {
      int count;
      while ((count = from.read(buffer)) >= 0) {
        ProcessIO data = message(type, ByteString.copyFrom(buffer, 0, count));
        stage.execute(() -> came(data));
      }
    } catch (IOException e) {
      LOG.debug("{} of a container broke", type, e);
    }
    stage.execute(this::ended);
  }

  private static ProcessIO message(ProcessIO.Data.Type type, ByteString bytes) {
    return ProcessIO.newBuilder()
        .setType(ProcessIO.Type.DATA)
        .setData(ProcessIO.Data.newBuilder().setType(type).setData(bytes))
        .build();
  }

  private void came(ProcessIO data) {
    if (!listened && waitsForListener) {
      kept.add(data);
    } else {
      List.copyOf(listeners).forEach(listener -> listener.data(data));
    }
  }

  private void ended() {
    open--;
    if (open == 0) {
      List.copyOf(listeners).forEach(Listener::end);
      listeners.clear();
    }
  }

  /** Lets somebody listen. */
  void attach(Listener listener) {
    if (!listened) {
      listened = true;
      kept.forEach(listener::data);
      kept.clear();
    }
    if (open == 0) {
      listener.end();
    } else {
      listeners.add(listener);
    }
  }

  /** Somebody has gone. */
  void detach(Listener listener) {
    listeners.remove(listener);
  }

  /** Whether the input was free; now it is not. */
  boolean takeInput() {
    boolean free = !inputTaken;
    inputTaken = true;
    return free;
  }

  /** Another one may write the input. */
  void leaveInput() {
    inputTaken = false;
  }

  /** Puts bytes in; none at all are the end of the input. */
  void input(ByteString bytes) {
    writer.execute(
        () -> {
          try {
            if (bytes.isEmpty()) {
              pipes.input().close();
            } else {
              bytes.writeTo(pipes.input());
              pipes.input().flush();
            }
          } catch (IOException e) {
            LOG.debug("Nobody reads the input of a container", e);
          }
        });
  }

  /** The container has ended: what it has written is still told. Blocks briefly. */
  void close() throws IOException {
    writer.shutdownNow();
    pipes.close();
  }
}
