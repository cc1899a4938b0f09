package io.mesosjava.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactServerTest {

  @TempDir private Path directory;

  @Test
  void servesFilesUnderTheirNames() throws Exception {
    Path first = Files.writeString(directory.resolve("a.jar"), "first");
    Path second = Files.writeString(directory.resolve("b.jar"), "second");
    AtomicInteger fetched = new AtomicInteger();
    HostAndPort any = new HostAndPort("127.0.0.1", 0);
    try (ArtifactServer server =
        ArtifactServer.start(any, List.of(first, second), fetched::incrementAndGet)) {
      assertThat(server.uris()).hasSize(2);
      assertThat(server.uris().get(1).getPath()).isEqualTo("/b.jar");
      try (InputStream file = server.uris().get(1).toURL().openStream()) {
        assertThat(file).hasContent("second");
      }
      assertThat(fetched).hasValue(1);
    }
  }

  @Test
  void saysWhatAnAddressIs() {
    assertThat(HostAndPort.parse("h:1", 2, "--o")).isEqualTo(new HostAndPort("h", 1));
    assertThat(HostAndPort.parse("h", 2, "--o")).isEqualTo(new HostAndPort("h", 2));
    assertThat(HostAndPort.parse("[::1]:3", 2, "--o")).isEqualTo(new HostAndPort("[::1]", 3));
    for (String wrong : new String[] {"", "a b", "h:1/path", ":1"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> HostAndPort.parse(wrong, 0, "--server.address"))
          .withMessage(
              "--server.address: " + wrong + " (expected: host or host:port, port 0 for any)");
    }
  }
}
