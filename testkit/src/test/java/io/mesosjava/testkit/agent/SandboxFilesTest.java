package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.container.Sandbox;
import io.mesosjava.v1.FileInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxFilesTest {

  private static final String LATEST = "/frameworks/F/executors/E/runs/latest";

  @TempDir private Path temporary;
  private Path sandbox;
  private SandboxFiles files;

  @BeforeEach
  void fill() throws IOException {
    Path work = temporary.toRealPath();
    sandbox = Sandbox.path(work, "A", "F", "E", "C");
    Sandbox.create(sandbox);
    Files.writeString(sandbox.resolve("stdout"), "hello\n");
    Files.createDirectories(sandbox.resolve("tasks/t"));
    Path outside = Files.createDirectories(work.resolve("outside"));
    Files.createFile(outside.resolve("secret"));
    Files.createSymbolicLink(sandbox.resolve("out"), outside);
    Path volume = Files.createDirectories(work.resolve("volumes/roles/r/v"));
    Files.createSymbolicLink(sandbox.resolve("volume"), volume);
    files = new SandboxFiles(work);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/stdout",
        "/stdout/",
        "//stdout",
        "/./stdout",
        "/tasks/../stdout",
        "/tasks/t/../../stdout"
      })
  void findsAFileByEveryWayThatStaysInside(String way) throws Exception {
    assertThat(read(LATEST + way)).isEqualTo("hello\n");
    assertThat(read(sandbox + way)).isEqualTo("hello\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/slave/log", "//slave/log", "/slave/log/"})
  void showsALogThatIsEmpty(String path) throws Exception {
    assertThat(read(path)).isEmpty();
    assertThat(files.list(path, "A").getFileInfosList()).isEmpty();
  }

  @Test
  void knowsTheLatestRunByItsRealPath() throws Exception {
    assertThat(read(sandbox.resolveSibling("latest") + "/stdout")).isEqualTo("hello\n");
  }

  @Test
  void showsVolumes() throws Exception {
    Files.writeString(sandbox.resolve("volume/kept"), "kept\n");
    assertThat(read(LATEST + "/volume/kept")).isEqualTo("kept\n");
    assertThat(files.list(LATEST + "/volume", "A").getFileInfosList())
        .extracting(FileInfo::getPath)
        .containsExactly(LATEST + "/volume/kept");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/..", "/../..", "/../../../../../..", "/out", "/out/secret", "/tasks/../.."})
  void letsNobodyOut(String way) {
    assertThat(refusal(LATEST + way)).isEqualTo("'" + sandbox + way + "' is inaccessible.\n");
    assertThat(refusal(sandbox + way)).isEqualTo("'" + sandbox + way + "' is inaccessible.\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        "/frameworks/F",
        "/frameworks/F/executors/E/runs",
        "/frameworks/F/executors/E/runs/C",
        "/frameworks/F/executors/E/runs/latestx",
        "/frameworks/F/executors/../runs/latest",
        "/frameworks/other/executors/E/runs/latest",
        "frameworks/F/executors/E/runs/latest",
        LATEST + "/nope",
        LATEST + "/stdout/below",
        LATEST + "/nul\0",
      })
  void knowsNothingElse(String path) {
    assertThat(refusal(path)).isEqualTo("404");
  }

  private String read(String path) throws IOException, Refusal {
    return files.read(path, "A", 0, -1).getData().toString(StandardCharsets.UTF_8);
  }

  private String refusal(String path) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> files.list(path, "A"));
    assertThat(refusal).isNotNull();
    return String.valueOf(refusal.getMessage());
  }
}
