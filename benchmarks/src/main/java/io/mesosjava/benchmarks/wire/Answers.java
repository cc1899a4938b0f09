package io.mesosjava.benchmarks.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** Answers calls with 202 some time after they came, in their order. */
final class Answers implements AutoCloseable {

  private static final byte[] ACCEPTED =
      Events.head("HTTP/1.1 202 Accepted", StubMaster.DATE, "Content-Length: 0");

  private record Due(int answers, OutputStream out, long nanos) {}

  private final long delayNanos;
  private final LinkedBlockingQueue<Due> queue = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::run, "stub-answers");

  Answers(long delayNanos) {
    this.delayNanos = delayNanos;
    thread.setDaemon(true);
    if (delayNanos > 0) {
      thread.start();
    }
  }

  /** Answers {@code count} calls that came at {@code nanos}. */
  void answer(int count, OutputStream out, long nanos) throws IOException {
    if (delayNanos == 0) {
      write(count, out);
    } else {
      queue.add(new Due(count, out, nanos + delayNanos));
    }
  }

  private static void write(int count, OutputStream out) throws IOException {
    byte[] bytes = ACCEPTED;
    if (count > 1) {
      bytes = new byte[ACCEPTED.length * count];
      for (int i = 0; i < count; i++) {
        System.arraycopy(ACCEPTED, 0, bytes, i * ACCEPTED.length, ACCEPTED.length);
      }
    }
    out.write(bytes);
  }

  private void run() {
    try {
      while (true) {
        Due due = queue.take();
        long wait = due.nanos() - System.nanoTime();
        while (wait > 0) {
          LockSupport.parkNanos(wait);
          wait = due.nanos() - System.nanoTime();
        }
        write(due.answers(), due.out());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      System.err.println("stub: an answer could not be written: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
