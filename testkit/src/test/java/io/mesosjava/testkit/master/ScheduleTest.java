package io.mesosjava.testkit.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.EmbeddedCluster;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a master says of machines that were in a maintenance schedule and no longer are. */
class ScheduleTest {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private EmbeddedCluster cluster;

  @BeforeEach
  void launch() {
    cluster = EmbeddedCluster.builder().agents(0).launch();
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  private String call(String call) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(cluster.master().resolve("/api/v1"))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(call.replace('\'', '"')))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    return answer.body();
  }

  private void schedule(String windows) throws Exception {
    String answer =
        call(
            "{'type':'UPDATE_MAINTENANCE_SCHEDULE','update_maintenance_schedule':"
                + "{'schedule':{'windows':["
                + windows
                + "]}}}");
    assertThat(answer).isEmpty();
  }

  private static String window(String hostname) {
    return "{'machine_ids':[{'hostname':'"
        + hostname
        + "'}],'unavailability':{'start':{'nanoseconds':4102444800000000000}}}";
  }

  @Test
  void aMachineStaysKnown() throws Exception {
    String start =
        "{'type':'START_MAINTENANCE','start_maintenance':{'machines':[{'hostname':'m'}]}}";
    String stop = "{'type':'STOP_MAINTENANCE','stop_maintenance':{'machines':[{'hostname':'m'}]}}";
    assertThat(call(start)).endsWith("is not part of a maintenance schedule");
    assertThat(call(stop)).endsWith("is not part of a maintenance schedule");

    schedule(window("m"));
    schedule("");

    assertThat(call(start)).endsWith("is not in DRAINING mode and cannot be brought down");
    assertThat(call(stop)).endsWith("is not in DOWN mode and cannot be brought up");
  }

  @Test
  void aMachineKeepsTheSpellingOfItsName() throws Exception {
    schedule(window("m"));
    schedule("");
    schedule(window("M"));

    assertThat(call("{'type':'GET_MAINTENANCE_STATUS'}"))
        .contains("\"draining_machines\":[{\"id\":{\"hostname\":\"m\"}}]");
    assertThat(call("{'type':'GET_MAINTENANCE_SCHEDULE'}")).contains("\"hostname\":\"M\"");
  }
}
