package io.mesosjava.testkit.replay;

import io.mesosjava.testkit.replay.RecordedExchange.RecordedEvent;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.util.Set;

/** When, within each second, the recorded master allocated. */
final class Ticks {

  /** Offers that come sooner than this after a call that asks for them are its answer. */
  private static final long AT_ONCE = 150;

  private static final Set<Call.Type> ASKING =
      Set.of(Call.Type.SUBSCRIBE, Call.Type.REVIVE, Call.Type.UPDATE_FRAMEWORK);

  private Ticks() {}

  /** The millisecond of the first offers that no call asked for. */
  static long phase(Recording recording) {
    return recording.exchanges().stream()
        .flatMap(exchange -> exchange.events().stream())
        .filter(Ticks::isOffers)
        .mapToLong(RecordedEvent::ms)
        .filter(ms -> recording.exchanges().stream().noneMatch(call -> asks(call, ms)))
        .sorted()
        .map(ms -> ms % 1000)
        .findFirst()
        .orElse(500);
  }

  private static boolean isOffers(RecordedEvent event) {
    return event.message() instanceof Event e && e.getType() == Event.Type.OFFERS;
  }

  private static boolean asks(RecordedExchange exchange, long ms) {
    return exchange.call() instanceof Call call
        && ASKING.contains(call.getType())
        && ms >= exchange.ms()
        && ms < exchange.ms() + AT_ONCE;
  }
}
