package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

  private static final String PATH = "/api/v1/scheduler";

  @ParameterizedTest
  @CsvSource({
    "http://m:5050,                  m,         5050, /api/v1/scheduler, m:5050",
    "http://M:5050/,                 m,         5050, /api/v1/scheduler, m:5050",
    "HTTP://m,                       m,         80,   /api/v1/scheduler, m",
    "http://m:5050/a/b?c=%20d,       m,         5050, /a/b?c=%20d,       m:5050",
    "http://m:5050?c=d,              m,         5050, /api/v1/scheduler?c=d, m:5050",
    "http://127.0.0.1:1,             127.0.0.1, 1,    /api/v1/scheduler, 127.0.0.1:1",
    "http://[::1]:5050,              ::1,       5050, /api/v1/scheduler, [::1]:5050",
    "http://m:5050/ä,                m,         5050, /%C3%A4,           m:5050",
  })
  void takesAddressesApart(URI uri, String host, int port, String target, String authority) {
    Endpoint endpoint = Endpoint.of(uri, PATH);

    assertThat(endpoint.host()).isEqualTo(host);
    assertThat(endpoint.port()).isEqualTo(port);
    assertThat(endpoint.target()).isEqualTo(target);
    assertThat(endpoint.authority()).isEqualTo(authority);
    assertThat(endpoint).hasToString("http://" + authority + target);
  }

  @ParameterizedTest
  @CsvSource({
    "https://m,                         HTTPS,     m,         443,  /api/v1/scheduler",
    "HTTPS://m:8443/x,                  HTTPS,     m,         8443, /x",
    "http+unix://%2Frun%2Fa.sock,       HTTP_UNIX, /run/a.sock, -1, /slave(1)/api/v1/scheduler",
    "http+unix://%2Frun%2Fa+b%20c/x?y,  HTTP_UNIX, /run/a+b c,  -1, /x?y",
  })
  void takesAddressesOfOtherSchemesApart(
      URI uri, Scheme scheme, String host, int port, String target) {
    Endpoint endpoint = Endpoint.of(uri, PATH);

    assertThat(endpoint.scheme()).isEqualTo(scheme);
    assertThat(endpoint.host()).isEqualTo(host);
    assertThat(endpoint.port()).isEqualTo(port);
    assertThat(endpoint.target()).isEqualTo(target);
  }

  @Test
  void refusesThePathOfASocketThatIsTooLong() {
    URI longest = URI.create("http+unix://%2F" + "x".repeat(106));
    URI tooLong = URI.create("http+unix://%2F" + "x".repeat(107));

    assertThat(Endpoint.of(longest, PATH).host()).hasSize(107);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Endpoint.of(tooLong, PATH))
        .withMessageContaining("a path of at most 107 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m:5050",
        "unix:///socket",
        "http+unix://relative/x",
        "http+unix:///x",
        "/x",
        "http:///x",
        "http://m:0",
        "http://m:65536",
        "http://m:5050/#x",
        "zk://m:2181/mesos"
      })
  void refusesOtherAddresses(URI uri) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Endpoint.of(uri, PATH))
        .withMessageContaining(uri.toString())
        .withMessageContaining("(expected: ");
  }

  @Test
  void doesNotShowAPassword() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Endpoint.of(URI.create("http://user:secret@m:5050"), PATH))
        .withMessageNotContaining("secret");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Endpoint.of(URI.create("http+unix://user:secret@%2Fx"), PATH))
        .withMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "//l:5051/master/api/v1/scheduler,     http://l:5051/master/api/v1/scheduler",
    "http://l:5051/api/v1/scheduler?a=b,   http://l:5051/api/v1/scheduler?a=b",
    "https://l:5051/x,                     https://l:5051/x",
    "//l:5051,                             http://l:5051/api/v1/scheduler?q=1",
    "/other,                               http://m:5050/other",
    "http://[bad,                          ",
    "//,                                   ",
    "mailto:x,                             ",
  })
  void resolvesRedirects(String location, URI expected) {
    Endpoint endpoint = Endpoint.of(URI.create("http://m:5050?q=1"), PATH);

    assertThat(endpoint.resolve(location)).isEqualTo(expected);
  }
}
