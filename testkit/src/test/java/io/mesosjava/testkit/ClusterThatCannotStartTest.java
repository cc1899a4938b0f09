package io.mesosjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters that cannot start say why, and leave nothing. */
class ClusterThatCannotStartTest {

  @TempDir private Path directory;

  @AfterEach
  void leavesNothing() throws InterruptedException {
    ThreadsLeft.assertNone(name -> name.startsWith("mesos-cluster"));
  }

  private static void fails(EmbeddedCluster.Builder cluster, String why) {
    assertThatThrownBy(cluster::launch)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(why);
  }

  @Test
  void aPortOfAMasterInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      fails(
          EmbeddedCluster.builder().masterPort(port),
          "cannot listen on 127.0.0.1:" + port + ": it is in use");
    }
  }

  @Test
  void aPortOfAnAgentInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      fails(
          EmbeddedCluster.builder().agentPort(port),
          "cannot listen on 127.0.0.1:" + port + ": it is in use");
    }
  }

  @Test
  void aWorkDirectoryThatIsAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    fails(
        EmbeddedCluster.builder().workDirectory(file),
        "work directory: " + file + " (expected: a directory that can be written: ");
  }

  @Test
  void aWorkDirectoryBelowAFile() throws IOException {
    Path below = Files.writeString(directory.resolve("file"), "").resolve("work");
    fails(
        EmbeddedCluster.builder().workDirectory(below),
        "work directory: " + below + " (expected: a directory that can be written: ");
  }

  @Test
  void aFileInThePlaceOfAnAgentsDirectory() throws IOException {
    Path agent = Files.writeString(directory.resolve("agent-1"), "");
    fails(
        EmbeddedCluster.builder().workDirectory(directory),
        "work directory: " + agent + " (expected: a directory that can be written: ");
  }

  @Test
  void aDirectoryInThePlaceOfTheLock() throws IOException {
    Path lock = Files.createDirectories(directory.resolve("agent-1/agent.lock"));
    fails(
        EmbeddedCluster.builder().workDirectory(directory),
        "work directory: " + lock.getParent() + " (expected: a directory that can be written: ");
  }

  @Test
  void aWorkDirectoryThatAnotherClusterHas() throws IOException {
    try (EmbeddedCluster first = EmbeddedCluster.builder().workDirectory(directory).launch()) {
      Path taken = first.agents().get(0).workDirectory().toRealPath();
      fails(
          EmbeddedCluster.builder().workDirectory(directory),
          "work directory: " + taken + " (expected: one that no other agent is using)");
    }
  }

  @Test
  void theDirectoryIsGoodForTheNextWhenTheWayIsFree() throws IOException {
    Path agent = Files.writeString(directory.resolve("agent-1"), "");
    fails(EmbeddedCluster.builder().workDirectory(directory), agent.toString());
    Files.delete(agent);
    EmbeddedCluster.builder().workDirectory(directory).launch().close();
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).containsExactly(agent);
    }
  }
}
