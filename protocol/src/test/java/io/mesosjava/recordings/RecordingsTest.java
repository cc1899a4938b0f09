package io.mesosjava.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.codec.MessageDecoder;
import io.mesosjava.recordio.RecordDecoder;
import io.mesosjava.recordio.RecordEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Everything that was recorded is understood, whole and in pieces, and written as it was. */
class RecordingsTest {

  @TestFactory
  Stream<DynamicTest> streamsGiveTheSameRecordsHoweverTheyAreCut() throws IOException {
    return streams().map(e -> DynamicTest.dynamicTest(e.toString(), () -> cutEverywhere(e)));
  }

  @TestFactory
  Stream<DynamicTest> recordsAreReadAndWrittenAsTheyWere() throws IOException {
    return streams()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.toString(),
                    () -> {
                      for (byte[] record : Exchange.records(e.stream().orElseThrow())) {
                        readAndWrite(e.codec(), e.responseType().orElseThrow(), record);
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> responsesAreReadAndWrittenAsTheyWere() throws IOException {
    return Recordings.exchanges()
        .filter(e -> e.responseType().isPresent())
        .map(e -> DynamicTest.dynamicTest(e.toString(), () -> response(e)));
  }

  @TestFactory
  Stream<DynamicTest> requestsAreRead() throws IOException {
    return Recordings.exchanges()
        .filter(e -> e.requestType().isPresent())
        .map(e -> DynamicTest.dynamicTest(e.toString(), () -> requests(e)));
  }

  @TestFactory
  Stream<DynamicTest> renderingsByOthersGiveTheMessageThatTheBytesGive() throws IOException {
    return Recordings.exchanges()
        .filter(e -> e.codec() == Codec.protobuf() && e.responseType().isPresent())
        .map(e -> DynamicTest.dynamicTest(e.toString(), () -> rendering(e)));
  }

  @Test
  void thereIsSomethingOfEachKind() throws IOException {
    List<Exchange> all = Recordings.exchanges().toList();
    assertThat(all).hasSizeGreaterThan(800);
    assertThat(streams().toList()).hasSizeGreaterThan(60);
    int requests = 0;
    int responses = 0;
    for (Exchange exchange : all) {
      requests += exchange.requestType().isEmpty() ? 0 : bodies(exchange).size();
      responses += wholeResponse(exchange).isPresent() ? 1 : 0;
    }
    assertThat(requests).isGreaterThan(800);
    assertThat(responses).isGreaterThan(100);
  }

  private static Stream<Exchange> streams() throws IOException {
    List<Exchange> streams = new ArrayList<>();
    for (Exchange exchange : Recordings.exchanges().toList()) {
      if (exchange.stream().isPresent()) {
        streams.add(exchange);
      }
    }
    return streams.stream();
  }

  /**
   * All bytes one by one; and each record with the next, cut in two at every place. Between records
   * a decoder is as at the start, so that is the stream cut at every place.
   */
  private static void cutEverywhere(Exchange exchange) throws IOException {
    byte[] stream = exchange.stream().orElseThrow();
    List<byte[]> records = Exchange.records(stream);
    ByteBuffer[] bytes = new ByteBuffer[stream.length];
    Arrays.setAll(bytes, i -> ByteBuffer.wrap(stream, i, 1));
    assertThat(decode(bytes)).containsExactlyElementsOf(records);
    for (int i = 0; i < records.size(); i++) {
      List<byte[]> two = records.subList(i, Math.min(i + 2, records.size()));
      byte[] framed = frame(two);
      for (int cut = 0; cut <= RecordEncoder.encode(two.get(0)).length; cut++) {
        List<byte[]> decoded =
            decode(
                ByteBuffer.wrap(framed, 0, cut), ByteBuffer.wrap(framed, cut, framed.length - cut));
        if (!equal(decoded, two)) {
          assertThat(decoded).describedAs("record %d cut at %d", i, cut).isEqualTo(two);
        }
      }
    }
  }

  private static boolean equal(List<byte[]> some, List<byte[]> others) {
    return Arrays.deepEquals(some.toArray(), others.toArray());
  }

  private static byte[] frame(List<byte[]> records) {
    ByteString framed = ByteString.EMPTY;
    for (byte[] record : records) {
      framed = framed.concat(ByteString.copyFrom(RecordEncoder.encode(record)));
    }
    return framed.toByteArray();
  }

  private static List<byte[]> decode(ByteBuffer... chunks) throws IOException {
    RecordDecoder decoder = new RecordDecoder();
    List<byte[]> records = new ArrayList<>();
    for (ByteBuffer chunk : chunks) {
      byte[] record;
      while ((record = decoder.next(chunk)) != null) {
        records.add(record);
      }
      assertThat(chunk.hasRemaining()).isFalse();
    }
    decoder.finish();
    return records;
  }

  private static void readAndWrite(Codec codec, Message type, byte[] bytes) throws IOException {
    MessageDecoder<Message> decoder = codec.decoder(type);
    Message message = decoder.decode(bytes);
    assertThat(message.isInitialized()).isTrue();
    byte[] written = codec.encode(message);
    assertThat(decoder.decode(written)).isEqualTo(message);
    if (codec == Codec.json()) {
      assertThat(text(written)).isEqualTo(withoutWhatIsNotOfTheMessage(text(bytes)));
    }
    Message viaJson = Codec.json().decoder(type).decode(Codec.json().encode(message));
    assertThat(viaJson).isEqualTo(Messages.withDefaults(Messages.known(message)));
    Message viaProtobuf = Codec.protobuf().decoder(type).decode(Codec.protobuf().encode(message));
    assertThat(viaProtobuf).isEqualTo(message);
  }

  /**
   * The two ways in which Mesos writes otherwise. Where it answers from its state directly, not
   * from a message, it writes lists that are empty too. And its agents have a field from the old
   * API, {@code checkpoint}, that the v1 API does not have.
   */
  private static String withoutWhatIsNotOfTheMessage(String json) {
    return json.replaceAll("\"\\w+\":\\[\\],?", "")
        .replaceAll("(\"id\":\\{\"value\":\"[^\"]+-S\\d+\"}),\"checkpoint\":(true|false)", "$1")
        .replace(",}", "}");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void response(Exchange exchange) throws IOException {
    Optional<byte[]> body = wholeResponse(exchange);
    if (body.isPresent()) {
      readAndWrite(exchange.codec(), exchange.responseType().orElseThrow(), body.get());
    }
  }

  /** The body of a good response that is one message. */
  private static Optional<byte[]> wholeResponse(Exchange exchange) throws IOException {
    if (exchange.responseType().isEmpty() || exchange.stream().isPresent()) {
      return Optional.empty();
    }
    return exchange
        .response()
        .filter(response -> response.firstLine().contains(" 200 "))
        .filter(response -> response.header("content-type").equals(exchange.codec().mediaType()))
        .map(response -> response.body().toByteArray())
        .filter(body -> body.length > 0);
  }

  private static void requests(Exchange exchange) throws IOException {
    Message type = exchange.requestType().orElseThrow();
    for (byte[] body : bodies(exchange)) {
      Message call = exchange.codec().decoder(type).decode(body);
      byte[] written = exchange.codec().encode(call);
      assertThat(Messages.withDefaults(exchange.codec().decoder(type).decode(written)))
          .isEqualTo(Messages.withDefaults(call));
      assertThat(Codec.json().decoder(type).decode(Codec.json().encode(call)))
          .isEqualTo(Messages.withDefaults(call));
    }
  }

  private static List<byte[]> bodies(Exchange exchange) throws IOException {
    List<byte[]> bodies = new ArrayList<>();
    for (HttpText request : exchange.requests()) {
      if (request.header("content-type").equals(exchange.codec().mediaType())) {
        bodies.add(request.body().toByteArray());
      } else if (request.header("content-type").equals("application/recordio")) {
        bodies.addAll(Exchange.records(request.body().toByteArray()));
      }
    }
    return bodies;
  }

  private static void rendering(Exchange exchange) throws IOException {
    Optional<String> rendering = exchange.rendering();
    if (rendering.isEmpty()) {
      return;
    }
    List<byte[]> bodies = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    if (exchange.stream().isPresent()) {
      bodies.addAll(Exchange.records(exchange.stream().get()));
      texts.addAll(rendering.get().lines().toList());
    } else {
      bodies.add(wholeResponse(exchange).orElseThrow());
      texts.add(rendering.get());
    }
    assertThat(texts).hasSameSizeAs(bodies);
    Message type = exchange.responseType().orElseThrow();
    for (int i = 0; i < texts.size(); i++) {
      Message fromText =
          Codec.json().decoder(type).decode(texts.get(i).getBytes(StandardCharsets.UTF_8));
      Message fromBytes = Codec.protobuf().decoder(type).decode(bodies.get(i));
      assertThat(fromText).isEqualTo(Messages.known(fromBytes));
    }
  }
}
