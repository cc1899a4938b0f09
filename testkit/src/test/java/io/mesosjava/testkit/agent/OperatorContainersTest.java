package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.EmbeddedCluster;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Containers of operators, compared with what a real agent answers. */
class OperatorContainersTest {

  private static final PlainOperator OPERATOR = new PlainOperator();
  private static EmbeddedCluster cluster;
  private static URI agent;

  @BeforeAll
  static void start() throws Exception {
    cluster = EmbeddedCluster.builder().launch();
    agent = cluster.agents().get(0).uri();
    assertThat(launch("{'value':'outer'}", "sleep 1000")).isEqualTo("200 ");
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'name':'cpus','type':'SCALAR','scalar':{'value':-1}                | Invalid resources: Resource 'cpus:-1' is invalid: Invalid scalar resource: value <= 0
          'name':'cpus','type':'SCALAR'                                      | Invalid resources: Resource 'cpus:0' is invalid: Invalid scalar resource
          'name':'ports','type':'RANGES','ranges':{'range':[{'begin':9,'end':5}]} | Invalid resources: Resource 'ports:[9-5]' is invalid: Invalid ranges resource: begin > end
          'name':'s','type':'SET','set':{'item':['a','a']}                   | Invalid resources: Resource 's:{a, a}' is invalid: Invalid set resource: duplicated elements
          'name':'gpus','type':'SCALAR','scalar':{'value':0.5}               | Invalid GPU resources: The 'gpus' resource must be an unsigned integer
          'name':'cpus','type':'SCALAR','scalar':{'value':1},'shared':{}     | Invalid resources: Resource 'cpus<SHARED>:1' is invalid: Resource cpus cannot be shared
          """)
  void aContainerIsGivenValidResourcesOnly(String resource, String problem) throws Exception {
    String refusal = "400 Failed to validate agent::Call: " + problem;
    assertThat(launchWith("{'value':'misfit'}", resource)).isEqualTo(refusal);
    assertThat(launchWith(inside("misfit", "outer"), resource)).isEqualTo(refusal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'reservations':[{'type':'STATIC','role':'x'}] | must be unreserved
          'revocable':{}                                | must be non-revocable
          """)
  void whatStandsAloneIsGivenNothingThatMastersKeepAccountOf(String trait, String problem)
      throws Exception {
    String resource = "'name':'cpus','type':'SCALAR','scalar':{'value':1}," + trait;
    assertThat(launchWith("{'value':'alone'}", resource))
        .isEqualTo("400 Failed to validate agent::Call: 'launch_container.resources' " + problem);
  }

  @Test
  void aNestedContainerCanBeLaunchedAgainOnceItsEndIsKnown() throws Exception {
    String id = inside("again", "outer");
    assertThat(launch(id, "exit 3")).isEqualTo("200 ");
    assertThat(ask("WAIT_CONTAINER", id)).contains("'exit_status':768");
    assertThat(launch(id, "exit 4")).isEqualTo("200 ");
    assertThat(ask("WAIT_CONTAINER", id)).contains("'exit_status':1024");
  }

  @Test
  void aNameThatStoodAloneCanBeUsedAgain() throws Exception {
    assertThat(launch("{'value':'short'}", "sleep 1000")).isEqualTo("200 ");
    assertThat(launch("{'value':'short'}", "true")).isEqualTo("202 ");
    assertThat(ask("KILL_CONTAINER", "{'value':'short'}")).isEqualTo("200 ");
    String waited = ask("WAIT_CONTAINER", "{'value':'short'}");
    assertThat(waited.contains("'exit_status':9") || waited.startsWith("404")).isTrue();
    assertThat(launch("{'value':'short'}", "true")).isEqualTo("200 ");
  }

  @Test
  void whatIsInsideARemovedContainerIsForgottenWithIt() throws Exception {
    String parent = inside("parent", "outer");
    String child = "{'value':'child','parent':" + parent + "}";
    assertThat(launch(parent, "sleep 1000")).isEqualTo("200 ");
    assertThat(launch(child, "exit 2")).isEqualTo("200 ");
    assertThat(ask("WAIT_CONTAINER", child)).contains("'exit_status':512");
    assertThat(ask("KILL_CONTAINER", parent)).isEqualTo("200 ");
    assertThat(ask("WAIT_CONTAINER", parent)).contains("'exit_status':9");
    assertThat(ask("WAIT_CONTAINER", child)).contains("'exit_status':512");
    assertThat(ask("REMOVE_CONTAINER", parent)).isEqualTo("200 ");
    assertThat(ask("WAIT_CONTAINER", child))
        .isEqualTo("404 Container outer.parent.child cannot be found");
  }

  @Test
  void aContainerThatIsUnknownInAKnownOneHasNothingToAttachTo() throws Exception {
    assertThat(ask("ATTACH_CONTAINER_OUTPUT", inside("nobody", "outer")))
        .isEqualTo("500 Unknown container outer.nobody");
    String ended = inside("ended", "outer");
    assertThat(launch(ended, "true")).isEqualTo("200 ");
    assertThat(ask("WAIT_CONTAINER", ended)).contains("'exit_status':0");
    assertThat(ask("ATTACH_CONTAINER_OUTPUT", ended))
        .isEqualTo("500 Unknown container outer.ended");
    assertThat(ask("ATTACH_CONTAINER_OUTPUT", "{'value':'nobody'}"))
        .isEqualTo("404 Container nobody cannot be found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'type':'DOCKER','docker':{'image':'x'}                                 | The provided ContainerInfo is not supported
          'type':'MESOS','mesos':{'image':{'type':'DOCKER','docker':{'name':'x'}}} | Unsupported container image type: 2
          'type':'MESOS','mesos':{'image':{'type':'APPC','appc':{'name':'x'}}}   | Unsupported container image type: 1
          'type':'MESOS','network_infos':[{},{'name':'foo'}]                     | Unknown CNI network 'foo'
          """)
  void aContainerThatCannotBeIsRefusedInMesosWords(String container, String problem)
      throws Exception {
    assertThat(
            OPERATOR.ask(
                agent,
                "{'type':'LAUNCH_NESTED_CONTAINER','launch_nested_container':{'container_id':"
                    + inside("odd", "outer")
                    + ",'command':{'value':'true'},'container':{"
                    + container
                    + "}}}"))
        .extracting(OperatorContainersTest::text)
        .isEqualTo("400 " + problem);
  }

  private static String inside(String id, String parent) {
    return "{'value':'" + id + "','parent':{'value':'" + parent + "'}}";
  }

  private static String launch(String id, String command) throws Exception {
    return call("LAUNCH_CONTAINER", id, ",'command':{'value':'" + command + "'}");
  }

  private static String launchWith(String id, String resource) throws Exception {
    return call(
        "LAUNCH_CONTAINER", id, ",'command':{'value':'true'},'resources':[{" + resource + "}]");
  }

  private static String ask(String type, String id) throws Exception {
    return call(type, id, "");
  }

  private static String call(String type, String id, String more) throws Exception {
    return text(
        OPERATOR.ask(
            agent,
            "{'type':'%s','%s':{'container_id':%s%s}}"
                .formatted(type, type.toLowerCase(java.util.Locale.ROOT), id, more)));
  }

  private static String text(HttpResponse<String> answer) {
    return answer.statusCode() + " " + answer.body().replace('"', '\'');
  }
}
