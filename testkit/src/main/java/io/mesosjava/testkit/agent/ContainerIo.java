package io.mesosjava.testkit.agent;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.container.Container;
import io.mesosjava.testkit.container.Pipes;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.v1.TTYInfo.WindowSize;
import io.mesosjava.v1.agent.ProcessIO;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes into a container and comes out of it, in the place of Mesos' I/O switchboard. Lives on
 * the stage, but for the threads that read and write.
 *
 * <p>Who attaches hears what comes from then on. Until the first one does, what comes is kept if
 * the container was launched for somebody to listen, and is lost otherwise. A listener who does not
 * read stops the container: its output is not kept in memory.
 */
final class ContainerIo {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerIo.class);
  private static final int BUFFER = 16 * 1024;

  /** So much output is on its way to listeners at most. */
  private static final int WINDOW = 1024 * 1024;

  /** Something that may fail, done on the thread of the input. */
  @FunctionalInterface
  private interface Job {
    void run() throws IOException;
  }

  private record Output(ProcessIO data, Runnable taken) {}

  /** Somebody who is attached. */
  interface Listener {

    /**
     * Something has come out.
     *
     * @param taken runs on any thread when it is needed no more; what has not been taken keeps more
     *     from coming
     */
    void data(ProcessIO data, Runnable taken);

    /** Nothing more will. */
    void end();
  }

  private final Stage stage;
  private final Pipes pipes;
  private final boolean waitsForListener;
  private final List<Listener> listeners = new ArrayList<>();
  private final List<Output> kept = new ArrayList<>();
  private final Semaphore room = new Semaphore(WINDOW);
  private final @Nullable Container terminal;
  private final ThreadPoolExecutor writer;
  private int open = 2;
  private boolean listened;
  // Touched by the writer only.
  private boolean eof;
  private @Nullable Runnable inputOwner;

  /**
   * Begins to read.
   *
   * @param name of the threads
   * @param terminal the container, if it has a terminal
   * @param waitsForListener whether what comes before the first listener is kept
   */
  ContainerIo(
      Stage stage,
      Pipes pipes,
      String name,
      @Nullable Container terminal,
      boolean waitsForListener) {
    this.stage = stage;
    this.pipes = pipes;
    this.terminal = terminal;
    this.waitsForListener = waitsForListener;
    writer =
        new ThreadPoolExecutor(
            0,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            job -> daemon(job, name + "-input"),
            // What comes for a container that has ended.
            new ThreadPoolExecutor.DiscardPolicy());
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
    try (from;
        OutputStream copy = copy(type)) {
      int count;
      while ((count = from.read(buffer)) >= 0) {
        int size = count;
        copy.write(buffer, 0, size);
        ProcessIO data = message(type, ByteString.copyFrom(buffer, 0, size));
        room.acquire(size);
        stage.execute(() -> came(new Output(data, () -> room.release(size))));
      }
    } catch (IOException e) {
      LOG.debug("{} of a container broke", type, e);
    } catch (InterruptedException e) {
      LOG.debug("{} of a container is needed no more", type, e);
    }
    stage.execute(this::ended);
  }

  /**
   * What appears on a terminal is also in the sandbox, as Mesos' container logger puts it there.
   */
  private OutputStream copy(ProcessIO.Data.Type type) throws IOException {
    if (terminal == null || waitsForListener) {
      return OutputStream.nullOutputStream();
    }
    String file = type == ProcessIO.Data.Type.STDOUT ? "stdout" : "stderr";
    return BoundedOutput.open(terminal.sandbox().resolve(file), terminal.maxFileSize());
  }

  private static ProcessIO message(ProcessIO.Data.Type type, ByteString bytes) {
    return ProcessIO.newBuilder()
        .setType(ProcessIO.Type.DATA)
        .setData(ProcessIO.Data.newBuilder().setType(type).setData(bytes))
        .build();
  }

  private void came(Output output) {
    if (!listened && waitsForListener) {
      kept.add(output);
    } else if (listeners.isEmpty()) {
      output.taken.run();
    } else {
      tell(List.copyOf(listeners), output);
    }
  }

  private static void tell(List<Listener> all, Output output) {
    AtomicInteger left = new AtomicInteger(all.size());
    for (Listener listener : all) {
      listener.data(
          output.data,
          () -> {
            if (left.decrementAndGet() == 0) {
              output.taken.run();
            }
          });
    }
  }

  private void ended() {
    open--;
    if (open == 0) {
      List.copyOf(listeners).forEach(Listener::end);
      listeners.clear();
      if (inputOwner != null) {
        inputOwner.run();
      }
    }
  }

  /** Lets somebody listen. */
  void attach(Listener listener) {
    if (!listened) {
      listened = true;
      kept.forEach(output -> tell(List.of(listener), output));
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

  /** Whether it is a terminal. */
  boolean isTerminal() {
    return terminal != null;
  }

  /**
   * Whether the input was free; now it is not.
   *
   * @param whenOver runs when nothing more comes out, if the input is not left before
   */
  boolean takeInput(Runnable whenOver) {
    if (inputOwner != null) {
      return false;
    }
    inputOwner = whenOver;
    if (open == 0) {
      stage.execute(whenOver);
    }
    return true;
  }

  /** Another one may write the input. */
  void leaveInput() {
    inputOwner = null;
  }

  /**
   * Puts bytes in; none at all are the end of an input that is no terminal.
   *
   * @param done hears why that failed, or null
   */
  void input(ByteString bytes, Consumer<@Nullable IOException> done) {
    perform(
        () -> {
          if (eof) {
            throw new IOException("Failed: Bad file descriptor");
          }
          if (!bytes.isEmpty()) {
            bytes.writeTo(pipes.input());
            pipes.input().flush();
          } else if (!isTerminal()) {
            eof = true;
            pipes.input().close();
          }
        },
        done);
  }

  /**
   * Changes the size of the terminal.
   *
   * @param done hears why that failed, or null
   */
  void resize(WindowSize size, Consumer<@Nullable IOException> done) {
    perform(
        () -> {
          if (terminal == null) {
            throw new IOException("Inappropriate ioctl for device");
          }
          terminal.resize(size.getRows(), size.getColumns());
        },
        done);
  }

  private void perform(Job job, Consumer<@Nullable IOException> done) {
    writer.execute(
        () -> {
          try {
            job.run();
            stage.execute(() -> done.accept(null));
          } catch (IOException e) {
            stage.execute(() -> done.accept(e));
          }
        });
  }

  /** The container has ended: what it has written is still told. Blocks briefly. */
  void close() throws IOException {
    writer.shutdownNow();
    pipes.close();
  }
}
