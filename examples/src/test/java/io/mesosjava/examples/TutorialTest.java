package io.mesosjava.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.examples.JobScheduler.Job;
import io.mesosjava.framework.scheduler.MasterEvent;
import io.mesosjava.framework.scheduler.SchedulerEvent;
import io.mesosjava.framework.scheduler.SchedulerSession;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.Fault;
import io.mesosjava.v1.TaskState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of docs/tutorial.md: they are these, and they run. */
class TutorialTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern SNIPPET =
      Pattern.compile("(?m)^ *// tutorial: (\\S+)\n(.*?)^ *// end$", Pattern.DOTALL);
  private static final Pattern BLOCK = Pattern.compile("(?m)^```java\n(.*?)^```$", Pattern.DOTALL);

  @TempDir Path directory;

  @Test
  void aSessionTellsWhatHappens() throws Exception {
    int offers = 0;
    try (EmbeddedCluster cluster = EmbeddedCluster.launch()) {
      String masters = cluster.master().getAuthority();
      // tutorial: watch
      try (SchedulerSession mesos = SchedulerSession.builder(masters, "watcher").start()) {
        for (SchedulerEvent event = mesos.next(); event != null; event = mesos.next()) {
          System.out.println(event);
          if (event instanceof MasterEvent.Offers) {
            offers++;
            mesos.teardown(); // enough seen: the next event is null
          }
        }
      }
      // end
    }
    assertThat(offers).isEqualTo(1);
  }

  @Test
  @Timeout(120)
  void theSchedulerSurvivesFaultsAndItsOwnDeath() throws Exception {
    // tutorial: test
    try (EmbeddedCluster cluster = EmbeddedCluster.builder().masters(2).launch()) {
      String masters = cluster.masters().get(0).uri().getAuthority();
      Path log = directory.resolve("log");
      try (JobScheduler first = started(masters)) {
        first.submit(new Job("one", "echo one >> " + log));
        first.submit(new Job("two", "sleep 3; echo two >> " + log));
        cluster.awaitTask("two", TaskState.TASK_RUNNING);
        cluster.inject(Fault.CUT);
        cluster.heal();
      } // the first process is gone, "two" runs on
      cluster.moveLeader();
      try (JobScheduler second = started(masters)) {
        second.submit(new Job("two", "echo again >> " + log)); // not done twice
        second.submit(new Job("three", "echo three >> " + log));
        while (second.finished() < 3) {
          Thread.onSpinWait();
        }
      }
      assertThat(Files.readAllLines(log)).containsExactlyInAnyOrder("one", "two", "three");
    }
    // end
  }

  private JobScheduler started(String masters) throws Exception {
    JobScheduler scheduler = new JobScheduler(masters, directory);
    Thread thread =
        new Thread(
            () -> {
              try {
                scheduler.run();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            "jobs");
    thread.start();
    return scheduler;
  }

  @Test
  void theTutorialShowsNothingElse() throws Exception {
    List<String> snippets = new ArrayList<>();
    for (String file :
        List.of(
            "examples/src/main/java/io/mesosjava/examples/JobScheduler.java",
            "examples/src/test/java/io/mesosjava/examples/TutorialTest.java")) {
      Matcher matcher = SNIPPET.matcher(Files.readString(ROOT.resolve(file)));
      while (matcher.find()) {
        snippets.add(matcher.group(2).stripTrailing().stripIndent().strip());
      }
    }
    List<String> shown = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(Files.readString(ROOT.resolve("docs/tutorial.md")));
    while (matcher.find()) {
      shown.add(matcher.group(1).strip());
    }
    assertThat(shown).isNotEmpty();
    assertThat(snippets).containsAll(shown);
    assertThat(shown.stream().distinct().collect(Collectors.toList())).isEqualTo(shown);
  }
}
