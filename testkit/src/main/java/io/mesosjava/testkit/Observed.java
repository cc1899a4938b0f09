package io.mesosjava.testkit;

import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.codec.DecodeException;
import io.mesosjava.testkit.api.Codecs;
import io.mesosjava.testkit.http.Exchange;
import io.mesosjava.testkit.http.Header;
import io.mesosjava.testkit.http.RecordStream;
import io.mesosjava.testkit.http.Relayed;
import io.mesosjava.testkit.http.RequestHandler;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.scheduler.Event;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A handler whose calls, and whose streams to schedulers, are written into a chronicle. */
record Observed(RequestHandler handler, Function<String, Endpoint> endpoints, Chronicle chronicle)
    implements RequestHandler {

  @Override
  public void handle(Exchange exchange) {
    Endpoint endpoint = endpoints.apply(exchange.request().path());
    Optional<Message> call = Calls.in(exchange.request(), endpoint);
    if (call.isEmpty()) {
      handler.handle(exchange);
    } else {
      handler.handle(new Call(exchange, endpoint, call.get(), chronicle));
    }
  }

  private record Call(Exchange inner, Endpoint endpoint, Message call, Chronicle chronicle)
      implements Relayed {

    @Override
    public void respond(Response response) {
      note(response.status());
      inner.respond(response);
    }

    @Override
    public RecordStream stream(Response head) {
      note(head.status());
      RecordStream stream = inner.stream(head);
      if (endpoint != Endpoint.SCHEDULER) {
        return stream;
      }
      String mediaType =
          head.headers().stream()
              .filter(header -> header.name().equals("Content-Type"))
              .map(Header::value)
              .findFirst()
              .orElse("");
      return Codecs.of(mediaType)
          .<RecordStream>map(codec -> new Stream(stream, codec, chronicle))
          .orElse(stream);
    }

    private void note(int status) {
      chronicle.called(RecordedCall.of(chronicle, endpoint, call, status));
    }
  }

  private static final class Stream implements RecordStream {

    private final RecordStream inner;
    private final Codec codec;
    private final Chronicle chronicle;
    private @Nullable FrameworkID framework;

    Stream(RecordStream inner, Codec codec, Chronicle chronicle) {
      this.inner = inner;
      this.codec = codec;
      this.chronicle = chronicle;
    }

    @Override
    public void write(byte[] record) {
      try {
        note(codec.decoder(Event.getDefaultInstance()).decode(record));
      } catch (DecodeException e) {
        throw new IllegalStateException("the cluster wrote what it cannot read", e);
      }
      inner.write(record);
    }

    private void note(Event event) {
      if (event.hasSubscribed()) {
        framework = event.getSubscribed().getFrameworkId();
      }
      if (framework != null) {
        chronicle.told(framework, event);
      }
    }

    @Override
    public void heartbeat(byte[] record) {
      inner.heartbeat(record);
    }

    @Override
    public void close() {
      ended();
      inner.close();
    }

    private void ended() {
      if (framework != null) {
        chronicle.ended(framework);
      }
    }

    @Override
    public void whenGone(Runnable event) {
      inner.whenGone(
          () -> {
            ended();
            event.run();
          });
    }
  }
}
