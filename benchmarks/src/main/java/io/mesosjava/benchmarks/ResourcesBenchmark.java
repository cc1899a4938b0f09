package io.mesosjava.benchmarks;

import io.mesosjava.resources.Resources;
import io.mesosjava.resources.Split;
import io.mesosjava.v1.Resource;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The algebra over realistic offers: reserved, revocable, volumes, ports in pieces. */
@State(Scope.Benchmark)
public class ResourcesBenchmark {

  private static final int ROUNDS = 8;

  /** The case: how many resources an offer has. */
  @Param({"n4", "n10", "n20", "n50"})
  public String offer = "";

  private List<Resource> messages = List.of();
  private Resources offered = Resources.empty();
  private Resources other = Resources.empty();
  private Resources task = Resources.empty();

  /** Reads the inputs. */
  @Setup
  public void read() throws IOException {
    ResourceInputs inputs = new ResourceInputs();
    messages = inputs.messages(offer, "offer");
    offered = Resources.of(messages);
    other = Resources.of(inputs.messages(offer, "other"));
    task = Resources.of(inputs.messages(offer, "task"));
  }

  /** What an offer costs before it is computed with. */
  @Benchmark
  public Resources fromMessages() {
    return Resources.of(messages);
  }

  /** Two offers. */
  @Benchmark
  public Resources add() {
    return offered.plus(other);
  }

  /** An offer without a task. */
  @Benchmark
  public Resources subtract() {
    return offered.minus(task);
  }

  /** Whether a task fits. */
  @Benchmark
  public boolean contains() {
    return offered.contains(task);
  }

  /** The concrete resources for a task. */
  @Benchmark
  public Object find() {
    return offered.find(task);
  }

  /** Eight rounds of contains, find and subtract, each on what is left. */
  @Benchmark
  public Resources fill() {
    Resources left = offered;
    for (int round = 0; round < ROUNDS; round++) {
      if (left.contains(task)) {
        Split split = left.find(task).orElseThrow();
        left = left.minus(split.taken());
      } else {
        left = left.find(task).map(Split::left).orElse(left);
      }
    }
    return left;
  }
}
