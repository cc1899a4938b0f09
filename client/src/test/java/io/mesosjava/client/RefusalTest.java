package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          307 | ''                                                       | NOT_LEADER     | NOT_LEADER
          400 | Failed to validate scheduler::Call: x                    | CALL           | CALL
          400 | The stream ID 'a' included in this request didn't match the stream ID currently associated with framework ID b | NOT_SUBSCRIBED | CALL
          400 | Framework cannot be found                                | NOT_SUBSCRIBED | CALL
          400 | Executor cannot be found                                 | NOT_SUBSCRIBED | CALL
          400 | Resource provider is not subscribed                      | NOT_SUBSCRIBED | CALL
          401 | 401 Unauthorized.                                        | NOT_ALLOWED    | NOT_ALLOWED
          403 | Framework is not subscribed                              | NOT_SUBSCRIBED | NOT_ALLOWED
          403 | Framework is not connected via HTTP                      | NOT_SUBSCRIBED | NOT_ALLOWED
          403 | Not authorized to use roles                              | NOT_ALLOWED    | NOT_ALLOWED
          404 | 404 Not Found.                                           | CALL           | NOT_NOW
          405 | x                                                        | CALL           | CALL
          406 | x                                                        | CALL           | CALL
          409 | x                                                        | CALL           | CALL
          415 | x                                                        | CALL           | CALL
          429 | x                                                        | NOT_NOW        | NOT_NOW
          500 | failed to decode body                                    | CALL           | CALL
          501 | 501 Not Implemented.                                     | CALL           | CALL
          503 | No leader elected                                        | NOT_NOW        | NOT_NOW
          """)
  void decidesByStatusAndBody(int status, String body, Refusal call, Refusal subscribe) {
    assertThat(Refusal.of(status, body, Occasion.SUBSCRIBED)).isEqualTo(call);
    assertThat(Refusal.of(status, body, Occasion.SUBSCRIBING)).isEqualTo(subscribe);
  }

  @Test
  void noSubscriptionIsLostByACallThatBelongsToNone() {
    assertThat(Refusal.of(400, "Framework cannot be found", Occasion.ALONE))
        .isEqualTo(Refusal.CALL);
    assertThat(Refusal.of(403, "Framework is not subscribed", Occasion.ALONE))
        .isEqualTo(Refusal.NOT_ALLOWED);
    assertThat(Refusal.of(404, "Container x cannot be found", Occasion.ALONE))
        .isEqualTo(Refusal.CALL);
  }
}
