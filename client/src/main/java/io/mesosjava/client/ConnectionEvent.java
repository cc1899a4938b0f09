package io.mesosjava.client;

import java.net.URI;
import java.util.Optional;

/** What happens to the connections of a client. */
public sealed interface ConnectionEvent {

  /** The server that it happens with. */
  URI server();

  /** SUBSCRIBE is tried at a server. What comes of it is told next. */
  record Connecting(URI server) implements ConnectionEvent {}

  /**
   * A server has taken SUBSCRIBE.
   *
   * @param streamId what it calls the subscription, if it does
   */
  record Subscribed(URI server, Optional<String> streamId) implements ConnectionEvent {}

  /**
   * A server has not taken SUBSCRIBE.
   *
   * @param problem what it said, or what happened to the connections
   * @param next the server that is asked next; none if the attempt to subscribe is over
   */
  record Refused(URI server, Throwable problem, Optional<URI> next) implements ConnectionEvent {}

  /**
   * A subscription is over, and its connections are closed.
   *
   * @param cause why; none if the server ended it in good order or it was closed here
   */
  record Ended(URI server, Optional<Throwable> cause) implements ConnectionEvent {}

  /**
   * There is a connection for calls that belong to no subscription: those of operators share one,
   * and each call that waits for something to happen has its own.
   */
  record Connected(URI server) implements ConnectionEvent {}

  /**
   * Such a connection is over. What becomes of the calls that were on it, each is told; the next
   * call makes another one.
   *
   * @param cause why; none if it was closed here
   */
  record Disconnected(URI server, Optional<Throwable> cause) implements ConnectionEvent {}
}
