package io.mesosjava.client;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one or two connections of a {@link ConnectionPair}, from their being made to their end: the
 * first carries the stream, the second calls. Confined to the I/O thread.
 */
final class PairChannels {

  private List<Future<Channel>> dials = List.of();

  /** Waits for {@code begun}; of each, {@code told} is told why it failed, or null. */
  void await(List<Future<Channel>> begun, Consumer<@Nullable Throwable> told) {
    dials = begun;
    begun.forEach(dial -> dial.addListener(done -> told.accept(dial.cause())));
  }

  /** Whether all have been made. */
  boolean areMade() {
    return !dials.isEmpty() && dials.stream().allMatch(Future::isSuccess);
  }

  /** The one that carries the stream; null while it has not been made. */
  @Nullable Channel stream() {
    return made(0);
  }

  /** The one that carries calls; null while it has not been made, or if there is none. */
  @Nullable Channel calls() {
    return made(1);
  }

  private @Nullable Channel made(int which) {
    return which < dials.size() && dials.get(which).isSuccess() ? dials.get(which).getNow() : null;
  }

  /** Gives up what is being made and closes the rest; {@code closed} runs when all is closed. */
  void close(Runnable closed) {
    dials.forEach(dial -> dial.cancel(false));
    Transport.close(stream());
    Transport.close(calls());
    whenClosed(stream(), () -> whenClosed(calls(), closed));
  }

  private static void whenClosed(@Nullable Channel channel, Runnable action) {
    if (channel == null) {
      action.run();
    } else {
      channel.closeFuture().addListener(f -> action.run());
    }
  }
}
