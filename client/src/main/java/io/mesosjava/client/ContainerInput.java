package io.mesosjava.client;

import com.google.protobuf.ByteString;
import io.mesosjava.codec.Codec;
import io.mesosjava.v1.TTYInfo;
import io.mesosjava.v1.agent.ProcessIO;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The standard input of a container, attached by {@link AgentClient#attachContainerInput}.
 *
 * <pre>{@code
 * try (ContainerInput input = client.attachContainerInput(container)) {
 *   input.write(ByteString.copyFromUtf8("hello\n"));
 *   input.endOfInput();
 *   input.finish();
 * }
 * }</pre>
 *
 * <p><b>Order.</b> What is sent arrives in the order in which the methods were entered, from
 * however many threads.
 *
 * <p><b>Back-pressure.</b> When the agent does not read, what is sent waits in a {@linkplain
 * ClientBuilder#maxBufferedBytes bounded} buffer; when that is full, blocking methods wait, and
 * {@link #sendAsync} fails.
 *
 * <p><b>The answer</b> of the agent may come at any time: it refuses an input that cannot be
 * attached (404 where it does not know the container, 409 or 500 where its input is taken or cannot
 * be), and it is over when the container is. Methods that send then fail with that refusal.
 *
 * <p>Every 30 seconds it sends a heartbeat, so that nobody on the way takes the connection for
 * dead. All methods may be used from any thread.
 */
public final class ContainerInput implements AutoCloseable {

  private final InputConnection connection;
  private final Codec codec;

  ContainerInput(InputConnection connection, Codec codec) {
    this.connection = connection;
    this.codec = codec;
  }

  /** What is written to the standard input; not empty, for that is its end. */
  public static ProcessIO data(ByteString data) {
    if (data.isEmpty()) {
      throw new IllegalArgumentException("data: empty (expected: at least one byte)");
    }
    return stdin(data);
  }

  private static ProcessIO stdin(ByteString data) {
    return ProcessIO.newBuilder()
        .setType(ProcessIO.Type.DATA)
        .setData(ProcessIO.Data.newBuilder().setType(ProcessIO.Data.Type.STDIN).setData(data))
        .build();
  }

  /** The size of the terminal, in characters. */
  public static ProcessIO windowSize(int rows, int columns) {
    TTYInfo.WindowSize size =
        TTYInfo.WindowSize.newBuilder().setRows(rows).setColumns(columns).build();
    return control(
        ProcessIO.Control.newBuilder()
            .setType(ProcessIO.Control.Type.TTY_INFO)
            .setTtyInfo(TTYInfo.newBuilder().setWindowSize(size)));
  }

  /** A heartbeat that says when the next one comes. */
  public static ProcessIO heartbeat(Duration interval) {
    return control(
        ProcessIO.Control.newBuilder()
            .setType(ProcessIO.Control.Type.HEARTBEAT)
            .setHeartbeat(
                ProcessIO.Control.Heartbeat.newBuilder()
                    .setInterval(Messages.durationInfo(interval))));
  }

  private static ProcessIO control(ProcessIO.Control.Builder control) {
    return ProcessIO.newBuilder().setType(ProcessIO.Type.CONTROL).setControl(control).build();
  }

  /** Sends {@link #data}. */
  public void write(ByteString data) throws IOException, InterruptedException {
    send(data(data));
  }

  /**
   * Ends the standard input of a container without a terminal: what runs there reads its end. To
   * end that of one with a terminal, write the byte 4 (Ctrl-D). Control messages may follow.
   */
  public void endOfInput() throws IOException, InterruptedException {
    send(stdin(ByteString.EMPTY));
  }

  /** Sends {@link #windowSize}. */
  public void resize(int rows, int columns) throws IOException, InterruptedException {
    send(windowSize(rows, columns));
  }

  /**
   * Sends {@code input} and waits until it is in the socket.
   *
   * @throws ApiException if the agent has refused the input, or ended it
   * @throws CallNotSentException if the input is over otherwise
   * @throws CallOutcomeUnknownException if the connection broke
   * @throws InterruptedException if the thread is interrupted; {@code input} may or may not be sent
   */
  public void send(ProcessIO input) throws IOException, InterruptedException {
    Blocking.check(connection.isIoThread());
    byte[] record = codec.encode(AgentCalls.attachContainerInput(input));
    connection.awaitRoom(record);
    Blocking.await(connection.write(record));
  }

  /**
   * Sends {@code input}, without waiting; the stage is completed when it is in the socket, on the
   * I/O thread, or as {@link #send} throws. When too much waits, it fails at once with {@link
   * CallNotSentException}.
   */
  public CompletionStage<@Nullable Void> sendAsync(ProcessIO input) {
    byte[] record = codec.encode(AgentCalls.attachContainerInput(input));
    if (connection.takeRoom(record)) {
      return connection.write(record);
    }
    return CompletableFuture.failedFuture(
        new CallNotSentException(
            "ATTACH_CONTAINER_INPUT", connection.endpoint().uri(), "too much waits", null));
  }

  /**
   * The agent's answer: completed, on the I/O thread, when it has accepted all input, and
   * exceptionally with {@link ApiException} when it refused, or with {@link
   * CallOutcomeUnknownException} when there is none.
   */
  public CompletionStage<@Nullable Void> answer() {
    return connection.answer().copy();
  }

  /** As {@link #finish()}, without waiting; returns {@link #answer()}. */
  public CompletionStage<@Nullable Void> finishAsync() {
    connection.finish();
    return answer();
  }

  /**
   * Ends the request and waits for the agent's answer, no longer than {@link
   * ClientBuilder#responseTimeout}. The container's standard input is not ended by that.
   *
   * @throws ApiException if the agent has refused the input
   * @throws CallOutcomeUnknownException if the connection broke, or no answer came in time
   * @throws InterruptedException if the thread is interrupted; the request is at its end
   */
  public void finish() throws IOException, InterruptedException {
    Blocking.check(connection.isIoThread());
    connection.finish();
    Blocking.await(connection.answer().copy());
  }

  /**
   * Closes the connection, whatever was sent. Waits until it is closed, unless on the I/O thread.
   */
  @Override
  public void close() {
    connection.close("it was closed");
    if (!connection.isIoThread()) {
      connection.awaitClosed();
    }
  }

  @Override
  public String toString() {
    return "ContainerInput[" + connection.endpoint() + "]";
  }
}
