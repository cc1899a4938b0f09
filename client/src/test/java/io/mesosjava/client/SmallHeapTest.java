package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.scheduler.Event;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million events wait for a consumer that sleeps, in a JVM that could not hold them. */
class SmallHeapTest {

  private static final int EVENTS = 1_000_000;

  /** As they are on the wire; as objects they would take several times as much. */
  private static final int EVENT_BYTES = 300;

  private static final String HEAP = "-Xmx64m";

  @Test
  void aMillionWaitingEventsTakeNoHeap(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("log");
    String modules = System.getProperty("jdk.module.path", "");
    String classPath = System.getProperty("java.class.path") + File.pathSeparator + modules;
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:MaxDirectMemorySize=32m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                classPath,
                Program.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(program.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(program.exitValue()).describedAs(Files.readString(log)).isZero();
      assertThat(Files.readString(log)).contains("took " + EVENTS + " events");
    } finally {
      program.destroyForcibly().waitFor();
    }
  }

  /** What runs in the small JVM: the server, too, which sends as fast as it is let. */
  static final class Program {

    private static final int BATCH = 1000;

    private Program() {}

    /** Takes no arguments; prints how many events it took. */
    public static void main(String[] arguments) throws Exception {
      AtomicLong written = new AtomicLong();
      try (ScriptedServer server = ScriptedServer.start(exchange -> flood(exchange, written));
          SchedulerClient client = server.client().build();
          SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
        awaitStandstill(written);
        int taken = 0;
        for (Event next = subscription.next(); next != null; next = subscription.next()) {
          String number = next.getMessage().getData().toStringUtf8();
          if (Integer.parseInt(number.strip()) != taken) {
            throw new AssertionError("event " + taken + ": " + Objects.toString(next));
          }
          taken++;
        }
        System.out.println("took " + taken + " events");
      }
    }

    private static void flood(Exchange exchange, AtomicLong written) throws Exception {
      exchange.beginStream(Wire.STREAM_ID);
      for (int first = 0; first < EVENTS; first += BATCH) {
        byte[][] batch = new byte[BATCH][];
        for (int i = 0; i < BATCH; i++) {
          batch[i] = Wire.event(event(first + i));
        }
        exchange.write(Wire.join(batch));
        written.addAndGet(BATCH);
      }
      exchange.write(Wire.LAST_CHUNK);
    }

    private static Event event(int number) {
      Event.Builder event = Wire.message(0).toBuilder();
      String padded = number + " ".repeat(EVENT_BYTES);
      event.getMessageBuilder().setData(ByteString.copyFromUtf8(padded));
      return event.build();
    }

    /** Returns when the server has stood still for a while. */
    private static void awaitStandstill(AtomicLong written) throws InterruptedException {
      CountDownLatch never = new CountDownLatch(1);
      long before = -1;
      while (before != written.get()) {
        before = written.get();
        boolean unused = never.await(1, TimeUnit.SECONDS);
      }
      if (before == 0 || before == EVENTS) {
        throw new AssertionError("the server stood still after " + before + " events");
      }
    }
  }
}
