package io.mesosjava.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.codec.Codec;
import io.mesosjava.resources.Resources;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkInfo;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SchedulerOptionsTest {

  @Test
  void takesTheFlagsOfMesosGoWithOneDashOrTwo() {
    SchedulerOptions options =
        parse("-name", "demo", "--role=dev", "-codec", "json", "-timeout", "3s", "-tasks", "7");

    assertThat(options.name).isEqualTo("demo");
    assertThat(options.role).isEqualTo("dev");
    assertThat(options.codec.codec()).isSameAs(Codec.json());
    assertThat(options.timeout).isEqualTo(Duration.ofSeconds(3));
    assertThat(options.tasks).isEqualTo(7);
  }

  @Test
  void describesTheFramework() {
    FrameworkInfo framework =
        parse(
                "--user=u",
                "--principal=p",
                "--hostname=h",
                "--label=a=1",
                "--label=b:2",
                "--label=c",
                "--failoverTimeout=1m",
                "--no-checkpoint")
            .framework();

    assertThat(framework.getUser()).isEqualTo("u");
    assertThat(framework.getPrincipal()).isEqualTo("p");
    assertThat(framework.getHostname()).isEqualTo("h");
    assertThat(framework.getFailoverTimeout()).isEqualTo(60.0);
    assertThat(framework.getCheckpoint()).isFalse();
    assertThat(framework.getLabels().getLabelsList())
        .extracting(label -> label.getKey() + "=" + label.getValue())
        .containsExactly("a=1", "b=2", "c=");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1:5050,http://10.0.0.1:5050",
    "https://m.example:5050,https://m.example:5050",
    "http://m:5050/api/v1/scheduler,http://m:5050"
  })
  void takesAMasterAsAddressOrUrl(String given, String master) {
    assertThat(parse("--url", given).masters()).containsExactly(URI.create(master));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://m:5050", "http://", "a b", "zk://h:2181/mesos"})
  void refusesWhatIsNoMaster(String given) {
    assertThatThrownBy(() -> parse("--url", given).validate())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--url: " + given)
        .hasMessageContaining("expected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--tasks=0",
        "--cpu=-1",
        "--cpu=NaN",
        "--memory=0",
        "--role=",
        "--role=a,/b",
        "--revive.burst=0",
        "--revive.wait=0",
        "--executor=nowhere",
        "--exec.cpu=0",
        "--exec.memory=-1",
        "--server.port=70000",
        "--server.address=a b",
        "--metrics.port=-1",
        "--metrics.path=metrics",
        "--authmode=digest"
      })
  void refusesValuesOutOfRangeNamingTheOption(String option) {
    assertThatThrownBy(() -> parse(option).validate())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(option.substring(0, option.indexOf('=')))
        .hasMessageContaining("expected");
  }

  private static SchedulerOptions parse(String... args) {
    SchedulerOptions options = new SchedulerOptions();
    new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(args);
    return options;
  }

  @Test
  void takesSeveralRolesAndMasters() {
    SchedulerOptions options = parse("--role=a,b/c", "--url", "m1:5050,https://m2:5051");

    assertThat(options.framework().getRolesList()).containsExactly("a", "b/c");
    assertThat(options.masters())
        .containsExactly(URI.create("http://m1:5050"), URI.create("https://m2:5051"));
  }

  @Test
  void theExecutorHasItsOwnNeedsAndImage() {
    SchedulerOptions options =
        parse("-exec.cpu", "0.25", "-exec.memory", "100", "-exec.image", "example/executor:1");
    ExecutorInfo info = options.executors.info(ExecutorOptions.ofImage(), "dev");

    assertThat(options.executors.isCommand()).isFalse();
    assertThat(Resources.of(info.getResourcesList()))
        .isEqualTo(Resources.parse("cpus:0.25;mem:100").allocate("dev"));
    assertThat(info.getContainer().getDocker().getImage()).isEqualTo("example/executor:1");
    assertThat(info.getCommand().getShell()).as("the image's entry point").isFalse();
    assertThat(info.getCommand().hasValue()).isFalse();
  }

  @Test
  void aProgramIsFetchedAndRun() {
    CustomExecutor program = ExecutorOptions.ofProgram(URI.create("http://h:1/my-executor"));

    assertThat(program.command().getValue()).isEqualTo("./my-executor");
    assertThat(program.command().getUris(0).getValue()).isEqualTo("http://h:1/my-executor");
    assertThat(program.command().getUris(0).getExecutable()).isTrue();
  }

  @Test
  void serversInsideAreOffUnlessWishedFor() {
    assertThat(parse().server.isAddressGiven()).isFalse();
    assertThat(parse("-server.address", "10.0.0.1", "-server.port", "80").server.fileAddress())
        .isEqualTo(new HostAndPort("10.0.0.1", 80));
    SchedulerOptions options =
        parse("-server.address", "10.0.0.1:80", "-metrics.port", "81", "-jobRestartDelay", "7s");
    assertThat(options.server.fileAddress()).isEqualTo(new HostAndPort("10.0.0.1", 80));
    assertThat(options.server.metricsAddress()).isEqualTo(new HostAndPort("10.0.0.1", 81));
    assertThat(options.server.metricsPath).isEqualTo("/metrics");
    assertThat(options.server.jobRestartDelay).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void wantsCredentialsAndCertificatesWhole() {
    parse("--credentials.username=u", "--credentials.passwordFile=f").validate();
    for (String half :
        new String[] {
          "--credentials.username=u", "--credentials.passwordFile=f", "--authmode=basic"
        }) {
      assertThatThrownBy(() -> parse(half).validate())
          .hasMessageContaining("--credentials.username, --credentials.passwordFile");
    }
    for (String half : new String[] {"--tls.cert=c", "--tls.key=k"}) {
      assertThatThrownBy(() -> parse(half).validate())
          .hasMessageContaining("--tls.cert, --tls.key: one is missing");
    }
  }

  @Test
  void showsThePrincipalOfItsCredentialsUnlessAnotherIsGiven() {
    assertThat(parse("--credentials.username=u").framework().getPrincipal()).isEqualTo("u");
    assertThat(parse("--credentials.username=u", "--principal=p").framework().getPrincipal())
        .isEqualTo("p");
  }
}
