package io.mesosjava.testkit;

import io.mesosjava.testkit.http.Gateway;
import io.mesosjava.testkit.http.Interference;
import io.mesosjava.testkit.http.RequestHandler;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What passes through the servers of a cluster, and what may happen to it there. */
final class Traffic {

  private final Map<Endpoint, Interference> interferences = new EnumMap<>(Endpoint.class);

  private final Security security;
  private final Chronicle chronicle;

  Traffic(Security security, Chronicle chronicle) {
    this.security = security;
    this.chronicle = chronicle;
    Arrays.stream(Endpoint.values()).forEach(e -> interferences.put(e, new Interference()));
  }

  Faults faults() {
    return new Faults(interferences, EnumSet.allOf(Endpoint.class), chronicle);
  }

  Gateway ofMaster() {
    return gateway(Endpoint::ofMaster, security::masterGuard);
  }

  Gateway ofAgent() {
    return gateway(Endpoint::ofAgent, security::agentGuard);
  }

  Chronicle chronicle() {
    return chronicle;
  }

  Security security() {
    return security;
  }

  /** Nothing is looked at that nobody wants to know of. */
  private RequestHandler observed(RequestHandler handler, Function<String, Endpoint> endpoints) {
    return chronicle.isWanted() ? new Observed(handler, endpoints, chronicle) : handler;
  }

  private Gateway gateway(
      Function<String, Endpoint> endpoints, UnaryOperator<RequestHandler> guard) {
    return new Gateway(
        path -> Objects.requireNonNull(interferences.get(endpoints.apply(path))),
        handler -> observed(guard.apply(handler), endpoints),
        security.tls());
  }
}
