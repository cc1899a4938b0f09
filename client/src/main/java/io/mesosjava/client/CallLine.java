package io.mesosjava.client;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one server for calls that need no subscription. When the server says that another
 * one is to be asked, or wants other credentials, the line ends as soon as what was written is
 * answered, and gives back, in their order, the calls that had no effect. State is confined to the
 * I/O thread.
 */
final class CallLine implements CallOwner, Caller.Open {

  /** Who has the line. It is told on the I/O thread. */
  interface Owner {

    /** A call was accepted: this is the server to ask. */
    void accepted();

    /** Whether another server is to be asked after {@code problem}. */
    boolean isForAnother(CallException problem);

    /** After {@link #isForAnother} was not so: what the caller is told of {@code problem}. */
    Throwable failure(CallException problem);

    /** Whether calls that come now are for {@code server}. */
    boolean isFirst(Endpoint server);

    /** Whether calls that are answered 401 may go again with other credentials. */
    boolean mayRenew();

    /** The line is over, and {@code returned} has not been told so: the calls had no effect. */
    void ended(CallLine line, List<Returned> returned);
  }

  /**
   * A call for which another line is to be made.
   *
   * @param refusal what this server answered; null if it was not asked
   */
  record Returned(PendingCall<?> call, @Nullable ApiException refusal) {

    boolean isUnauthorized() {
      return refusal != null && refusal.status() == UNAUTHORIZED;
    }

    /** Its time is over while other credentials are asked for. */
    void late(Endpoint server) {
      if (isUnauthorized()) {
        unauthorized(Credentials.late(call.timeout()));
      } else {
        call.notSent(server, "no credentials within " + call.timeout(), null);
      }
    }

    /** There are no other credentials; {@code problem}, if there is one, says why. */
    void unauthorized(@Nullable Throwable problem) {
      if (refusal != null) {
        if (problem != null) {
          refusal.addSuppressed(problem);
        }
        call.completeExceptionally(refusal);
      }
    }
  }

  private static final int UNAUTHORIZED = 401;

  private final Endpoint endpoint;
  private final Settings settings;
  private final Transport transport;
  private final Owner owner;
  private final CallConnection calls;
  private final FirstBytes firstBytes = new FirstBytes();
  private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();

  private final List<Returned> refused = new ArrayList<>();
  private final List<Returned> unwritten = new ArrayList<>();
  private LineState state = LineState.CONNECTING;
  private @Nullable Future<Channel> dial;
  private @Nullable Channel channel;

  CallLine(Endpoint endpoint, Settings settings, Transport transport, Owner owner) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.transport = transport;
    this.owner = owner;
    this.calls = new CallConnection(this, transport.loop(), settings, firstBytes);
  }

  /** Begins to connect. */
  void open() {
    Future<Channel> made = transport.connect(endpoint, firstBytes, calls);
    dial = made;
    made.addListener(done -> connected(made));
  }

  private void connected(Future<Channel> made) {
    channel = made.isSuccess() ? made.getNow() : null;
    if (state != LineState.CONNECTING || ending.get() != null) {
      Transport.close(channel);
    } else if (channel == null) {
      Throwable cause = made.cause();
      fail(new IOException("cannot connect: " + cause.getMessage(), cause));
    } else {
      state = state.to(LineState.OPEN);
      settings.listener().on(new ConnectionEvent.Connected(endpoint.uri()));
      calls.begin(channel, RequestHead.of(endpoint, settings.codec(), settings.headers(), null));
    }
  }

  CallConnection calls() {
    return calls;
  }

  /** Whether calls that come now belong on another line. */
  boolean isLeaving() {
    return state == LineState.MOVING || state == LineState.RETIRING;
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public @Nullable Ending ending() {
    return ending.get();
  }

  @Override
  public boolean isOver() {
    return state == LineState.ENDED;
  }

  @Override
  public Occasion occasion() {
    return Occasion.ALONE;
  }

  @Override
  public void accepted() {
    owner.accepted();
  }

  @Override
  public void left(PendingCall<?> call) {
    // Places are counted by whoever has the line.
  }

  @Override
  public void refused(PendingCall<?> call, ApiException refusal) {
    boolean unauthorized =
        refusal.status() == UNAUTHORIZED && !call.options().hasAuthorization() && owner.mayRenew();
    boolean temporary = refusal.isRedirect() || refusal.isRetryable();
    if (state == LineState.RETIRING || !(temporary || unauthorized)) {
      call.completeExceptionally(refusal);
    } else if (state == LineState.MOVING) {
      refused.add(new Returned(call, refusal));
    } else if (unauthorized || owner.isForAnother(refusal)) {
      refused.add(new Returned(call, refusal));
      leave(LineState.MOVING, refusal);
    } else {
      call.completeExceptionally(owner.failure(refusal));
      if (!owner.isFirst(endpoint)) {
        leave(LineState.RETIRING, refusal);
      }
    }
  }

  private void leave(LineState how, ApiException refusal) {
    state = state.to(how);
    Ending why = Ending.failed(refusal);
    ending.compareAndSet(null, why);
    calls.drain(why);
  }

  @Override
  public void unwritten(PendingCall<?> call, Ending why) {
    if (state == LineState.ENDED) {
      call.notSent(endpoint, why.reason(), why.cause());
    } else {
      unwritten.add(new Returned(call, null));
    }
  }

  @Override
  public void drained(Ending why) {
    end(why);
  }

  @Override
  public void fail(IOException cause) {
    end(Ending.failed(cause));
  }

  @Override
  public void close(String reason) {
    Ending why = Ending.clean(reason);
    ending.compareAndSet(null, why);
    try {
      transport.loop().execute(() -> end(why));
    } catch (RejectedExecutionException e) {
      // The I/O thread has ended, and with it the line.
      return;
    }
  }

  private void end(Ending why) {
    if (state == LineState.ENDED) {
      return;
    }
    ending.compareAndSet(null, why);
    if (dial != null) {
      dial.cancel(false);
    }
    Transport.close(channel);
    calls.abort(why);
    List<Returned> returned = new ArrayList<>(refused);
    returned.addAll(unwritten);
    if (why.cause() == null || (!isLeaving() && !goElsewhere(why))) {
      returned.forEach(back -> back.call().notSent(endpoint, why.reason(), why.cause()));
      returned.clear();
    }
    state = state.to(LineState.ENDED);
    if (channel != null) {
      Optional<Throwable> cause = Optional.ofNullable(why.cause());
      settings.listener().on(new ConnectionEvent.Disconnected(endpoint.uri(), cause));
    }
    owner.ended(this, returned);
  }

  /** Whether the calls that were not written are for another server; if not, one is told why. */
  private boolean goElsewhere(Ending why) {
    if (unwritten.isEmpty()) {
      return false;
    }
    PendingCall<?> first = unwritten.get(0).call();
    CallNotSentException problem =
        new CallNotSentException(first.type(), endpoint.uri(), why.reason(), why.cause());
    boolean elsewhere = owner.isForAnother(problem);
    if (!elsewhere) {
      first.completeExceptionally(owner.failure(problem));
    }
    return elsewhere;
  }

  @Override
  public IOException connectionLost(String problem, @Nullable Throwable cause) {
    return transportError(problem, cause);
  }
}
