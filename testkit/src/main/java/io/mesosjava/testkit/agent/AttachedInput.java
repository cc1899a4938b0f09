package io.mesosjava.testkit.agent;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.agent.OperatorApi.Reply;
import io.mesosjava.testkit.api.CallReader;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.testkit.stage.Timer;
import io.mesosjava.v1.TTYInfo.WindowSize;
import io.mesosjava.v1.agent.Call;
import io.mesosjava.v1.agent.ProcessIO;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who writes the input of a container, by a request that goes on. The answer comes when
 * the request has ended and all is written, or when the container has ended. Lives on the stage.
 */
final class AttachedInput implements CallRecords.Listener {

  /** So much may wait for the process; what more comes waits in the sockets. */
  private static final int WINDOW = 256 * 1024;

  /** What Mesos' switchboard gives a request to end after the output has. */
  private static final Duration LINGER = Duration.ofSeconds(1);

  private final Stage stage;
  private final ContainerIo io;
  private final Reply reply;
  private final CallReader<Call> reader;
  private final CallRecords records;
  private @Nullable Timer linger;
  private int unwritten;
  private int jobs;
  private boolean ended;
  private boolean answered;

  AttachedInput(
      Stage stage, ContainerIo io, Reply reply, CallReader<Call> reader, CallRecords records) {
    this.stage = stage;
    this.io = io;
    this.reply = reply;
    this.reader = reader;
    this.records = records;
  }

  /**
   * Takes the input and what comes for it.
   *
   * @throws Refusal if somebody else has it
   */
  void begin() throws Refusal {
    if (!io.takeInput(this::outputEnded)) {
      throw Refusal.of(409, "Multiple input connections are not allowed");
    }
    records.handTo(this);
  }

  @Override
  public void record(byte[] record) throws Refusal {
    Call call = decode(record);
    InputRules.check(call.getAttachContainerInput());
    ProcessIO message = call.getAttachContainerInput().getProcessIo();
    if (message.getType() == ProcessIO.Type.DATA) {
      data(message.getData().getData());
    } else if (message.getControl().getType() == ProcessIO.Control.Type.TTY_INFO) {
      resize(message.getControl().getTtyInfo().getWindowSize());
    }
  }

  /** What is wrong inside a request that goes on is the server's fault, as Mesos sees it. */
  private Call decode(byte[] record) throws Refusal {
    try {
      return reader.decode(reply.forms().request(), record);
    } catch (Refusal refusal) {
      throw Refusal.of(500, String.valueOf(refusal.getMessage()));
    }
  }

  private void data(ByteString bytes) {
    unwritten += bytes.size();
    flow();
    jobs++;
    io.input(
        bytes,
        problem -> {
          unwritten -= bytes.size();
          flow();
          done(500, "Failed writing to stdin: ", problem);
        });
  }

  private void flow() {
    records.flow(unwritten < WINDOW);
  }

  private void resize(WindowSize size) {
    jobs++;
    io.resize(size, problem -> done(400, "Unable to set the window size: ", problem));
  }

  private void done(int status, String what, @Nullable IOException problem) {
    jobs--;
    if (problem != null) {
      answer(Response.text(status, what + problem.getMessage()));
    } else if (ended && jobs == 0) {
      answer(Response.of(200));
    }
  }

  @Override
  public void end() {
    ended = true;
    if (jobs == 0) {
      answer(Response.of(200));
    }
  }

  @Override
  public void refused(Refusal refusal) {
    answer(refusal.response());
  }

  @Override
  public void gone() {
    answer(Response.of(200));
  }

  /** Of a terminal, Mesos' switchboard fails at the end; without, it ends the request politely. */
  private void outputEnded() {
    if (io.isTerminal()) {
      answer(Response.text(500, "Disconnected"));
    } else {
      linger = stage.schedule(LINGER, () -> answer(Response.of(200)));
    }
  }

  private void answer(Response response) {
    if (!answered) {
      answered = true;
      if (linger != null) {
        linger.cancel();
      }
      io.leaveInput();
      reply.exchange().respond(response);
    }
  }
}
