package io.mesosjava.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactServerTest {

  @TempDir private Path directory;

  @Test
  void servesFilesUnderTheirNames() throws Exception {
    Path first = Files.writeString(directory.resolve("a.jar"), "first");
    Path second = Files.writeString(directory.resolve("b.jar"), "second");
    try (ArtifactServer server = ArtifactServer.start("127.0.0.1:0", List.of(first, second))) {
      assertThat(server.uris()).hasSize(2);
      assertThat(server.uris().get(1).getPath()).isEqualTo("/b.jar");
      try (InputStream file = server.uris().get(1).toURL().openStream()) {
        assertThat(file).hasContent("second");
      }
    }
  }

  @Test
  void saysWhatAnAddressIs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArtifactServer.start("localhost", List.of()).close())
        .withMessage("--server.address: localhost (expected: host:port, port 0 for any)");
  }
}
