package io.mesosjava.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {

  private final List<String> log = new ArrayList<>();
  private final Router router =
      new Router()
          .route("/master/state", exchange -> log.add("state"))
          .route("/api/v1", exchange -> log.add("operator"))
          .route("/api/v1/scheduler", exchange -> log.add("scheduler"));

  @ParameterizedTest
  @CsvSource({
    "/api/v1, operator",
    "/api/v1/, operator",
    "/api/v1/scheduler, scheduler",
    "/api/v1/scheduler/, scheduler",
    "/api/v1/scheduler/x/y, scheduler",
    "//api/v1/scheduler, scheduler",
    "/api//v1/scheduler, 404",
    "/master/state, state",
    "/master//state/, state",
    "/m%61ster/state, state",
    "/master/st%61te, 404",
    "//master/state, 404",
    "/api/v1/schedulerx, operator",
    "/api/v1x, 404",
    "/api, 404",
    "/, 404",
    "/API/V1, 404",
    "/%61pi/v1, 404",
  })
  void theLongestRouteThatEndsAtASlashWins(String path, String expected) {
    router.handle(new LoggingExchange(path, log));
    assertThat(log).containsExactly(expected);
  }

  private record LoggingExchange(Request request, List<String> log) implements Exchange {

    LoggingExchange(String path, List<String> log) {
      this(new Request("GET", path, "", List.of(), new byte[0]), log);
    }

    @Override
    public void respond(Response response) {
      log.add(Integer.toString(response.status()));
    }

    @Override
    public RecordStream stream(Response head) {
      throw new AssertionError("not asked for");
    }
  }
}
