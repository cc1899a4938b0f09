package io.mesosjava.testkit.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.EmbeddedCluster;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What those read who look at a master with GET: dashboards, and older tools. */
class StateEndpointsTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static EmbeddedCluster cluster;

  @BeforeAll
  static void launch() {
    cluster = EmbeddedCluster.builder().agents(1).agentAttributes("rack:r1").launch();
    cluster.awaitAgents(1);
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  private static HttpResponse<String> ask(String method, String path) throws Exception {
    URI uri = URI.create(cluster.master().resolve("/") + path.substring(1));
    HttpRequest request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/state", "/master/state", "/slaves", "/master/slaves", "/state-summary"})
  void tellTheAgents(String path) throws Exception {
    HttpResponse<String> answer = ask("GET", path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.body())
        .contains("\"id\":\"" + cluster.agents().get(0).id() + "\"")
        .contains("\"attributes\":{\"rack\":\"r1\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/frameworks | {\"frameworks\":[],\"completed_frameworks\":[],\"unregistered_frameworks\":[]}",
        "/tasks | {\"tasks\":[]}",
        "/tasks?limit=many | {\"tasks\":[]}",
        "/weights | []",
        "/maintenance/schedule | {}",
      })
  void areEmptyWhereThereIsNothing(String path, String json) throws Exception {
    assertThat(ask("GET", path).body()).isEqualTo(json);
  }

  @Test
  void chooseAnAgent() throws Exception {
    assertThat(ask("GET", "/slaves?slave_id=other").body())
        .isEqualTo("{\"slaves\":[],\"recovered_slaves\":[]}");
  }

  @Test
  void callAFunctionThatTheQueryNames() throws Exception {
    HttpResponse<String> answer = ask("GET", "/tasks?jsonp=show");

    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/javascript");
    assertThat(answer.body()).isEqualTo("show({\"tasks\":[]})");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "/quota | GET, POST, DELETE | 'GET', 'POST', 'DELETE'",
        "/weights | GET, PUT | 'GET', 'PUT'",
        "/maintenance/schedule | GET, POST | 'GET', 'POST'",
        "/maintenance/status | GET | 'GET'",
      })
  void sayWhichMethodsThereAre(String path, String allowed, String quoted) throws Exception {
    HttpResponse<String> answer = ask("PATCH", path);

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue(allowed);
    assertThat(answer.body())
        .isEqualTo(
            "405 Method Not Allowed. Expecting one of { " + quoted + " }, but received 'PATCH'.");
  }

  @Test
  void giveMetricsAsNumbers() throws Exception {
    assertThat(ask("GET", "/metrics/snapshot").body()).contains("\"master/elected\":1");
  }
}
