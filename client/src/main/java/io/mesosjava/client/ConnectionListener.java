package io.mesosjava.client;

/**
 * Is told what happens to the connections of a client, in the order in which it happens to each
 * subscription and to each connection for other calls. Of {@link ContainerInput} nothing is told.
 * It is called on the client's threads and must return soon; what it throws is logged and changes
 * nothing.
 */
@FunctionalInterface
public interface ConnectionListener {

  /** {@code event} has happened. */
  void on(ConnectionEvent event);

  /** Listens to nothing. */
  static ConnectionListener none() {
    return event -> {};
  }
}
