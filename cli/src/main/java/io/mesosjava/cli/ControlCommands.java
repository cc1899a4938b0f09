package io.mesosjava.cli;

import io.mesosjava.codec.Codec;
import io.mesosjava.testkit.EmbeddedAgent;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.EmbeddedMaster;
import io.mesosjava.testkit.Endpoint;
import io.mesosjava.testkit.Fault;
import io.mesosjava.testkit.Faults;
import io.mesosjava.testkit.RecordedCall;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be done to a cluster that runs. Each method is a command. */
@Command(
    name = "",
    description = "Commands for the cluster. Masters and agents are counted from 1.",
    subcommands = HelpCommand.class,
    synopsisSubcommandLabel = "COMMAND")
final class ControlCommands {

  /** At which endpoints a fault is to be. */
  static final class Where {

    @Option(
        names = "--at",
        split = ",",
        paramLabel = "ENDPOINT",
        description = "at these only: ${COMPLETION-CANDIDATES}")
    private List<Endpoint> endpoints = List.of();

    Where() {}

    Faults of(EmbeddedCluster cluster) {
      return endpoints.isEmpty()
          ? cluster.faults()
          : cluster.faults().at(endpoints.get(0), endpoints.toArray(new Endpoint[0]));
    }
  }

  private final EmbeddedCluster cluster;
  private final Runnable stop;
  private final PrintWriter out;

  ControlCommands(EmbeddedCluster cluster, Runnable stop, PrintWriter out) {
    this.cluster = cluster;
    this.stop = stop;
    this.out = out;
  }

  @Command(description = "masters and agents, as JSON")
  void status() {
    out.println(Report.json(cluster, Optional.empty()));
  }

  @Command(description = "what has happened, a line each")
  void timeline() {
    out.println(cluster.timeline());
  }

  @Command(description = "the calls received, each as a line of JSON")
  void calls(
      @Option(names = "--at", description = "those to this endpoint: ${COMPLETION-CANDIDATES}")
          @Nullable Endpoint endpoint,
      @Option(names = "--type", description = "those of this type, for example ACCEPT")
          @Nullable String type) {
    for (RecordedCall call : cluster.calls()) {
      if ((endpoint == null || call.endpoint() == endpoint)
          && (type == null || call.type().equals(type))) {
        out.println(written(call));
      }
    }
  }

  private static String written(RecordedCall call) {
    return "{\"at\":\"%s\",\"endpoint\":\"%s\",\"status\":%d,\"call\":%s}"
        .formatted(
            call.at(),
            call.endpoint(),
            call.status(),
            new String(Codec.json().encode(call.message()), StandardCharsets.UTF_8));
  }

  @Command(description = "lets time pass, where the cluster runs with --clock-by-hand")
  void advance(@Parameters(converter = Durations.class, paramLabel = "TIME") Duration time) {
    cluster.advance(time);
  }

  @Command(description = "makes one of the usual faults happen")
  void inject(@Parameters(description = "${COMPLETION-CANDIDATES}") Fault fault) {
    cluster.inject(fault);
  }

  @Command(description = "ends all faults; what was killed is started again")
  void heal() {
    cluster.heal();
  }

  @Command(description = "ends the cluster and this process")
  void stop() {
    stop.run();
  }

  @Command(name = "kill-leader", description = "ends the leader's process")
  void killLeader() {
    cluster.killLeader();
  }

  @Command(name = "move-leader", description = "makes another master the leader")
  void moveLeader() {
    cluster.moveLeader();
  }

  @Command(name = "depose-leader", description = "nobody leads, until elect-leader")
  void deposeLeader() {
    cluster.deposeLeader();
  }

  @Command(name = "elect-leader", description = "ends what depose-leader began")
  void electLeader() {
    cluster.electLeader();
  }

  @Command(name = "kill-master", description = "ends a master's process")
  void killMaster(@Parameters(paramLabel = "NUMBER") int number) {
    master(number).kill();
  }

  @Command(name = "restart-master", description = "starts a master that was killed")
  void restartMaster(@Parameters(paramLabel = "NUMBER") int number) {
    master(number).restart();
  }

  @Command(name = "kill-agent", description = "ends an agent's process")
  void killAgent(@Parameters(paramLabel = "NUMBER") int number) {
    agent(number).kill();
  }

  @Command(name = "restart-agent", description = "starts an agent that was killed")
  void restartAgent(@Parameters(paramLabel = "NUMBER") int number) {
    agent(number).restart();
  }

  @Command(name = "partition-agent", description = "parts an agent from its master")
  void partitionAgent(@Parameters(paramLabel = "NUMBER") int number) {
    agent(number).partition();
  }

  @Command(name = "heal-agent", description = "ends the faults between an agent and its master")
  void healAgent(@Parameters(paramLabel = "NUMBER") int number) {
    agent(number).heal();
  }

  @Command(name = "drop-updates", description = "loses an agent's next status updates")
  void dropUpdates(
      @Parameters(paramLabel = "NUMBER") int number, @Parameters(paramLabel = "COUNT") int count) {
    agent(number).dropUpdates(count);
  }

  @Command(name = "duplicate-updates", description = "delivers an agent's next updates twice")
  void duplicateUpdates(
      @Parameters(paramLabel = "NUMBER") int number, @Parameters(paramLabel = "COUNT") int count) {
    agent(number).duplicateUpdates(count);
  }

  @Command(name = "crash-executor", description = "kills the process of a task's executor")
  void crashExecutor(@Parameters(paramLabel = "TASK_ID") String task) {
    if (cluster.state().task(task).isEmpty()) {
      throw new IllegalArgumentException("no task " + task + " (expected: the id of one)");
    }
    cluster.crashExecutor(task);
  }

  @Command(name = "expire-tokens", description = "makes the tokens of all executors invalid")
  void expireTokens() {
    cluster.expireTokens();
  }

  @Command(description = "closes the open connections")
  void cut(@Mixin Where where) {
    where.of(cluster).cut();
  }

  @Command(description = "closes the open connections with a TCP reset")
  void reset(@Mixin Where where) {
    where.of(cluster).reset();
  }

  @Command(name = "half-open", description = "nothing passes on the open connections any more")
  void halfOpen(@Mixin Where where) {
    where.of(cluster).halfOpen();
  }

  @Command(name = "black-hole-requests", description = "holds back what clients send")
  void blackHoleRequests(@Mixin Where where) {
    where.of(cluster).blackHoleRequests();
  }

  @Command(name = "black-hole-answers", description = "holds back what is sent to clients")
  void blackHoleAnswers(@Mixin Where where) {
    where.of(cluster).blackHoleAnswers();
  }

  @Command(description = "sends so many bytes at a time, with a pause between")
  void drip(
      @Parameters(paramLabel = "BYTES") int bytes,
      @Parameters(paramLabel = "PAUSE", converter = Durations.class) Duration pause,
      @Mixin Where where) {
    where.of(cluster).drip(bytes, pause);
  }

  @Command(description = "sends the first bytes of each answer and chunk ahead of the rest")
  void split(@Parameters(paramLabel = "BYTES") int bytes, @Mixin Where where) {
    where.of(cluster).splitAt(bytes);
  }

  @Command(description = "sends everything so much later")
  void delay(
      @Parameters(paramLabel = "TIME", converter = Durations.class) Duration time,
      @Mixin Where where) {
    where.of(cluster).delay(time);
  }

  @Command(name = "silence-heartbeats", description = "sends no heartbeats")
  void silenceHeartbeats(@Mixin Where where) {
    where.of(cluster).silenceHeartbeats();
  }

  @Command(name = "corrupt-record", description = "the next record cannot be decoded")
  void corruptRecord(@Mixin Where where) {
    where.of(cluster).corruptRecord();
  }

  @Command(name = "corrupt-length", description = "the length of the next record is no number")
  void corruptLength(@Mixin Where where) {
    where.of(cluster).corruptLength();
  }

  @Command(name = "truncate-record", description = "the connection ends in the next record")
  void truncateRecord(@Mixin Where where) {
    where.of(cluster).truncateRecord();
  }

  @Command(description = "answers the next requests with a status")
  void answer(
      @Parameters(paramLabel = "STATUS") int status,
      @Parameters(paramLabel = "COUNT") int count,
      @Parameters(arity = "0..1", paramLabel = "CALL_TYPE") @Nullable String type,
      @Mixin Where where) {
    if (type == null) {
      where.of(cluster).answer(status, count);
    } else {
      where.of(cluster).answer(status, count, type);
    }
  }

  private EmbeddedMaster master(int number) {
    return one("master", cluster.masters(), number);
  }

  private EmbeddedAgent agent(int number) {
    return one("agent", cluster.agents(), number);
  }

  private static <T> T one(String what, List<T> all, int number) {
    if (number < 1 || number > all.size()) {
      throw new IllegalArgumentException(
          what + " " + number + " (expected: 1 to " + all.size() + ")");
    }
    return all.get(number - 1);
  }
}
