package io.mesosjava.framework.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RulesTest {

  private static final Event HEARTBEAT = Event.newBuilder().setType(Event.Type.HEARTBEAT).build();
  private static final Call REVIVE = Call.newBuilder().setType(Call.Type.REVIVE).build();
  private static final Call SUBSCRIBE = Call.newBuilder().setType(Call.Type.SUBSCRIBE).build();
  private static final FrameworkID ID = FrameworkID.newBuilder().setValue("f-1").build();

  private final List<String> log = new ArrayList<>();
  private final AtomicLong now = new AtomicLong();
  private final Meter meter =
      (label, took, failure) ->
          log.add(label + " " + took.toNanos() + (failure == null ? "" : " " + failure));

  @Test
  void logsEachSubjectBeforeItIsHandled() throws Exception {
    Rules.<Event, Verdict>logged(event -> log.add("log " + event.getType()))
        .before(Handler.of(event -> log.add("handled")))
        .handle(HEARTBEAT);

    assertThat(log).containsExactly("log HEARTBEAT", "handled");
  }

  @Test
  void metersWhatWentWellAndWhatFailed() throws Exception {
    Rule<Event, Verdict> metered = Rules.metered(Event::getType, now::get, meter);

    metered.before(Handler.of(event -> now.addAndGet(40))).handle(HEARTBEAT);
    assertThatThrownBy(
            () ->
                metered
                    .before(
                        event -> {
                          now.addAndGet(2);
                          throw new IOException("no");
                        })
                    .handle(HEARTBEAT))
        .hasMessage("no");

    assertThat(log).containsExactly("heartbeat 40", "heartbeat 2 java.io.IOException: no");
  }

  @Test
  void metersACallUntilItsOutcomeIsThere() throws Exception {
    CompletableFuture<String> good = new CompletableFuture<>();
    CompletableFuture<String> bad = new CompletableFuture<>();
    Rule<Call, CompletionStage<String>> metered = Rules.metered(Call::getType, now::get, meter);

    CompletionStage<String> result = metered.before(call -> good).handle(REVIVE);
    assertThat(log).isEmpty();
    now.addAndGet(10);
    good.complete("accepted");
    metered.before(call -> bad).handle(REVIVE);
    bad.completeExceptionally(new IOException("no"));

    assertThat(result).isSameAs(good);
    assertThat(log).containsExactly("revive 10", "revive 0 java.io.IOException: no");
  }

  @Test
  void logsFailuresOnlyAndLetsThemGoOn() throws Exception {
    Rule<Event, Verdict> rule =
        Rules.failuresLogged((event, failure) -> log.add(event.getType() + " " + failure));

    rule.before(Handler.of(event -> {})).handle(HEARTBEAT);
    assertThat(log).isEmpty();
    assertThatThrownBy(
            () ->
                rule.before(
                        Rule.<Event, Verdict>fail(IOException::new).before(e -> Verdict.HANDLED))
                    .handle(HEARTBEAT))
        .isInstanceOf(IOException.class);
    assertThat(log).containsExactly("HEARTBEAT java.io.IOException");
  }

  @Test
  void aBrokenLogDoesNotHideTheFailure() {
    RuntimeException broken = new IllegalStateException("log");
    Rule<Event, Verdict> rule =
        Rules.failuresLogged(
            (event, failure) -> {
              throw broken;
            });

    assertThatThrownBy(
            () ->
                rule.before(
                        event -> {
                          throw new IOException("real");
                        })
                    .handle(HEARTBEAT))
        .hasMessage("real")
        .hasSuppressedException(broken);
  }

  @Test
  void putsTheFrameworkIdIntoEveryCallButSubscribe() throws Exception {
    Handler<Call, Call> chain = Rules.<Call>frameworkId(() -> Optional.of(ID)).before(call -> call);

    assertThat(chain.handle(REVIVE).getFrameworkId()).isEqualTo(ID);
    assertThat(REVIVE.hasFrameworkId()).isFalse();
    assertThat(chain.handle(SUBSCRIBE)).isEqualTo(SUBSCRIBE);
  }

  @Test
  void refusesACallBeforeThereIsAFrameworkId() {
    Handler<Call, Call> chain = Rules.<Call>frameworkId(Optional::empty).before(call -> call);

    assertThatThrownBy(() -> chain.handle(REVIVE))
        .hasMessage("REVIVE: the framework has no id yet (expected: SUBSCRIBED)");
  }
}
