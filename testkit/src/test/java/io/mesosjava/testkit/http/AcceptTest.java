package io.mesosjava.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | true",
        "application/JSON | true",
        "application/json; charset=utf-8 | true",
        "application/* | true",
        "*/* | true",
        "text/html, */*;q=0.1 | true",
        "application/x-protobuf;q=0.9, application/json;q=0.1 | true",
        "'' | false",
        "text/html | false",
        "garbage | false",
        "application/json;q=0 | false",
        "application/json;q=0, */* | false",
        "application/json;q=abc | false",
        "application/recordio | false",
        "application/json;q= | true",
        "application/json;Q=0 | true",
        "application/ json | true",
        "application/json;q=1;q=0 | true",
        "application/json;q= 0 | false",
      })
  void judgesAsLibprocessDoes(String header, boolean acceptable) {
    assertThat(Accept.media(request("Accept", header), "application/json")).isEqualTo(acceptable);
  }

  @Test
  void withoutTheHeaderAllIsAcceptable() {
    assertThat(Accept.media(request("X-Other", "text/html"), "application/json")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"gzip | true", "deflate, gzip | true", "* | true", "gzip;q=0 | false", "'' | false"})
  void encodingsMustBeAskedFor(String header, boolean acceptable) {
    assertThat(Accept.encoding(request("Accept-Encoding", header), "gzip")).isEqualTo(acceptable);
  }

  private static Request request(String name, String value) {
    return new Request("POST", "/", "", List.of(new Header(name, value)), new byte[0]);
  }
}
