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

/** What operators read after they have changed something, as a real master was seen to tell it. */
class OperatorAnswersTest {

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

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

  /** A call with single quotes in place of double ones, and A in place of the agent's id. */
  private static HttpResponse<String> call(String call) throws Exception {
    String agent = "{\"value\":\"" + cluster.agents().get(0).id() + "\"}";
    HttpRequest request =
        HttpRequest.newBuilder(cluster.master().resolve("/api/v1"))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(
                BodyPublishers.ofString(
                    call.replace("'agent_id':A", "'agent_id':" + agent).replace('\'', '"')))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create(cluster.master().resolve("/") + path.substring(1));
    return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  @Test
  void tellReservationsInBothFormats() throws Exception {
    String resources =
        "'resources':[{'name':'cpus','type':'SCALAR','scalar':{'value':1},"
            + "'reservations':[{'type':'DYNAMIC','role':'both','principal':'p'}]}]";

    assertThat(
            call("{'type':'RESERVE_RESOURCES','reserve_resources':{'agent_id':A,"
                    + resources
                    + "}}")
                .statusCode())
        .isEqualTo(202);
    assertThat(call("{'type':'GET_AGENTS'}").body())
        .contains(
            "\"role\":\"both\",\"reservation\":{\"principal\":\"p\"},"
                + "\"reservations\":[{\"type\":\"DYNAMIC\",\"role\":\"both\","
                + "\"principal\":\"p\"}]");

    assertThat(
            call("{'type':'UNRESERVE_RESOURCES','unreserve_resources':{'agent_id':A,"
                    + resources
                    + "}}")
                .statusCode())
        .isEqualTo(202);
    assertThat(call("{'type':'GET_AGENTS'}").body()).doesNotContain("both");
  }

  @ParameterizedTest
  @CsvSource({
    "RESERVE_RESOURCES, reserve_resources, RESERVE",
    "UNRESERVE_RESOURCES, unreserve_resources, UNRESERVE",
  })
  void refuseOperationsOnNothing(String type, String field, String operation) throws Exception {
    HttpResponse<String> answer =
        call(
            "{'type':'"
                + type
                + "','"
                + field
                + "':{'agent_id':A,'resources':[{'name':'cpus','type':'SCALAR',"
                + "'scalar':{'value':0},'reservations':[{'type':'DYNAMIC','role':'r'}]}]}}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(operation + " of no 'cpus' at all, of which a real master dies");
  }

  @Test
  void tellQuotasAsTheyWereSet() throws Exception {
    HttpResponse<String> answer =
        call(
            "{'type':'UPDATE_QUOTA','update_quota':{'quota_configs':[{'role':'fine',"
                + "'guarantees':{'cpus':{'value':1.23456},'mem':{'value':0.0001}},"
                + "'limits':{'cpus':{'value':2.34567}}}]}}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(call("{'type':'GET_QUOTA'}").body())
        .contains("\"guarantees\":{\"cpus\":{\"value\":1.23456}}");
    assertThat(get("/roles").body())
        .contains("\"guarantee\":{\"cpus\":1.23456},\"limit\":{\"cpus\":2.34567}");
  }

  @Test
  void tellInfiniteWeightsAsText() throws Exception {
    HttpResponse<String> answer =
        call(
            "{'type':'UPDATE_WEIGHTS','update_weights':{'weight_infos':"
                + "[{'role':'heavy','weight':'Infinity'}]}}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(call("{'type':'GET_WEIGHTS'}").body())
        .contains("{\"weight\":\"Infinity\",\"role\":\"heavy\"}");
    assertThat(get("/roles").body()).contains("\"name\":\"heavy\",\"weight\":\"Infinity\"");
  }

  @ParameterizedTest
  @CsvSource({
    "/redirect, 307",
    "/redirect?a=b, 307",
    "//redirect, 307",
    "/master/redirect, 307",
    "/redirect/, 404",
    "/redirect/x, 404",
    "/master/redirect/x, 404",
  })
  void redirectFromOnePathOnly(String path, int status) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(status);
  }
}
