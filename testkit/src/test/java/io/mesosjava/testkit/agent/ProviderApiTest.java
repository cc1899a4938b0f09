package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.http.Exchange;
import io.mesosjava.testkit.http.Header;
import io.mesosjava.testkit.http.RecordStream;
import io.mesosjava.testkit.http.Request;
import io.mesosjava.testkit.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals that a real agent gives, but for the one of a proper SUBSCRIBE. */
class ProviderApiTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {}                                     | 400 Failed to validate resource_provider::Call: Expecting 'type' to be present
          {'type':'SUBSCRIBE'}                   | 400 Failed to validate resource_provider::Call: Expecting 'subscribe' to be present
          {'type':'UPDATE_STATE'}                | 400 Failed to validate resource_provider::Call: Expecting 'resource_provider_id' to be present
          {'type':'UPDATE_STATE','resource_provider_id':{'value':'x'}} | 400 Failed to validate resource_provider::Call: Expecting 'update_state' to be present
          {'type':'UPDATE_PUBLISH_RESOURCES_STATUS','resource_provider_id':{'value':'x'}} | 400 Failed to validate resource_provider::Call: Expecting 'update_publish_resources_status' to be present.
          {'type':'UPDATE_STATE','resource_provider_id':{'value':'x'},'update_state':{'resource_version_uuid':{'value':'eA=='}}} | 400 Resource provider is not subscribed
          {'type':'UNKNOWN'}                     | 400 Resource provider is not subscribed
          {'type':'SUBSCRIBE','subscribe':{'resource_provider_info':{'type':'a','name':'b'}}} | 501 The embedded agent takes no resource providers.
          """)
  void refuseEveryCall(String call, String answer) {
    List<String> log = new ArrayList<>();
    new ProviderApi().handle(new LoggingExchange(call, log));
    assertThat(log).containsExactly(answer);
  }

  private record LoggingExchange(Request request, List<String> log) implements Exchange {

    LoggingExchange(String call, List<String> log) {
      this(
          new Request(
              "POST",
              "/api/v1/resource_provider",
              "",
              List.of(new Header("Content-Type", "application/json")),
              call.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
          log);
    }

    @Override
    public void respond(Response response) {
      log.add(response.status() + " " + new String(response.body(), StandardCharsets.UTF_8));
    }

    @Override
    public RecordStream stream(Response head) {
      throw new AssertionError("not asked for");
    }
  }
}
