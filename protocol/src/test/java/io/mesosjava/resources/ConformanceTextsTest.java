package io.mesosjava.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import io.mesosjava.codec.Codec;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.scheduler.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Error texts about resources, compared with those that a real master sent for the same call. */
class ConformanceTextsTest {

  private static final Pattern INVALID =
      Pattern.compile("\"message\":\\s*\"(Resource '(?:[^\"\\\\]|\\\\.)*)\"");

  @Test
  void invalidResourcesOfTasksAreNamedAsByTheMaster() throws IOException {
    Path cases =
        Path.of(System.getProperty("mesosjava.shared", "../shared"), "conformance", "public.jsonl");
    assumeTrue(Files.isRegularFile(cases), "no cases in ${mesosjava.shared}/conformance");
    List<String> compared = new ArrayList<>();
    for (String line : Files.readAllLines(cases)) {
      Matcher message = INVALID.matcher(line);
      if (line.contains("task_infos") && message.find()) {
        String expected = message.group(1).replace("\\\"", "\"");
        for (TaskInfo task :
            call(line).getAccept().getOperations(0).getLaunch().getTaskInfosList()) {
          List<Resource> resources = task.getResourcesList();
          assertThat(Resources.violation(resources).map(Violation::message))
              .as("%s", line.substring(0, 80))
              .contains(expected);
          compared.add(expected);
        }
      }
    }
    assertThat(compared).hasSizeGreaterThan(5);
  }

  private static Call call(String line) throws IOException {
    Struct.Builder testCase = Struct.newBuilder();
    JsonFormat.parser().merge(line, testCase);
    Value json =
        testCase
            .getFieldsOrThrow("request")
            .getStructValue()
            .getFieldsOrThrow("body")
            .getStructValue()
            .getFieldsOrThrow("json");
    byte[] bytes = JsonFormat.printer().print(json).getBytes(StandardCharsets.UTF_8);
    return Codec.json().decoder(Call.getDefaultInstance()).decode(bytes);
  }
}
