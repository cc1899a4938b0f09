package io.mesosjava.recordings;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The recordings, where they are present. */
final class Recordings {

  private Recordings() {}

  /** All exchanges; the test is skipped where there are none. */
  static Stream<Exchange> exchanges() throws IOException {
    Path root = Path.of(System.getProperty("mesosjava.shared", "../../shared"), "recordings");
    assumeTrue(Files.isDirectory(root), "no recordings at " + root);
    List<Path> manifests;
    try (Stream<Path> files = Files.walk(root)) {
      manifests = files.filter(file -> file.endsWith("manifest.json")).sorted().toList();
    }
    return manifests.stream().flatMap(Recordings::exchanges);
  }

  private static Stream<Exchange> exchanges(Path manifest) {
    Path folder = Objects.requireNonNull(manifest.getParent());
    Struct.Builder content = Struct.newBuilder();
    try {
      JsonFormat.parser().merge(Files.readString(manifest), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return content.getFieldsOrThrow("entries").getListValue().getValuesList().stream()
        .map(Value::getStructValue)
        .filter(entry -> entry.getFieldsOrThrow("type").getStringValue().equals("exchange"))
        .map(entry -> new Exchange(folder, entry));
  }
}
