package io.mesosjava.benchmarks.wire;

import io.mesosjava.v1.scheduler.Call;

/** No client: the same records, parsed from memory by one thread. The limit for streams. */
final class MemoryContender implements Contender {

  private final Scenario scenario;

  MemoryContender(Scenario scenario) {
    this.scenario = scenario;
  }

  @Override
  public void subscribe() {}

  @Override
  public void events(Sink sink) throws Exception {
    var decoder = scenario.codec().decoder(io.mesosjava.v1.scheduler.Event.getDefaultInstance());
    byte[][] records = Events.records(scenario);
    sink.event(decoder.decode(Events.subscribed(scenario.codec())));
    for (int i = 0; i < scenario.total(); i++) {
      sink.event(decoder.decode(records[i % records.length]));
    }
  }

  @Override
  public void call(Call call, Runnable done) {
    throw new UnsupportedOperationException("memory takes no calls");
  }

  @Override
  public void close() {}
}
