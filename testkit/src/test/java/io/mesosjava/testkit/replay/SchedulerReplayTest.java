package io.mesosjava.testkit.replay;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulerReplayTest {

  private static final Path SHARED = Path.of(System.getProperty("mesosjava.shared", "../shared"));

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "01-subscribe-offers-heartbeat, json",
    "01-subscribe-offers-heartbeat, protobuf",
    "02-command-task, json",
    "02-command-task, protobuf",
    "03-failing-tasks, json",
    "03-failing-tasks, protobuf",
    "04-unacknowledged-update, json",
    "04-unacknowledged-update, protobuf",
    "05-task-group, json",
    "05-task-group, protobuf",
    "06-reconciliation, json",
    "06-reconciliation, protobuf",
    "07-scheduler-failover, json",
    "07-scheduler-failover, protobuf",
    "08-reservations-volumes, json",
    "08-reservations-volumes, protobuf",
    "09-roles-and-constraints, json",
    "09-roles-and-constraints, protobuf",
    "10-agent-loss, json",
    "10-agent-loss, protobuf",
    "11-inverse-offers, json",
    "11-inverse-offers, protobuf",
    "12-master-operator, json",
    "12-master-operator, protobuf",
    "13-agent-operator, json",
    "13-agent-operator, protobuf",
    "14-executor, json",
    "14-executor, protobuf",
    "15-leader-redirect, json",
    "15-leader-redirect, protobuf",
    "16-http-details, json",
    "16-http-details, protobuf",
  })
  void goesAsRecorded(String scenario, String codec) throws Exception {
    assumeTrue(Recording.present(SHARED), "no recordings in " + SHARED.toAbsolutePath());
    try (Replay replay = new Replay(Recording.read(SHARED, scenario, codec))) {
      replay.play();
    }
  }
}
