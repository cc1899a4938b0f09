package io.mesosjava.testkit.api;

/** JSON that is none, or not what was expected; the message is in Mesos' words. */
final class JsonException extends Exception {

  private static final long serialVersionUID = 1L;

  JsonException(String message) {
    super(message, null, false, false);
  }
}
