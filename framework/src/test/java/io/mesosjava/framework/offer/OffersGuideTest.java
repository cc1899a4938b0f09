package io.mesosjava.framework.offer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.framework.scheduler.SchedulerListener;
import io.mesosjava.framework.scheduler.SchedulerSession;
import io.mesosjava.framework.task.TrackedTask;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.scheduler.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The guide's scheduler on an embedded cluster, and the guide's snippets in its source. */
class OffersGuideTest {

  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void runsItsTasksAndThenWantsNoMoreOffers() throws Exception {
    List<Call> sent = new CopyOnWriteArrayList<>();
    SchedulerListener listener =
        new SchedulerListener() {
          @Override
          public void sending(Call call) {
            sent.add(call);
          }
        };
    try (EmbeddedCluster cluster =
            EmbeddedCluster.builder()
                .agents(2)
                .agentResources("cpus:2;mem:512;ports:[31000-31100]")
                .clockSpeed(10)
                .launch();
        SchedulerSession mesos =
            SchedulerSession.builder(cluster.master().getAuthority(), "guide")
                .listener(listener)
                .start()) {
      OffersGuide guide = new OffersGuide(10, mesos);
      guide.run(10);
      assertThat(guide.tracker.tasks())
          .hasSize(10)
          .extracting(TrackedTask::state)
          .containsOnly(TaskState.TASK_FINISHED);
      mesos.teardown();
      assertThat(guide.log).noneMatch(line -> line.startsWith("unexpected"));
      assertThat(guide.demand.suppressedRoles()).containsExactly("*");
      assertThat(guide.seen).isNotEmpty();
    }
    assertThat(sent).extracting(Call::getType).contains(Call.Type.ACCEPT, Call.Type.SUPPRESS);
  }

  /** Whatever the layout. */
  @Test
  void theGuideShowsWhatIsCompiled() throws IOException {
    Path test = Path.of("src/test/java/io/mesosjava/framework/offer/OffersGuide.java");
    String source = plain(Files.readString(test));
    String guide = Files.readString(Path.of("../docs/offers.md"));
    List<String> snippets =
        SNIPPET.matcher(guide).results().map((MatchResult match) -> match.group(1)).toList();

    assertThat(snippets).hasSizeGreaterThan(7);
    for (String snippet : snippets) {
      assertThat(source).contains(plain(snippet));
    }
  }

  private static String plain(String code) {
    return code.lines()
        .map(line -> line.strip().replaceFirst("^(private |final )*", ""))
        .collect(Collectors.joining())
        .replaceAll("\\s+", "");
  }
}
