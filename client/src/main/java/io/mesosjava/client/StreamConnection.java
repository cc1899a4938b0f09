package io.mesosjava.client;

import io.mesosjava.recordio.RecordDecoder;
import io.mesosjava.recordio.RecordIOException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpUtil;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The connection that carries SUBSCRIBE and, as its answer, the events. */
final class StreamConnection extends ResponseParts {

  private final ConnectionPair pair;
  private final RecordDecoder decoder;
  private final RecordWriter records;
  private final String mediaType;

  private boolean streaming;
  private @Nullable Response refusal;

  StreamConnection(
      ConnectionPair pair, Settings settings, RecordQueue records, FirstBytes firstBytes) {
    super(firstBytes);
    this.pair = pair;
    this.records = new RecordWriter(records);
    this.decoder = new RecordDecoder(settings.limits().records());
    this.mediaType = settings.codec().mediaType();
  }

  @Override
  boolean isOver() {
    return pair.streamIsOver();
  }

  @Override
  void head(ChannelHandlerContext context, HttpResponse head) {
    if (head.status().code() != 200 || !isStream(head.headers())) {
      refusal = response(head, Response.MAX_BODY_BYTES);
      pair.subscribeRefused();
      return;
    }
    List<String> ids = head.headers().getAll("Mesos-Stream-Id");
    if (!subscribed(ids.isEmpty() ? null : String.join(", ", ids))) {
      return;
    }
    if (HttpUtil.isTransferEncodingChunked(head)) {
      // What the decoder has read beyond the head, it passes on when it is removed.
      context.pipeline().addBefore(context.name(), null, new ChunkedBody(this));
      context.pipeline().remove(FirstBytes.class);
      context.pipeline().remove(HttpResponseDecoder.class);
    }
  }

  /** Mesos announces the type of the records, or, if it is asked to, that they are records. */
  private boolean isStream(HttpHeaders headers) {
    String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
    return MediaType.matches(type, mediaType)
        || (MediaType.matches(type, MediaType.RECORDIO)
            && MediaType.matches(headers.get("Message-Content-Type"), mediaType));
  }

  private boolean subscribed(@Nullable String id) {
    boolean wanted = pair.kind().hasStreamIds();
    if (wanted && (id == null || !HeaderRules.isStreamId(id))) {
      String found = id == null ? "no Mesos-Stream-Id" : "Mesos-Stream-Id " + Excerpt.of(id);
      pair.fail(pair.protocolError(found + " (expected: 1 to 128 visible characters)", null));
      return false;
    }
    streaming = true;
    pair.subscribed(wanted ? id : null);
    return true;
  }

  @Override
  void body(ByteBuffer bytes) {
    if (refusal != null) {
      refusal.append(bytes);
      if (refusal.isFull()) {
        pair.fail(refused(refusal));
      }
    } else {
      records(bytes);
    }
  }

  private void records(ByteBuffer bytes) {
    try {
      int part = decoder.nextPart(bytes);
      while (part >= 0) {
        records.append(bytes, part, decoder.missing());
        part = decoder.nextPart(bytes);
      }
    } catch (RecordIOException e) {
      records.publish();
      pair.fail(malformedRecord(e));
    }
  }

  @Override
  void end() {
    if (refusal != null) {
      pair.fail(refused(refusal));
      return;
    }
    records.publish();
    try {
      decoder.finish();
    } catch (RecordIOException e) {
      pair.fail(malformedRecord(e));
      return;
    }
    if (records.count() == 0 && pair.kind().isSubscription()) {
      // Nobody was subscribed: this must not look like the end of a subscription that was.
      pair.fail(pair.transportError("200 OK, but the stream ended before SUBSCRIBED", null));
      return;
    }
    pair.streamEnded();
  }

  private IOException malformedRecord(RecordIOException e) {
    return pair.protocolError(
        "record " + (records.count() + 1) + " of the event stream: " + e.getMessage(), e);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    pair.streamRead();
    records.publish();
    context.fireChannelReadComplete();
  }

  /** The time for an answer is over. */
  void timedOut(String problem) {
    pair.fail(
        refusal != null ? refused(refusal) : pair.subscribeUnknown(problem + received(), null));
  }

  @Override
  void malformed(String problem, Throwable cause) {
    records.publish();
    pair.fail(pair.protocolError(problem, cause));
  }

  @Override
  void broken(String problem, Throwable cause) {
    lost(problem, cause);
  }

  @Override
  void closed() {
    lost("the server closed the connection", null);
  }

  private void lost(String problem, @Nullable Throwable cause) {
    records.publish();
    if (streaming) {
      String where = problem + " after " + decoder.position() + " bytes of the event stream";
      pair.fail(pair.transportError(where, cause));
    } else if (refusal != null) {
      pair.fail(refused(refusal));
    } else {
      pair.fail(pair.subscribeUnknown(problem + " without an answer" + received(), cause));
    }
  }

  private IOException refused(Response response) {
    if (response.status() >= 300) {
      StreamKind kind = pair.kind();
      return new ApiException(kind.occasion(), kind.callType(), pair.endpoint(), response);
    }
    return pair.protocolError(
        response.describe() + " (expected: 200 with Content-Type " + mediaType + ")", null);
  }
}
