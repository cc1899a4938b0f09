package io.mesosjava.benchmarks.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Sends an update for each that was acknowledged, and takes the times. */
final class Acknowledgements {

  private static final int MOST = 1 << 22;

  private final Scenario scenario;

  // Guarded by this: acknowledgements may come by several connections.
  private final long[] sent = new long[MOST];
  private final long[] roundTrips = new long[MOST];
  private OutputStream stream = OutputStream.nullOutputStream();
  private long begin;
  private int updates;
  private int acknowledged;
  private int firstCounted = -1;
  private long firstNanos;
  private long lastNanos;
  private boolean over;

  Acknowledgements(Scenario scenario) {
    this.scenario = scenario;
  }

  /** Sends the first updates to {@code out}. */
  synchronized void begin(OutputStream out) throws IOException {
    stream = out;
    begin = System.nanoTime();
    for (int i = 0; i < scenario.inFlight(); i++) {
      update();
    }
  }

  private void update() throws IOException {
    byte[] event = scenario.codec().encode(scenario.sample().event(updates % Events.VARIETY));
    byte[] chunk = Events.chunk(event);
    sent[updates++] = System.nanoTime();
    stream.write(chunk);
  }

  /** {@code count} acknowledgements came at {@code nanos}. */
  synchronized void came(int count, long nanos) throws IOException {
    for (int i = 0; i < count && !over; i++) {
      roundTrips[acknowledged] = nanos - sent[acknowledged];
      long millis = (nanos - begin) / 1_000_000;
      if (firstCounted < 0 && millis >= scenario.warmUp()) {
        firstCounted = acknowledged;
        firstNanos = nanos;
      }
      acknowledged++;
      lastNanos = nanos;
      if (millis >= scenario.total() || updates == MOST) {
        over = true;
        stream.write(StubMaster.STREAM_END);
      } else {
        update();
      }
    }
  }

  /** Acknowledgements in a second. */
  synchronized double perSecond() {
    return (acknowledged - firstCounted) * 1e9 / (lastNanos - firstNanos);
  }

  /** The median of the microseconds from an update to its acknowledgement. */
  synchronized double medianMicros() {
    long[] counted = Arrays.copyOfRange(roundTrips, firstCounted, acknowledged);
    Arrays.sort(counted);
    return counted[counted.length / 2] / 1e3;
  }
}
