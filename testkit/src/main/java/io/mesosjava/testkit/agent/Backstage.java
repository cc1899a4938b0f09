package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.stage.Stage;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what blocks, on threads of its own; what comes of it is an event on the stage. */
final class Backstage implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Backstage.class);
  private static final int THREADS = 4;
  private static final long PATIENCE_SECONDS = 10;
  private static final long IDLE_SECONDS = 10;

  /** Work that blocks. */
  @FunctionalInterface
  interface Job<T> {
    T run() throws IOException;
  }

  private final Stage stage;
  private final String name;
  private final ThreadPoolExecutor threads;
  private final ThreadPoolExecutor patient;

  /**
   * Threads are started as they are needed, and end when they are not.
   *
   * @param name what their names begin with
   */
  Backstage(Stage stage, String name) {
    this.stage = stage;
    this.name = name;
    threads = pool(THREADS, THREADS, new LinkedBlockingQueue<>(), name + "-worker-");
    threads.allowCoreThreadTimeOut(true);
    patient = pool(0, Integer.MAX_VALUE, new SynchronousQueue<>(), name + "-patient-");
  }

  private static ThreadPoolExecutor pool(
      int least, int most, BlockingQueue<Runnable> queue, String names) {
    AtomicInteger count = new AtomicInteger();
    return new ThreadPoolExecutor(
        least,
        most,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        queue,
        job -> {
          Thread thread = new Thread(job, names + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        },
        // What comes after the end is dropped, as it would be with the process of an agent.
        new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Where the results go. */
  Stage stage() {
    return stage;
  }

  /** The threads themselves. */
  Executor threads() {
    return threads;
  }

  /** Does a job; then either {@code done} or {@code failed} runs on the stage. */
  <T> void run(Job<T> job, Consumer<T> done, Consumer<IOException> failed) {
    run(threads, job, done, failed);
  }

  /** As {@link #run}, for what waits for others, who may let it wait: nobody waits behind it. */
  <T> void runPatiently(Job<T> job, Consumer<T> done, Consumer<IOException> failed) {
    run(patient, job, done, failed);
  }

  private <T> void run(Executor on, Job<T> job, Consumer<T> done, Consumer<IOException> failed) {
    on.execute(
        () -> {
          try {
            T result = job.run();
            stage.execute(() -> done.accept(result));
          } catch (IOException e) {
            stage.execute(() -> failed.accept(e));
          } catch (RuntimeException e) {
            LOG.error("Work of {} failed in a way that nobody thought of", name, e);
            stage.execute(() -> failed.accept(new IOException(e.toString(), e)));
          }
        });
  }

  /** Tells the stage when something has happened. */
  <T> void await(CompletionStage<T> event, Consumer<T> then) {
    CompletionStage<Void> unused =
        event.thenAccept(result -> stage.execute(() -> then.accept(result)));
  }

  /** Interrupts what has begun and waits for its end; what has not begun is dropped. */
  @Override
  public void close() {
    threads.shutdownNow();
    patient.shutdownNow();
    try {
      if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)
          || !patient.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Work of {} did not end within {} s", name, PATIENCE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
