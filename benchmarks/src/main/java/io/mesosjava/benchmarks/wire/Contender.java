package io.mesosjava.benchmarks.wire;

import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;

/** A client of the scheduler API that takes part. */
interface Contender extends AutoCloseable {

  /** Takes an event, on any thread. */
  interface Sink {

    void event(Event event) throws Exception;
  }

  /** Subscribes. */
  void subscribe() throws Exception;

  /** Gives all events to {@code sink}, and returns when the stream has ended. */
  void events(Sink sink) throws Exception;

  /** Sends {@code call} and runs {@code done} when it was accepted. */
  void call(Call call, Runnable done) throws Exception;

  @Override
  void close() throws IOException;
}
