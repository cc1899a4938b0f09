package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.ProtocolException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaderSearchTest {

  private static final String PATH = "/api/v1/scheduler";
  private static final Endpoint A = at("http://a:5050");
  private static final Endpoint B = at("http://b:5050");
  private static final Endpoint C = at("http://c:5050");

  private final Servers servers = new Servers(List.of(A, B, C), 3);

  private static Endpoint at(String address) {
    return Endpoint.of(URI.create(address), PATH);
  }

  private static ApiException answer(Endpoint server, int status, @Nullable String location) {
    return new ApiException(
        Occasion.SUBSCRIBING,
        "SUBSCRIBE",
        server,
        new Response(0, status, "Status", null, location));
  }

  private static ApiException redirect(Endpoint server, String location) {
    return answer(server, 307, location);
  }

  private static CallNotSentException unreachable(Endpoint server) {
    return new CallNotSentException("SUBSCRIBE", server.uri(), "refused", null);
  }

  @Test
  void asksEachServerOnceAndThenTellsWhatEachSaid() {
    LeaderSearch search = servers.search();

    assertThat(search.current()).isEqualTo(A);
    assertThat(search.next(unreachable(A))).isEqualTo(B);
    assertThat(search.next(answer(B, 503, null))).isEqualTo(C);
    assertThat(search.next(answer(C, 404, null))).isNull();
    assertThat(search.failure())
        .isInstanceOf(NoLeaderException.class)
        .hasMessage(
            "SUBSCRIBE to http://c:5050/api/v1/scheduler: no leader: "
                + "http://a:5050/api/v1/scheduler: not sent: refused; "
                + "http://b:5050/api/v1/scheduler: 503 Status; "
                + "http://c:5050/api/v1/scheduler: 404 Status");
  }

  @Test
  void aSingleServerSpeaksForItself() {
    LeaderSearch search = new Servers(List.of(A), 3).search();
    ApiException notNow = answer(A, 503, null);

    assertThat(search.next(notNow)).isNull();
    assertThat(search.failure()).isSameAs(notNow);
  }

  @Test
  void followsARedirectAndRemembersWhoTookTheCall() {
    LeaderSearch search = servers.search();
    Endpoint leader = at("http://l:5051/master" + PATH);

    assertThat(search.next(redirect(A, "//l:5051/master" + PATH))).isEqualTo(leader);
    search.found();

    assertThat(servers.current()).isEqualTo(leader);
    assertThat(servers.search().current()).isEqualTo(leader);
  }

  @Test
  void keepsPathAndQueryWhereARedirectNamesAHostOnly() {
    Endpoint asked = at("http://a:5050/x?y=z");

    assertThat(Redirects.target(redirect(asked, "//b:1"))).isEqualTo(at("http://b:1/x?y=z"));
  }

  @Test
  void aLeaderThatIsGoneIsForgotten() {
    Endpoint gone = at("http://l:5051");
    servers.leads(gone);
    LeaderSearch search = servers.search();

    assertThat(search.current()).isEqualTo(gone);
    assertThat(search.next(unreachable(gone))).isEqualTo(A);
    assertThat(search.next(redirect(A, "//l:5051"))).isEqualTo(B);
    assertThat(search.next(answer(B, 503, null))).isEqualTo(C);
    assertThat(search.next(redirect(C, "//l:5051"))).isNull();
    assertThat(search.failure()).hasMessageContaining("(not followed: was asked already)");
    assertThat(servers.search().current()).isEqualTo(A);
  }

  @Test
  void aLoopEndsWhereItBegan() {
    LeaderSearch search = new Servers(List.of(A), 3).search();

    assertThat(search.next(redirect(A, "//b:5050"))).isEqualTo(B);
    assertThat(search.next(redirect(B, "//a:5050"))).isNull();
    assertThat(search.failure())
        .isInstanceOf(NoLeaderException.class)
        .hasMessageContaining("was asked already");
  }

  @Test
  void aRedirectToItselfIsALoop() {
    LeaderSearch search = new Servers(List.of(A), 3).search();

    assertThat(search.next(redirect(A, "/elsewhere"))).isNull();
    assertThat(search.failure()).hasMessageContaining("was asked already");
  }

  @Test
  void followsNoMoreRedirectsThanItMay() {
    LeaderSearch search = servers.search();

    assertThat(search.next(redirect(A, "//h1:1"))).isEqualTo(at("http://h1:1"));
    assertThat(search.next(redirect(search.current(), "//h2:1"))).isEqualTo(at("http://h2:1"));
    assertThat(search.next(redirect(search.current(), "//h3:1"))).isEqualTo(at("http://h3:1"));
    assertThat(search.next(redirect(search.current(), "//h4:1"))).isEqualTo(B);
  }

  @Test
  void aLimitOfNoneLeavesRedirectsToTheCaller() {
    LeaderSearch search = new Servers(List.of(A, B), 0).search();
    ApiException redirect = redirect(A, "//b:5050");

    assertThat(search.next(redirect)).isNull();
    assertThat(search.failure()).isSameAs(redirect);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://b:5050/x",
        "ftp://b/x",
        "mailto:b",
        "http://[b",
        "//b:65536",
        "//b:0",
        "//u:p@b:5050",
        "//b:5050/#x",
        ""
      })
  void aRedirectToAnotherSchemeOrNowhereIsNotFollowed(String location) {
    LeaderSearch search = new Servers(List.of(A), 3).search();

    assertThat(search.next(redirect(A, location))).isNull();
    assertThat(search.failure())
        .isInstanceOf(NoLeaderException.class)
        .hasMessageContaining("(not followed: ");
  }

  @Test
  void aRedirectWithoutALocationIsNotFollowed() {
    LeaderSearch search = servers.search();

    assertThat(search.next(answer(A, 307, null))).isEqualTo(B);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 406, 409, 415, 500, 501})
  void aRefusalThatAnotherServerWouldRepeatIsFinal(int status) {
    LeaderSearch search = servers.search();
    search.next(unreachable(A));
    ApiException refusal = answer(B, status, null);

    assertThat(search.next(refusal)).isNull();
    assertThat(search.failure()).isSameAs(refusal);
  }

  @Test
  void aCallThatMayHaveHadAnEffectIsNotMadeElsewhere() {
    LeaderSearch search = servers.search();
    CallOutcomeUnknownException unknown =
        new CallOutcomeUnknownException("SUBSCRIBE", A.uri(), "no answer", null);

    assertThat(search.next(unknown)).isNull();
    assertThat(search.failure()).isSameAs(unknown);
    // The next attempt does not begin with the one that hangs.
    assertThat(servers.search().current()).isEqualTo(B);
  }

  @Test
  void aServerThatIsNoMasterIsNotAskedFirstAgain() {
    ProtocolException alien = new ProtocolException("SSH-2.0");
    LeaderSearch search = servers.search();

    assertThat(search.next(alien)).isNull();
    assertThat(search.failure()).isSameAs(alien);
    assertThat(servers.current()).isEqualTo(B);
  }

  @Test
  void rememberedIsWhereACallWasRedirectedTo() {
    assertThat(servers.moved(redirect(A, "//c:5050"))).isEqualTo(C);
    assertThat(servers.current()).isEqualTo(C);
    assertThat(servers.moved(redirect(C, "https://b:5050"))).isNull();
    assertThat(servers.current()).isEqualTo(C);
  }
}
