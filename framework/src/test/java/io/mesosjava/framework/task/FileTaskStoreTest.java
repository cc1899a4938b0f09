package io.mesosjava.framework.task;

import static io.mesosjava.framework.task.SomeStatus.fromExecutor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.v1.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTaskStoreTest {

  @TempDir private Path directory;

  private Path file() {
    return directory.resolve("tasks");
  }

  private static TrackedTask task(String id, TaskState state, int uuid) {
    return TrackedTask.of(fromExecutor(id, state, uuid).setMessage("a message").build());
  }

  private List<TrackedTask> stored() throws IOException {
    try (FileTaskStore store = FileTaskStore.open(file())) {
      return store.load();
    }
  }

  @Test
  void keepsWhatWasSavedAndNotRemoved() throws IOException {
    try (FileTaskStore store = FileTaskStore.open(file())) {
      assertThat(store.load()).isEmpty();
      store.save(task("a", TaskState.TASK_STAGING, 1));
      store.save(task("b", TaskState.TASK_RUNNING, 2));
      store.save(task("a", TaskState.TASK_RUNNING, 3));
      store.save(task("c", TaskState.TASK_FINISHED, 4));
      store.remove("b");
      store.remove("unknown");
    }

    assertThat(stored())
        .containsExactlyInAnyOrder(
            task("a", TaskState.TASK_RUNNING, 3), task("c", TaskState.TASK_FINISHED, 4));
  }

  /** Wherever a crash cuts the file: the entries before it are there, and writing goes on. */
  @Test
  void survivesACrashAtEachByte() throws IOException {
    long first;
    long second;
    try (FileTaskStore store = FileTaskStore.open(file())) {
      store.save(task("a", TaskState.TASK_RUNNING, 1));
      first = Files.size(file());
      store.save(task("b", TaskState.TASK_RUNNING, 2));
      second = Files.size(file());
      store.save(task("c", TaskState.TASK_RUNNING, 3));
    }
    byte[] whole = Files.readAllBytes(file());
    for (int cut = 0; cut < whole.length; cut++) {
      Files.write(file(), Arrays.copyOf(whole, cut));
      int expected = cut >= second ? 2 : cut >= first ? 1 : 0;
      try (FileTaskStore store = FileTaskStore.open(file())) {
        assertThat(store.load()).as("cut at %s", cut).hasSize(expected);
        store.save(task("d", TaskState.TASK_RUNNING, 4));
      }
      assertThat(stored()).as("cut at %s, then saved", cut).hasSize(expected + 1);
    }
  }

  @Test
  void nothingOfATornEntryIsLeftBehindAShorterOne() throws IOException {
    try (FileTaskStore store = FileTaskStore.open(file())) {
      String zeros = "\0".repeat(500); // read as a length, it would be one that no entry has
      store.save(
          TrackedTask.of(fromExecutor("a", TaskState.TASK_RUNNING, 1).setMessage(zeros).build()));
    }
    byte[] whole = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(whole, whole.length - 1));
    try (FileTaskStore store = FileTaskStore.open(file())) {
      store.save(task("b", TaskState.TASK_RUNNING, 2));
    }

    assertThat(stored()).extracting(TrackedTask::id).containsExactly("b");
  }

  /** The file had grown, but its last bytes had not been written when the machine went down. */
  @Test
  void survivesALastEntryOfZeros() throws IOException {
    try (FileTaskStore store = FileTaskStore.open(file())) {
      store.save(task("a", TaskState.TASK_RUNNING, 1));
    }
    byte[] whole = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(whole, whole.length + 300));

    assertThat(stored()).hasSize(1);
  }

  /** A bit that flips anywhere is noticed, or was in the last entry, which then counts as torn. */
  @Test
  void neverTakesGarbageForATask() throws IOException {
    long last;
    try (FileTaskStore store = FileTaskStore.open(file())) {
      store.save(task("a", TaskState.TASK_RUNNING, 1));
      last = Files.size(file());
      store.save(task("b", TaskState.TASK_RUNNING, 2));
    }
    byte[] whole = Files.readAllBytes(file());
    int refused = 0;
    for (int i = 0; i < whole.length; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= 0x10;
      Files.write(file(), flipped);
      try {
        assertThat(stored()).as("byte %s", i).isSubsetOf(task("a", TaskState.TASK_RUNNING, 1));
      } catch (IOException e) {
        assertThat(i)
            .as("the last entry's content is torn, not corrupt")
            .isLessThan((int) last + 8);
        assertThat(e).hasMessageContaining(file().toString()).hasMessageContaining("expected: ");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan((int) last / 2);
  }

  @Test
  void saysWhereAFileIsCorrupt() throws IOException {
    Files.writeString(file(), "{\"tasks\": []}");
    assertThatThrownBy(this::stored)
        .isInstanceOf(IOException.class)
        .hasMessage(file() + ": not a file of tasks (expected: it starts with 'mesos-java')");

    Files.delete(file());
    try (FileTaskStore store = FileTaskStore.open(file())) {
      store.save(task("a", TaskState.TASK_RUNNING, 1));
      store.save(task("b", TaskState.TASK_RUNNING, 2));
    }
    byte[] whole = Files.readAllBytes(file());
    whole[40] ^= 1;
    Files.write(file(), whole);
    assertThatThrownBy(this::stored)
        .hasMessage(file() + ": wrong checksum at byte 19 (expected: what a store has written)");
  }

  @Test
  void isWrittenAnewWhenMostOfItIsOutOfDate() throws IOException {
    try (FileTaskStore store = FileTaskStore.open(file())) {
      store.save(task("other", TaskState.TASK_RUNNING, 1));
      for (int i = 0; i < 3000; i++) {
        store.save(task("a", TaskState.TASK_RUNNING, i));
      }
      store.save(task("late", TaskState.TASK_RUNNING, 2));
    }

    long entry = TaskLog.saved(task("a", TaskState.TASK_RUNNING, 1)).remaining();
    assertThat(Files.size(file())).isLessThan(1100 * entry);
    assertThat(stored())
        .extracting(TrackedTask::id)
        .containsExactlyInAnyOrder("other", "a", "late");
    try (var files = Files.list(directory)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("tasks", "tasks.lock");
    }
  }

  @Test
  void belongsToOneStoreAtATime() throws IOException {
    FileTaskStore store = FileTaskStore.open(file());
    assertThatThrownBy(() -> FileTaskStore.open(file()))
        .isInstanceOf(IOException.class)
        .hasMessage(file() + " is open in another store of this process");
    store.close();

    assertThat(stored()).isEmpty();
  }

  @Test
  void aTrackerGoesOnWhereTheLastOneEnded() throws IOException {
    try (FileTaskStore store = FileTaskStore.open(file())) {
      TaskTracker tracker = TaskTracker.open(store);
      tracker.update(fromExecutor("a", TaskState.TASK_RUNNING, 1).build());
      tracker.update(fromExecutor("b", TaskState.TASK_FINISHED, 2).build());
      tracker.update(fromExecutor("c", TaskState.TASK_RUNNING, 3).build());
      tracker.forget("c");
    }
    try (FileTaskStore store = FileTaskStore.open(file())) {
      TaskTracker tracker = TaskTracker.open(store);
      assertThat(tracker.tasks()).hasSize(2);
      assertThat(tracker.update(fromExecutor("a", TaskState.TASK_RUNNING, 1).build()).kind())
          .isEqualTo(Change.Kind.DUPLICATE);
      assertThat(tracker.toReconcile()).hasSize(1);
    }
    try (FileTaskStore store = FileTaskStore.open(file())) {
      assertThat(TaskTracker.open(store, 0).tasks()).hasSize(1);
      assertThat(store.load()).hasSize(1);
    }
  }
}
