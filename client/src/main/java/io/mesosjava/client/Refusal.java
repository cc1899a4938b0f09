package io.mesosjava.client;

/**
 * What a refusal means for the caller, decided from status and body alone: Mesos tells a lost
 * subscription from other errors of the same status in the text only.
 */
enum Refusal {
  /** The call itself is wrong. */
  CALL,
  /** The server cannot answer now. */
  NOT_NOW,
  /** Credentials are missing or wrong, or do not suffice. */
  NOT_ALLOWED,
  /** Another server leads. */
  NOT_LEADER,
  /** There is no such subscription (any more). */
  NOT_SUBSCRIBED;

  static Refusal of(int status, String body, Occasion occasion) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> NOT_LEADER;
      case 401, 407 -> NOT_ALLOWED;
      case 403 ->
          occasion == Occasion.SUBSCRIBED && lostByForbidden(body) ? NOT_SUBSCRIBED : NOT_ALLOWED;
      case 400 -> occasion == Occasion.SUBSCRIBED && lostByBadRequest(body) ? NOT_SUBSCRIBED : CALL;
      // A process that is starting answers 404 until its routes are installed.
      case 404 -> occasion == Occasion.SUBSCRIBING ? NOT_NOW : CALL;
      case 429, 503 -> NOT_NOW;
      default -> CALL;
    };
  }

  private static boolean lostByForbidden(String body) {
    return body.contains(" is not subscribed") || body.contains("is not connected via HTTP");
  }

  private static boolean lostByBadRequest(String body) {
    return body.contains("didn't match the stream ID currently associated with")
        || body.startsWith("Framework cannot be found")
        || body.startsWith("Executor cannot be found")
        || body.startsWith("Resource provider is not subscribed");
  }
}
