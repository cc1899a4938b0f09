package io.mesosjava.testkit.http;

import java.util.Map;
import java.util.Optional;

/** An exchange that is another one but for what it overrides. */
public interface Relayed extends Exchange {

  /** The other one. */
  Exchange inner();

  @Override
  default Request request() {
    return inner().request();
  }

  @Override
  default Optional<RequestStream> body() {
    return inner().body();
  }

  @Override
  default Optional<String> principal() {
    return inner().principal();
  }

  @Override
  default Map<String, String> claims() {
    return inner().claims();
  }

  @Override
  default void respond(Response response) {
    inner().respond(response);
  }

  @Override
  default RecordStream stream(Response head) {
    return inner().stream(head);
  }
}
