package io.mesosjava.benchmarks.wire;

import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;

/** A client of the scheduler API that takes part. */
interface Contender extends AutoCloseable {

  /** Takes events, on any thread. */
  interface Sink {

    /** An UPDATE. */
    void update(TaskStatus status) throws Exception;

    /** Another event than UPDATE. */
    void other(Event event) throws Exception;

    /** Any event. */
    default void event(Event event) throws Exception {
      if (event.hasUpdate()) {
        update(event.getUpdate().getStatus());
      } else {
        other(event);
      }
    }
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
