package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.agent.OperatorApi.Reply;
import io.mesosjava.testkit.api.Verbosity;
import io.mesosjava.v1.agent.Call;
import io.mesosjava.v1.agent.Call.Type;
import java.time.Duration;

/** How operators ask for the level of logging, and change it. */
final class LoggingCalls {

  private final Verbosity verbosity;

  LoggingCalls(Verbosity verbosity) {
    this.verbosity = verbosity;
  }

  /** Makes them known to the API. */
  void addTo(OperatorApi api) {
    api.read(
            Type.GET_LOGGING_LEVEL,
            answer -> answer.getGetLoggingLevelBuilder().setLevel(verbosity.level()))
        .answer(Type.SET_LOGGING_LEVEL, this::set);
  }

  private void set(Call call, Reply reply) {
    Call.SetLoggingLevel wish = call.getSetLoggingLevel();
    verbosity.set(wish.getLevel(), Duration.ofNanos(wish.getDuration().getNanoseconds()));
    reply.done();
  }
}
