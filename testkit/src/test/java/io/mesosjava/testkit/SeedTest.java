package io.mesosjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.scheduler.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left to chance can be repeated. */
class SeedTest {

  @Test
  void theSameSeedGivesTheSameEvents() throws Exception {
    List<String> first = eventsWith(7);
    assertThat(first).hasSizeGreaterThan(10);
    assertThat(eventsWith(7)).isEqualTo(first);
  }

  @Test
  void anotherSeedGivesOthers() throws Exception {
    assertThat(eventsWith(8)).isNotEqualTo(eventsWith(7));
  }

  @Test
  void theSameSeedGivesTheSameTimeline() throws Exception {
    String first = timelineWith(7, 1);
    assertThat(first.lines()).hasSizeGreaterThan(40);
    assertThat(timelineWith(7, 1)).isEqualTo(first);
  }

  @Test
  void tasksAtTheSameTimeMayChangeTheOrderOfLinesAndNothingElse() throws Exception {
    List<String> first = timelineWith(7, 5).lines().sorted().toList();
    assertThat(first).hasSizeGreaterThan(80);
    for (int i = 0; i < 3; i++) {
      assertThat(timelineWith(7, 5).lines().sorted().toList()).isEqualTo(first);
    }
  }

  /** Of three rounds of tasks on ten agents; addresses left out, whose ports are picked. */
  private static String timelineWith(long seed, int tasksAtATime) throws Exception {
    try (EmbeddedCluster cluster =
            EmbeddedCluster.builder()
                .seed(seed)
                .clockWoundByHand(Instant.EPOCH)
                .agents(0)
                .simulatedAgents(10)
                .task("t", TaskBody.finishing())
                .relax(Invariant.OFFERS_ANSWERED)
                .launch();
        ProbeScheduler scheduler = new ProbeScheduler(cluster.master(), ProbeScheduler.FRAMEWORK)) {
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < tasksAtATime; i++) {
          scheduler.launch(scheduler.offer(), task(round + "-" + i));
        }
        for (int update = 0; update < 3 * tasksAtATime; update++) {
          scheduler.acknowledge(scheduler.update());
        }
        cluster.advance(Duration.ofSeconds(1));
      }
      return cluster.timeline().replaceAll("127\\.0\\.0\\.1:\\d+", "HERE");
    }
  }

  private static TaskInfo.Builder task(String id) {
    return TaskInfo.newBuilder()
        .setName("t")
        .setTaskId(TaskID.newBuilder().setValue(id))
        .setCommand(CommandInfo.newBuilder().setValue("true"));
  }

  /** Ids, uuids, times and the order of agents; addresses left out, whose ports are picked. */
  private static List<String> eventsWith(long seed) throws Exception {
    List<String> events = new ArrayList<>();
    try (EmbeddedCluster cluster =
            EmbeddedCluster.builder()
                .seed(seed)
                .clockWoundByHand(Instant.EPOCH)
                .agents(0)
                .simulatedAgents(5)
                .task("t", TaskBody.finishing())
                .relax(Invariant.OFFERS_ANSWERED)
                .launch();
        ProbeScheduler scheduler = new ProbeScheduler(cluster.master(), ProbeScheduler.FRAMEWORK)) {
      events.add(scheduler.id().getValue());
      for (int i = 0; i < 3; i++) {
        Offer offer = scheduler.offer();
        events.add(offer.getId().getValue() + " " + offer.getAgentId().getValue());
        scheduler.launch(offer, task("t" + i));
        events.add(scheduler.expect(TaskState.TASK_STARTING).toString());
        events.add(scheduler.expect(TaskState.TASK_RUNNING).toString());
        events.add(scheduler.expect(TaskState.TASK_FINISHED).toString());
        cluster.advance(Duration.ofSeconds(1));
        scheduler.next(Event.Type.OFFERS).getOffers().getOffersList().stream()
            .map(o -> o.getId().getValue() + " " + o.getAgentId().getValue())
            .forEach(events::add);
      }
    }
    return events;
  }
}
