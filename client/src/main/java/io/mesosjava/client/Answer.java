package io.mesosjava.client;

import io.mesosjava.ProtocolException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a server accepts a call, and what that is read as.
 *
 * @param statuses those that mean that the call is accepted
 * @param maxBytes the longest body; 0 if the body does not matter
 * @param reading makes the result of the answer
 */
record Answer<T extends @Nullable Object>(
    List<Integer> statuses, int maxBytes, Reading<T> reading) {

  /** Makes a result. */
  interface Reading<T extends @Nullable Object> {

    /**
     * @throws ProtocolException if the answer is accepting, but not what the call is answered with
     */
    T read(Response response) throws ProtocolException;
  }

  private static final Answer<@Nullable Void> ACCEPTED = nothing(202);
  private static final Answer<@Nullable Void> OK = nothing(200);

  /** Mesos 1.6 and 1.7 answered RECONCILE_OPERATIONS at once. */
  private static final Answer<@Nullable Void> EITHER = nothing(202, 200);

  @SuppressWarnings("NullAway") // It does not see that null is a T here.
  private static Answer<@Nullable Void> nothing(Integer... statuses) {
    return new Answer<>(List.of(statuses), 0, response -> null);
  }

  /** The answer to a call of {@code type} that belongs to a subscription. */
  static Answer<@Nullable Void> ofSubscription(String type) {
    return switch (type) {
      case "UPDATE_FRAMEWORK" -> OK;
      case "RECONCILE_OPERATIONS" -> EITHER;
      default -> ACCEPTED;
    };
  }

  boolean accepts(int status) {
    return statuses.contains(status);
  }

  /** What of a body with {@code status} is kept. */
  int keptBytes(int status) {
    return accepts(status) && maxBytes > 0 ? maxBytes : Response.MAX_BODY_BYTES;
  }

  /** The statuses, in words. */
  String expected() {
    return statuses.stream().map(String::valueOf).collect(Collectors.joining(" or "));
  }
}
