package io.mesosjava.framework.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateIdsTest {

  private static UUID of(int value) {
    byte[] bytes = new byte[16];
    Arrays.fill(bytes, (byte) value);
    return UpdateIds.version4(ByteBuffer.wrap(bytes));
  }

  @Test
  void areRandomUuidsInForm() {
    assertThat(of(0x00)).hasToString("00000000-0000-4000-8000-000000000000");
    assertThat(of(0xff)).hasToString("ffffffff-ffff-4fff-bfff-ffffffffffff");
    assertThat(of(0xff).version()).isEqualTo(4);
    assertThat(of(0xff).variant()).isEqualTo(2);
  }

  @Test
  void areAllDifferentWhereverTheyComeFrom(@TempDir Path directory) throws Exception {
    Path dry = Files.write(directory.resolve("dry"), new byte[15]);
    Path missing = directory.resolve("missing");
    Set<UUID> seen = new HashSet<>();
    for (Path source : List.of(Path.of("/dev/urandom"), dry, missing)) {
      UpdateIds ids = new UpdateIds(source);
      for (int i = 0; i < 100; i++) {
        UUID id = ids.get();
        assertThat(id.version()).isEqualTo(4);
        assertThat(seen.add(id)).isTrue();
      }
    }
  }
}
