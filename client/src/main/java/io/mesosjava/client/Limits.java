package io.mesosjava.client;

import io.mesosjava.recordio.RecordLimits;

/**
 * How much there may be of things.
 *
 * @param records of an event stream
 * @param pipelineDepth calls sent and not answered
 * @param pendingCalls calls not answered, sent or not
 * @param bufferedBytes of events that wait for the consumer
 * @param redirects followed for one call
 */
record Limits(
    RecordLimits records, int pipelineDepth, int pendingCalls, int bufferedBytes, int redirects) {

  static final Limits STANDARD = new Limits(RecordLimits.STANDARD, 1024, 16_384, 1 << 20, 5);

  Limits withRecords(RecordLimits limits) {
    return new Limits(limits, pipelineDepth, pendingCalls, bufferedBytes, redirects);
  }

  Limits withPipelineDepth(int depth) {
    int checked = check("pipelineDepth", depth, 1);
    return new Limits(records, checked, pendingCalls, bufferedBytes, redirects);
  }

  Limits withPendingCalls(int calls) {
    int checked = check("maxPendingCalls", calls, 1);
    return new Limits(records, pipelineDepth, checked, bufferedBytes, redirects);
  }

  Limits withBufferedBytes(int bytes) {
    int checked = check("maxBufferedBytes", bytes, 1);
    return new Limits(records, pipelineDepth, pendingCalls, checked, redirects);
  }

  Limits withRedirects(int hops) {
    int checked = check("maxRedirects", hops, 0);
    return new Limits(records, pipelineDepth, pendingCalls, bufferedBytes, checked);
  }

  private static int check(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: >= " + least + ")");
    }
    return value;
  }
}
