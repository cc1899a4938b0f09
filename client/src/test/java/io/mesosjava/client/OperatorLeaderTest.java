package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.master.Call;
import io.mesosjava.v1.master.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator and two masters, of which one leads. */
class OperatorLeaderTest {

  private static final int NOBODY = -1;
  private static final int THE_OTHER = -2;

  private final List<ScriptedServer> masters = new ArrayList<>();
  private final AtomicInteger leader = new AtomicInteger();

  @BeforeEach
  void startMasters() throws IOException {
    for (int i = 0; i < 2; i++) {
      int number = i;
      masters.add(
          ScriptedServer.start(subscribe -> subscribe.reset(), call -> answer(number, call)));
    }
  }

  @AfterEach
  void stopMasters() throws IOException {
    for (ScriptedServer master : masters) {
      master.close();
    }
  }

  private void answer(int number, Exchange exchange) throws IOException {
    if (leader.get() == NOBODY) {
      exchange.answer("503 Service Unavailable", "text/plain", "No leader elected");
    } else if (leader.get() == number) {
      long offset = exchange.request().message(Call.getDefaultInstance()).getReadFile().getOffset();
      exchange.answer(
          Response.newBuilder()
              .setType(Response.Type.READ_FILE)
              .setReadFile(Response.ReadFile.newBuilder().setSize(offset).setData(ByteString.EMPTY))
              .build());
    } else {
      int named = leader.get() == THE_OTHER ? 1 - number : leader.get();
      exchange.write(
          Wire.lines(
              "HTTP/1.1 307 Temporary Redirect",
              "Content-Length: 0",
              "Location: //" + masters.get(named).uri().getAuthority() + "/master/api/v1",
              ""));
    }
  }

  private MasterClient client() {
    return MasterClient.builder(masters.get(0).uri(), masters.get(1).uri()).build();
  }

  private static long ask(MasterClient client, long offset) throws Exception {
    return client.readFile("/master/log", offset, null).getSize();
  }

  @Test
  void followsARedirectAndRemembersTheLeader() throws Exception {
    leader.set(1);
    try (MasterClient client = client()) {
      assertThat(ask(client, 1)).isEqualTo(1);
      assertThat(ask(client, 2)).isEqualTo(2);

      masters.get(0).takeCall();
      assertThat(masters.get(0).hasNoMoreCalls()).isTrue();
      assertThat(masters.get(1).takeCall().line()).isEqualTo("POST /master/api/v1 HTTP/1.1");
    }
  }

  @Test
  void callsThatAreRedirectedInTheMiddleOfManyKeepTheirOrder() throws Exception {
    int count = 500;
    try (MasterClient client = client()) {
      assertThat(ask(client, 0)).isZero();
      leader.set(1);
      List<CompletableFuture<Response.ReadFile>> answers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        answers.add(client.readFileAsync("/master/log", i, null).toCompletableFuture());
      }
      for (int i = 0; i < count; i++) {
        assertThat(answers.get(i).get().getSize()).isEqualTo(i);
        long received =
            masters.get(1).takeCall().message(Call.getDefaultInstance()).getReadFile().getOffset();
        assertThat(received).isEqualTo(i);
      }
    }
  }

  @Test
  void redirectsInACircleEnd() throws Exception {
    leader.set(THE_OTHER);
    try (MasterClient client = client()) {
      assertThatThrownBy(() -> ask(client, 1)).isInstanceOf(NoLeaderException.class);
      leader.set(0);
      assertThat(ask(client, 2)).isEqualTo(2);
    }
    masters.get(0).takeCall();
    masters.get(1).takeCall();
  }

  @Test
  void asksTheNextMasterWhenOneIsNotThere() throws Exception {
    leader.set(1);
    masters.get(0).close();
    try (MasterClient client = client()) {
      assertThat(ask(client, 7)).isEqualTo(7);
    }
  }

  @Test
  void asksTheNextMasterWhenOneDoesNotKnow() throws Exception {
    leader.set(NOBODY);
    try (MasterClient client = client()) {
      NoLeaderException nobody =
          catchThrowableOfType(NoLeaderException.class, () -> ask(client, 7));

      assertThat(nobody).hasMessageContaining("No leader elected");
      masters.get(0).takeCall();
      masters.get(1).takeCall();
      leader.set(0);
      assertThat(ask(client, 8)).isEqualTo(8);
    }
  }

  @Test
  void whenNobodyLeadsEveryCallIsToldSo() throws Exception {
    leader.set(NOBODY);
    try (MasterClient client = client()) {
      List<CompletableFuture<Response.ReadFile>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(client.readFileAsync("/master/log", i, null).toCompletableFuture());
      }
      for (CompletableFuture<Response.ReadFile> answer : answers) {
        assertThat(catchThrowableOfType(ExecutionException.class, answer::get).getCause())
            .isInstanceOf(CallException.class)
            .hasMessageContaining("No leader elected");
      }
    }
  }

  @Test
  void goesBackWhenTheLeaderMovesBack() throws Exception {
    try (MasterClient client = client()) {
      for (int round = 0; round < 6; round++) {
        leader.set(round % 2);
        assertThat(ask(client, round)).isEqualTo(round);
      }
    }
  }

  @Test
  void aRedirectToAnotherSchemeIsNotFollowed() throws Exception {
    try (ScriptedServer trap = ScriptedServer.start(Exchange::reset, Exchange::reset);
        ScriptedServer server =
            ScriptedServer.start(
                subscribe -> subscribe.reset(),
                exchange ->
                    exchange.write(
                        Wire.lines(
                            "HTTP/1.1 307 Temporary Redirect",
                            "Content-Length: 0",
                            "Location: https://" + trap.uri().getAuthority() + "/api/v1",
                            "")));
        MasterClient client =
            MasterClient.builder(server.uri())
                .credentials(CredentialsProvider.bearer("secret"))
                .build()) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(client::getState)
            .isInstanceOf(NoLeaderException.class)
            .hasMessageContaining("not followed: expected an address of the same scheme");
      }
      assertThat(trap.connections()).isZero();
    }
  }

  @Test
  void aRedirectMayBeShownInPlaceOfFollowed() throws Exception {
    leader.set(1);
    try (MasterClient client = client().toBuilder().maxRedirects(0).build()) {
      ApiException redirect = catchThrowableOfType(ApiException.class, () -> ask(client, 7));

      assertThat(redirect.status()).isEqualTo(307);
      assertThat(redirect.isSubscriptionLost()).isFalse();
      assertThat(redirect.leader())
          .hasValueSatisfying(target -> assertThat(target).hasPath("/master/api/v1"));
    }
  }
}
