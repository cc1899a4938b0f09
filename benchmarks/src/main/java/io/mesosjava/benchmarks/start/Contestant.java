package io.mesosjava.benchmarks.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process whose start is measured.
 *
 * @param name what it is
 * @param command its words; PORT stands for the agent's port
 * @param data of the task
 */
record Contestant(String name, List<String> command, String data) {

  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  /** A process ends its start-up within this time. */
  private static final long SETTLING_MILLIS = 1000;

  /**
   * One start.
   *
   * @param millis from the start of the process to each mark
   * @param processorMillis spent by all its threads up to the last one
   * @param residentMegabytes a second later
   */
  record Run(
      Map<StubAgent.Mark, Double> millis, double processorMillis, double residentMegabytes) {}

  /** Starts it, in {@code directory}, and ends it when it has been measured. */
  Run start(Path directory) throws IOException, InterruptedException {
    try (StubAgent agent = new StubAgent(data)) {
      List<String> words = new ArrayList<>(command);
      words.replaceAll(word -> word.equals("PORT") ? String.valueOf(agent.port()) : word);
      ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
      environment(builder.environment(), agent.port(), directory);
      builder.redirectErrorStream(true).redirectOutput(directory.resolve("output").toFile());
      long began = System.nanoTime();
      Process process = builder.start();
      try {
        agent.await(StubAgent.Mark.RUNNING);
        double processor = processorMillis(process);
        Map<StubAgent.Mark, Double> millis = new EnumMap<>(StubAgent.Mark.class);
        for (StubAgent.Mark mark : marks()) {
          millis.put(mark, (agent.await(mark) - began) / 1e6);
        }
        return new Run(millis, processor, resident(process));
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
    }
  }

  private List<StubAgent.Mark> marks() {
    return command.contains("PORT")
        ? List.of(StubAgent.Mark.RUNNING)
        : List.of(StubAgent.Mark.values());
  }

  private static void environment(Map<String, String> environment, int port, Path directory) {
    environment.put("MESOS_FRAMEWORK_ID", "framework");
    environment.put("MESOS_EXECUTOR_ID", "executor");
    environment.put("MESOS_SLAVE_ID", "agent");
    environment.put("MESOS_SLAVE_PID", "slave(1)@127.0.0.1:" + port);
    environment.put("MESOS_AGENT_ENDPOINT", "127.0.0.1:" + port);
    environment.put("MESOS_DIRECTORY", directory.toString());
    environment.put("MESOS_SANDBOX", directory.toString());
    environment.put("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD", "5secs");
  }

  private static double processorMillis(Process process) {
    return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
  }

  private static double resident(Process process) throws IOException, InterruptedException {
    if (process.waitFor(SETTLING_MILLIS, TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("it has ended with " + process.exitValue());
    }
    Matcher matcher =
        RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
    if (!matcher.find()) {
      throw new IllegalStateException("no VmRSS in the status of the process");
    }
    return Long.parseLong(matcher.group(1)) / 1024.0;
  }
}
