package io.mesosjava.client;

/** What a stream is opened with, and what goes with it. */
enum StreamKind {
  SCHEDULER("SUBSCRIBE", true, true),
  EXECUTOR("SUBSCRIBE", false, true),
  RESOURCE_PROVIDER("SUBSCRIBE", true, true),
  MASTER_EVENTS("SUBSCRIBE", false, false),
  CONTAINER_SESSION("LAUNCH_NESTED_CONTAINER_SESSION", false, false),
  CONTAINER_OUTPUT("ATTACH_CONTAINER_OUTPUT", false, false);

  private final String callType;
  private final boolean hasStreamIds;
  private final boolean hasCalls;

  StreamKind(String callType, boolean hasStreamIds, boolean hasCalls) {
    this.callType = callType;
    this.hasStreamIds = hasStreamIds;
    this.hasCalls = hasCalls;
  }

  /** The type of the call that the stream is the answer to. */
  String callType() {
    return callType;
  }

  /** Whether the server gives each stream an id, and wants it with each call. */
  boolean hasStreamIds() {
    return hasStreamIds;
  }

  /** Whether calls belong to the stream, on a connection of their own. */
  boolean hasCalls() {
    return hasCalls;
  }

  /** Whether it begins with an event: one that ends before it was none. */
  boolean isSubscription() {
    return callType.equals("SUBSCRIBE");
  }

  Occasion occasion() {
    return isSubscription() ? Occasion.SUBSCRIBING : Occasion.ALONE;
  }
}
