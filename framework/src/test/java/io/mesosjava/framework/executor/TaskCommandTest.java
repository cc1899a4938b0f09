package io.mesosjava.framework.executor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.ContainerInfo;
import io.mesosjava.v1.Environment;
import io.mesosjava.v1.Secret;
import io.mesosjava.v1.TaskInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskCommandTest {

  @Test
  void runsAShellOrAProgram() {
    assertThat(TaskCommand.words(CommandInfo.newBuilder().setValue("echo a b").build()))
        .containsExactly("sh", "-c", "echo a b");
    CommandInfo.Builder program = CommandInfo.newBuilder().setShell(false).setValue("/bin/echo");
    assertThat(TaskCommand.words(program.build())).containsExactly("/bin/echo");
    program.addArguments("echo").addArguments("a b");
    assertThat(TaskCommand.words(program.build())).containsExactly("/bin/echo", "a b");
  }

  @Test
  void passesTheEnvironmentOnWithoutTheToken() {
    Map<String, String> environment = new HashMap<>();
    environment.put("MESOS_EXECUTOR_AUTHENTICATION_TOKEN", "secret");
    environment.put("MESOS_EXECUTOR_ID", "custom");
    CommandInfo.Builder command = CommandInfo.newBuilder();
    command.getEnvironmentBuilder().addVariablesBuilder().setName("A").setValue("1");
    command
        .getEnvironmentBuilder()
        .addVariablesBuilder()
        .setName("B")
        .setType(Environment.Variable.Type.SECRET)
        .setSecret(
            Secret.newBuilder()
                .setType(Secret.Type.VALUE)
                .setValue(Secret.Value.newBuilder().setData(ByteString.copyFromUtf8("2"))));
    TaskCommand.prepare(environment, command.build());
    assertThat(environment).isEqualTo(Map.of("MESOS_EXECUTOR_ID", "custom", "A", "1", "B", "2"));
  }

  private static Optional<String> objection(CommandInfo.Builder command) {
    return TaskCommand.objection(Fixtures.task("t"), command.build(), "me");
  }

  @Test
  void saysWhatItCannotDo() {
    CommandInfo.Builder command = CommandInfo.newBuilder().setValue("true");
    assertThat(objection(command)).isEmpty();
    assertThat(objection(command.clone().setUser("me"))).isEmpty();
    assertThat(objection(command.clone().setUser("you")))
        .contains("command.user: you (expected: me)");
    CommandInfo.Builder fetching = command.clone();
    fetching.addUrisBuilder().setValue("http://x/y");
    assertThat(objection(fetching).orElseThrow()).startsWith("command.uris");
    assertThat(objection(CommandInfo.newBuilder())).contains("the task has no command");
    TaskInfo inContainer =
        Fixtures.task("t").toBuilder()
            .setContainer(ContainerInfo.newBuilder().setType(ContainerInfo.Type.MESOS))
            .build();
    assertThat(TaskCommand.objection(inContainer, command.build(), "me").orElseThrow())
        .startsWith("container");
  }

  @Test
  void speaksOfEndsAsMesosDoes() {
    assertThat(TaskCommand.ending(0)).isEqualTo("Command exited with status 0");
    assertThat(TaskCommand.ending(3)).isEqualTo("Command exited with status 3");
    assertThat(TaskCommand.ending(137)).isEqualTo("Command terminated with signal Killed");
    assertThat(TaskCommand.ending(128 + 31)).isEqualTo("Command terminated with signal 31");
  }
}
