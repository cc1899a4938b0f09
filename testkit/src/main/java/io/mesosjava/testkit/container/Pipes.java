package io.mesosjava.testkit.container;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Three pipes between this JVM and a container: its input, output and errors.
 *
 * <p>A JVM can make pipes only for processes that it starts, and those of a container's supervisor
 * carry orders. So another process holds the pipes, and the container opens them as {@code
 * /proc/<pid>/fd/<n>}, which Linux allows. When the holder is ended after the container, the ends
 * of the pipes are seen here.
 */
public final class Pipes implements Closeable {

  private static final String FOREVER = "2147483647";

  private final Guard guard;
  private final Process holder;

  private Pipes(Guard guard, Process holder) {
    this.guard = guard;
    this.holder = holder;
  }

  static Pipes open(Guard guard) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(Shell.inNewSession("sleep", FOREVER));
    // No sandbox of a container: only the guard's search finds it.
    builder.environment().put(ProcessTable.MARK, guard.root().resolve("pipes").toString());
    Process holder = builder.start();
    try {
      guard.hold(holder.pid());
      return new Pipes(guard, holder);
    } catch (IOException e) {
      holder.destroyForcibly();
      throw e;
    }
  }

  /** The streams to launch the container with. */
  public Streams streams() {
    String start = "/proc/" + holder.pid() + "/fd/";
    return new Streams("<" + start + "0 >" + start + "1 2>" + start + "2", false);
  }

  /** What is written here is the container's input; closing it is the input's end. */
  public OutputStream input() {
    return holder.getOutputStream();
  }

  /** The container's output; it ends after {@link #close}. */
  public InputStream output() {
    return holder.getInputStream();
  }

  /** The container's errors; they end after {@link #close}. */
  public InputStream errors() {
    return holder.getErrorStream();
  }

  /** The container has ended, or never began: what it has written can still be read. */
  @Override
  public void close() throws IOException {
    // Process.destroyForcibly would close the streams with what has not been read yet.
    holder.toHandle().destroyForcibly();
    guard.release(holder.pid());
  }
}
