package io.mesosjava.benchmarks.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.mesosjava.client.SchedulerCalls;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.scheduler.Call;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a competent user writes with the JDK's own HTTP client. */
final class JdkContender implements Contender {

  private static final FrameworkID FRAMEWORK =
      FrameworkID.newBuilder().setValue("benchmark-0000").build();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Scenario scenario;
  private final URI uri;
  private String streamId = "";
  private InputStream stream = InputStream.nullInputStream();

  JdkContender(Scenario scenario, int port) {
    this.scenario = scenario;
    this.uri = URI.create("http://127.0.0.1:" + port + "/api/v1/scheduler");
  }

  @Override
  public void subscribe() throws Exception {
    FrameworkInfo framework =
        FrameworkInfo.newBuilder().setUser("root").setName("benchmark").build();
    Call.Subscribe subscribe = Call.Subscribe.newBuilder().setFrameworkInfo(framework).build();
    HttpRequest request = request(SchedulerCalls.subscribe(subscribe)).build();
    HttpResponse<InputStream> response =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    streamId = response.headers().firstValue("Mesos-Stream-Id").orElseThrow();
    stream = new BufferedInputStream(response.body(), 1 << 16);
  }

  private HttpRequest.Builder request(Call call) throws InvalidProtocolBufferException {
    return HttpRequest.newBuilder(uri)
        .header("Content-Type", scenario.mediaType())
        .header("Accept", scenario.mediaType())
        .POST(HttpRequest.BodyPublishers.ofByteArray(encode(call)));
  }

  private byte[] encode(Call call) throws InvalidProtocolBufferException {
    return scenario.json()
        ? JsonFormat.printer()
            .omittingInsignificantWhitespace()
            .preservingProtoFieldNames()
            .print(call)
            .getBytes(StandardCharsets.UTF_8)
        : call.toByteArray();
  }

  @Override
  public void events(Sink sink) throws Exception {
    new StreamReader(stream, scenario.json()).events(sink);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // whenComplete prints what fails.
  public void call(Call call, Runnable done) throws Exception {
    HttpRequest request =
        request(call.toBuilder().setFrameworkId(FRAMEWORK).build())
            .header("Mesos-Stream-Id", streamId)
            .build();
    http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .whenComplete(
            (response, failure) -> {
              if (failure != null) {
                failure.printStackTrace();
              }
              done.run();
            });
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
