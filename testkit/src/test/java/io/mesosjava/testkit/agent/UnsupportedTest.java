package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.ContainerInfo;
import io.mesosjava.v1.Environment;
import io.mesosjava.v1.Image;
import io.mesosjava.v1.NetworkInfo;
import io.mesosjava.v1.Secret;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.Volume;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnsupportedTest {

  static Stream<Arguments> tasks() {
    return Stream.of(
        Arguments.of(container(ContainerInfo.Type.DOCKER), "None of the enabled containerizers"),
        Arguments.of(
            command()
                .setContainer(
                    mesos()
                        .addVolumes(
                            Volume.newBuilder().setMode(Volume.Mode.RW).setContainerPath("x"))),
            "Volumes in ContainerInfo is not supported"),
        Arguments.of(command().setContainer(image()), "Unsupported container image type: 2"),
        Arguments.of(
            command()
                .setContainer(mesos().addNetworkInfos(NetworkInfo.newBuilder().setName("foo"))),
            "Unknown CNI network 'foo'"),
        Arguments.of(secret(), "Default secret resolver cannot resolve references"));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void saysWhatItIs(TaskInfo.Builder task, String part) {
    assertThat(Unsupported.in(task.buildPartial())).get().asString().contains(part);
  }

  @Test
  void isNothingInAPlainCommandTask() {
    assertThat(Unsupported.in(command().buildPartial())).isEmpty();
    assertThat(Unsupported.in(command().setContainer(mesos()).buildPartial())).isEmpty();
    assertThat(Unsupported.in(command().setContainer(terminal()).buildPartial())).isEmpty();
  }

  private static TaskInfo.Builder command() {
    return TaskInfo.newBuilder().setCommand(CommandInfo.newBuilder().setValue("true"));
  }

  private static TaskInfo.Builder secret() {
    TaskInfo.Builder task = command();
    task.getCommandBuilder()
        .getEnvironmentBuilder()
        .addVariablesBuilder()
        .setName("SECRET")
        .setType(Environment.Variable.Type.SECRET)
        .getSecretBuilder()
        .setType(Secret.Type.REFERENCE)
        .getReferenceBuilder()
        .setName("somewhere");
    return task;
  }

  private static TaskInfo.Builder container(ContainerInfo.Type type) {
    return command().setContainer(ContainerInfo.newBuilder().setType(type));
  }

  private static ContainerInfo.Builder mesos() {
    return ContainerInfo.newBuilder().setType(ContainerInfo.Type.MESOS);
  }

  private static ContainerInfo.Builder image() {
    ContainerInfo.Builder container = mesos();
    container.getMesosBuilder().getImageBuilder().setType(Image.Type.DOCKER);
    return container;
  }

  private static ContainerInfo.Builder terminal() {
    ContainerInfo.Builder container = mesos();
    container.getTtyInfoBuilder();
    return container;
  }
}
