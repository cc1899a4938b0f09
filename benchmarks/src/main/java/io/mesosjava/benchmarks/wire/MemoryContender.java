package io.mesosjava.benchmarks.wire;

import io.mesosjava.codec.MessageDecoder;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;

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
    // For JSON there is no generated parser; the codec is the limit of itself.
    MessageDecoder<Event> json = scenario.codec().decoder(Event.getDefaultInstance());
    byte[][] records = Events.records(scenario);
    sink.event(json.decode(Events.subscribed(scenario.codec())));
    for (int i = 0; i < scenario.total(); i++) {
      byte[] record = records[i % records.length];
      sink.event(scenario.json() ? json.decode(record) : Event.parseFrom(record));
    }
  }

  @Override
  public void call(Call call, Runnable done) {
    throw new UnsupportedOperationException("memory takes no calls");
  }

  @Override
  public void close() {}
}
