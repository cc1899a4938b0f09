package io.mesosjava.testkit.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.EmbeddedCluster;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators changed before there were calls, and still may. */
class WriteEndpointsTest {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static EmbeddedCluster cluster;

  @BeforeAll
  static void launch() {
    cluster = EmbeddedCluster.builder().agents(1).launch();
    cluster.awaitAgents(1);
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  private static HttpResponse<String> ask(String method, String path, String body)
      throws Exception {
    URI uri = URI.create(cluster.master().resolve("/") + path.substring(1));
    HttpRequest request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body)).build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/teardown",
        "/master/teardown",
        "/reserve",
        "/unreserve",
        "/create-volumes",
        "/destroy-volumes",
        "/machine/up",
        "/master/machine/down"
      })
  void areOfOneMethod(String path) throws Exception {
    HttpResponse<String> answer = ask("GET", path, "");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "POST | /teardown | x=y | Missing 'frameworkId' query parameter in the request body",
        "POST | /teardown | frameworkId=x | No framework found with specified ID",
        "POST | /reserve | x | Missing 'slaveId' query parameter in the request body",
        "POST | /reserve | slaveId=x | Missing 'resources' query parameter in the request body",
        "POST | /reserve | slaveId=x&resources=[] | No agent found with specified ID",
        "POST | /reserve | slaveId=x&resources={} |"
            + " Error parsing 'resources' query parameter in the request body:"
            + " Unexpected JSON type parsed",
        "POST | /create-volumes | slaveId=x&volumes=z |"
            + " Error in parsing 'volumes' query parameter in the request body:"
            + " syntax error at line 1 near: z",
        "POST | /machine/down | x | syntax error at line 1 near: x",
        "POST | /machine/up | {} | Unexpected JSON type parsed",
        "POST | /machine/up | [] | List of machines is empty",
        "POST | /machine/up | [],1 |"
            + " Parsed JSON included non-whitespace trailing characters: ,1",
        "PUT | /weights | {} |"
            + " Failed to parse update weights request JSON '{}': Unexpected JSON type parsed",
        "POST | /quota | x |"
            + " Failed to parse set quota request JSON 'x': syntax error at line 1 near: x",
        "DELETE | /quota | x |"
            + " Failed to parse remove quota request for path '/master/quota':"
            + " expected 3 tokens, found 2 tokens",
      })
  void refuseInTheMastersWords(String method, String path, String body, String text)
      throws Exception {
    HttpResponse<String> answer = ask(method, path, body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo(text);
  }

  @Test
  void setAndRemoveQuotas() throws Exception {
    String quota =
        "{\"role\":\"q\",\"guarantee\":[{\"name\":\"cpus\",\"type\":\"SCALAR\","
            + "\"scalar\":{\"value\":1}}]}";

    assertThat(ask("POST", "/quota", quota).statusCode()).isEqualTo(200);
    assertThat(ask("GET", "/quota", "").body()).contains("\"role\":\"q\"");
    assertThat(ask("DELETE", "/master/quota/q", "").statusCode()).isEqualTo(200);
    assertThat(ask("GET", "/quota", "").body()).isEqualTo("{}");
  }

  @Test
  void setWeightsAndSchedules() throws Exception {
    String schedule =
        "{\"windows\":[{\"machine_ids\":[{\"hostname\":\"m\"}],"
            + "\"unavailability\":{\"start\":{\"nanoseconds\":5}}}]}";

    assertThat(ask("PUT", "/weights", "[{\"role\":\"w\",\"weight\":2.5}]").statusCode())
        .isEqualTo(200);
    assertThat(ask("GET", "/weights", "").body()).contains("\"weight\":2.5");
    assertThat(ask("POST", "/maintenance/schedule", schedule).statusCode()).isEqualTo(200);
    assertThat(ask("GET", "/maintenance/schedule", "").body()).isEqualTo(schedule);
    assertThat(ask("POST", "/machine/down", "[{\"hostname\":\"m\"}]").statusCode()).isEqualTo(200);
    assertThat(ask("POST", "/machine/up", "[{\"hostname\":\"m\"}]").statusCode()).isEqualTo(200);
  }

  @Test
  void reserveAndUnreserve() throws Exception {
    String resources =
        "[{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":1},"
            + "\"role\":\"old\",\"reservation\":{}}]";
    String form =
        "slaveId="
            + cluster.agents().get(0).id()
            + "&resources="
            + URLEncoder.encode(resources, StandardCharsets.UTF_8);

    assertThat(ask("POST", "/reserve", form).statusCode()).isEqualTo(202);
    assertThat(ask("GET", "/slaves", "").body()).contains("\"reserved_resources\":{\"old\":");
    assertThat(ask("POST", "/unreserve", form).statusCode()).isEqualTo(202);
    assertThat(ask("GET", "/slaves", "").body()).contains("\"reserved_resources\":{}");
  }
}
