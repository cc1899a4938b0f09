package io.mesosjava.testkit.agent;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** An operator of nothing but the JDK's HTTP client, who writes JSON. */
final class PlainOperator {

  private static final String JSON = "application/json";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * Makes a call.
   *
   * @param call with single quotes where JSON has double ones
   */
  HttpResponse<String> ask(URI server, String call) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/api/v1"))
            .header("Content-Type", JSON)
            .header("Accept", JSON)
            .POST(HttpRequest.BodyPublishers.ofString(call.replace('\'', '"')))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Makes a call that must succeed; returns the answer's body. */
  String call(URI server, String call) throws IOException, InterruptedException {
    HttpResponse<String> answer = ask(server, call);
    if (answer.statusCode() / 100 != 2) {
      throw new AssertionError(call + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }
}
