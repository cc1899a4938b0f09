package io.mesosjava.framework.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.v1.FrameworkID;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store does, and what each does besides. */
class FrameworkIdStoreTest {

  private static final FrameworkID FIRST = id("20e8-0001");
  private static final FrameworkID SECOND = id("20e8-0002");

  @TempDir Path directory;

  private static FrameworkID id(String value) {
    return FrameworkID.newBuilder().setValue(value).build();
  }

  enum Kind {
    MEMORY,
    FILE,
    TOLD,
    COPYING
  }

  private FrameworkIdStore open(Kind kind) {
    return switch (kind) {
      case MEMORY -> FrameworkIdStore.inMemory();
      case FILE -> FrameworkIdStore.inFile(directory.resolve("id"));
      case TOLD -> FrameworkIdStore.inMemory().onSave(id -> {}).onLoad(id -> {});
      case COPYING -> FrameworkIdStore.inMemory().withCopy(FrameworkIdStore.inMemory());
    };
  }

  @ParameterizedTest
  @EnumSource
  void givesBackWhatWasSavedLast(Kind kind) throws IOException {
    FrameworkIdStore store = open(kind);
    assertThat(store.load()).isEmpty();
    store.save(FIRST);
    assertThat(store.load()).contains(FIRST);
    store.save(SECOND);
    assertThat(store.load()).contains(SECOND);
    store.clear();
    assertThat(store.load()).isEmpty();
    store.clear();
    store.save(FIRST);
    assertThat(store.load()).contains(FIRST);
  }

  @Test
  void aFileOutlivesItsStoreAndLeavesNothingBesideIt() throws IOException {
    open(Kind.FILE).save(FIRST);
    open(Kind.FILE).save(SECOND);
    assertThat(open(Kind.FILE).load()).contains(SECOND);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(Path::getFileName)).containsExactly(Path.of("id"));
    }
    assertThat(Files.readString(directory.resolve("id"))).isEqualTo("20e8-0002\n");
  }

  @Test
  void aFileThatWasCutWhileItWasWrittenIsNotSeen() throws IOException {
    open(Kind.FILE).save(FIRST);
    Files.writeString(directory.resolve("id.new"), "20e8-");
    assertThat(open(Kind.FILE).load()).contains(FIRST);
    open(Kind.FILE).save(SECOND);
    assertThat(open(Kind.FILE).load()).contains(SECOND);
  }

  @Test
  void garbageIsAnErrorAndNotAMissingId() throws IOException {
    Path file = directory.resolve("id");
    for (String garbage : List.of("", "\n", "a/b\n", "two\nlines\n", "x".repeat(5000))) {
      Files.writeString(file, garbage);
      assertThatThrownBy(() -> open(Kind.FILE).load())
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file.toString())
          .hasMessageContaining("(expected: one line with the id of a framework, or no file)");
    }
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> open(Kind.FILE).load()).hasMessageContaining("no UTF-8");
  }

  @Test
  void doesNotSaveWhatItCouldNotLoad() {
    assertThatThrownBy(() -> open(Kind.FILE).save(id("a\nb"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> open(Kind.FILE).save(FrameworkID.getDefaultInstance()))
        .hasMessageContaining("0 characters");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aDirectoryThatIsNotThereIsAnErrorWhenSaving() {
    FrameworkIdStore store = FrameworkIdStore.inFile(directory.resolve("none/id"));
    assertThatThrownBy(() -> store.save(FIRST)).isInstanceOf(IOException.class);
  }

  @Test
  void tellsWhatItLoadedAndSaved() throws IOException {
    List<String> told = new ArrayList<>();
    FrameworkIdStore store =
        FrameworkIdStore.inMemory()
            .onLoad(id -> told.add("loaded " + id.map(FrameworkID::getValue).orElse("none")))
            .onSave(id -> told.add("saved " + id.map(FrameworkID::getValue).orElse("none")));
    store.load();
    store.save(FIRST);
    store.load();
    store.clear();
    assertThat(told)
        .containsExactly("loaded none", "saved 20e8-0001", "loaded 20e8-0001", "saved none");
  }

  @Test
  void fallsBackToItsCopy() throws IOException {
    FrameworkIdStore main = FrameworkIdStore.inMemory();
    FrameworkIdStore copy = FrameworkIdStore.inMemory();
    main.withCopy(copy).save(FIRST);
    main.clear();
    assertThat(main.withCopy(copy).load()).isEqualTo(Optional.of(FIRST));
  }
}
