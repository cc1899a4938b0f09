package io.mesosjava.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code in the guide is that of the example executor, which is compiled and run. */
class ExecutorGuideTest {

  private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private static String words(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  @Test
  void quotesTheExampleExecutor() throws IOException {
    String guide = Files.readString(Path.of("../docs/executor.md"));
    String source =
        words(
            Files.readString(Path.of("src/main/java/io/mesosjava/examples/ExampleExecutor.java")));
    List<String> snippets =
        CODE.matcher(guide).results().map((MatchResult result) -> words(result.group(1))).toList();
    assertThat(snippets).hasSizeGreaterThan(3).allSatisfy(s -> assertThat(source).contains(s));
  }
}
