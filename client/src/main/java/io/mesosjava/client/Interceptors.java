package io.mesosjava.client;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The interceptors of a client. Immutable.
 *
 * @param inOrder the first is the nearest to the user
 */
record Interceptors<C extends Message, E extends Message>(List<Interceptor<C, E>> inOrder) {

  /** What makes a call in the end. */
  interface Wire<C extends Message, T extends @Nullable Object> {

    /**
     * Makes it. To cancel what is returned means that nobody wants the outcome.
     *
     * @throws IllegalArgumentException if the call is wrong
     */
    CompletableFuture<T> send(C call, CallOptions options);
  }

  Interceptors {
    inOrder = List.copyOf(inOrder);
  }

  Interceptors<C, E> with(Interceptor<C, E> last) {
    List<Interceptor<C, E>> more = new ArrayList<>(inOrder);
    more.add(last);
    return new Interceptors<>(more);
  }

  /** {@code event} as the user gets it; null if the user does not. */
  @Nullable E event(E event) {
    E given = event;
    for (int i = inOrder.size() - 1; i >= 0 && given != null; i--) {
      given = inOrder.get(i).event(given);
    }
    return given;
  }

  /** Makes {@code call} by {@code wire}. */
  <T extends @Nullable Object> CompletableFuture<T> call(
      C call, CallOptions options, Wire<C, T> wire) {
    return call(call, options, wire, outcome -> {});
  }

  /**
   * As {@link #call(Message, CallOptions, Wire)}; {@code discard} is given what came of a call of
   * which the user has been told that it failed.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // What is ignored is that the rest was settled.
  <T extends @Nullable Object> CompletableFuture<T> call(
      C call, CallOptions options, Wire<C, T> wire, Consumer<T> discard) {
    if (inOrder.isEmpty()) {
      return wire.send(call, options);
    }
    CompletableFuture<T> outcome = new CompletableFuture<>();
    Wire<C, T> last =
        (its, different) -> {
          CompletableFuture<T> sent = attempt(call, its, different, wire);
          outcome.whenComplete((result, problem) -> settle(sent, problem, discard));
          return sent;
        };
    tell(outcome, send(0, call, options, last));
    return outcome;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // What is ignored is that somebody was told.
  private static <T extends @Nullable Object> void tell(
      CompletableFuture<T> outcome, CompletionStage<T> stage) {
    stage.whenComplete(
        (result, problem) -> {
          if (problem == null) {
            outcome.complete(result);
          } else {
            outcome.completeExceptionally(unwrapped(problem));
          }
        });
  }

  private static Throwable unwrapped(Throwable problem) {
    Throwable cause = problem.getCause();
    return problem instanceof CompletionException && cause != null ? cause : problem;
  }

  private static <C extends Message, T extends @Nullable Object> CompletableFuture<T> attempt(
      C made, C call, CallOptions options, Wire<C, T> wire) {
    try {
      Object type = typeOf(call);
      if (!type.equals(typeOf(made))) {
        throw new IllegalArgumentException(
            "an interceptor made " + type + " of " + typeOf(made) + " (expected: the same type)");
      }
      return wire.send(call, options);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static Object typeOf(Message call) {
    return call.getField(call.getDescriptorForType().findFieldByName("type"));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // What is ignored is that it was thrown away.
  private static <T extends @Nullable Object> void settle(
      CompletableFuture<T> sent, @Nullable Throwable problem, Consumer<T> discard) {
    if (problem != null) {
      sent.cancel(false);
      sent.thenAccept(discard);
    }
  }

  private <T extends @Nullable Object> CompletionStage<T> send(
      int from, C call, CallOptions options, Wire<C, T> last) {
    if (from == inOrder.size()) {
      return last.send(call, options);
    }
    Interceptor<C, E> next = inOrder.get(from);
    try {
      return Objects.requireNonNull(
          next.call(call, options, (its, different) -> send(from + 1, its, different, last)),
          () -> next + ": null (expected: a stage)");
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
