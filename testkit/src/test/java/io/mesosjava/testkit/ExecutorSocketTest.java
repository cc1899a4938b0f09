package io.mesosjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unix domain socket of an agent for its executors. */
class ExecutorSocketTest {

  private static Path socket(EmbeddedCluster cluster) {
    return cluster.agents().get(0).workDirectory().resolve("executors.sock");
  }

  /** The status line of the answer to a POST of nothing. */
  private static String ask(Path socket, String path) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      String request =
          "POST " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer answer = ByteBuffer.allocate(1 << 14);
      while (channel.read(answer) >= 0) {
        assertThat(answer.hasRemaining()).isTrue();
      }
      return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII)
          .lines()
          .findFirst()
          .orElse("");
    }
  }

  @Test
  void servesExecutorsAndNobodyElse() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.builder().executorDomainSockets().launch()) {
      Path socket = socket(cluster);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .isEqualTo("rw-rw-rw-");
      String known = "HTTP/1.1 400 Bad Request"; // it has no content type
      assertThat(ask(socket, "/slave(1)/api/v1/executor")).isEqualTo(known);
      assertThat(ask(socket, "/slave(1)/api/v1")).isEqualTo(known);
      for (String other : new String[] {"/api/v1/executor", "/api/v1", "/slave(1)/state", "/"}) {
        assertThat(ask(socket, other)).as(other).isEqualTo("HTTP/1.1 403 Forbidden");
      }
    }
  }

  @Test
  void goesAndComesWithTheAgent() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.builder().executorDomainSockets().launch()) {
      Path socket = socket(cluster);
      cluster.agents().get(0).kill();
      assertThatThrownBy(() -> ask(socket, "/")).isInstanceOf(IOException.class);
      cluster.agents().get(0).restart();
      assertThat(ask(socket, "/")).isEqualTo("HTTP/1.1 403 Forbidden");
    }
  }

  @Test
  void isThereOnlyIfItIsWanted() {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch()) {
      assertThat(socket(cluster)).doesNotExist();
    }
  }

  @Test
  void hasToHaveAShortName(@TempDir Path directory) {
    Path deep = directory.resolve("d".repeat(120));
    assertThatThrownBy(
            () -> EmbeddedCluster.builder().workDirectory(deep).executorDomainSockets().launch())
        .hasMessageContaining("executors.sock")
        .hasMessageContaining("expected: at most 107");
  }
}
