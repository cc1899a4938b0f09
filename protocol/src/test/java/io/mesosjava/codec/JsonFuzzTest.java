package io.mesosjava.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.mesosjava.codec.DecodeException.Problem;
import io.mesosjava.recordings.Messages;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whatever the bytes are. */
class JsonFuzzTest {

  private static final Set<Problem> NOT_JSON =
      EnumSet.of(Problem.SYNTAX, Problem.TRUNCATED, Problem.TRAILING_CONTENT);

  private static final JsonFactory JACKSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(JsonScanner.MAX_DEPTH)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** Text is refused with the declared error or read, and then written and read again as it was. */
  @FuzzTest
  void text(byte[] json) {
    for (Message type : List.of(Event.getDefaultInstance(), Call.getDefaultInstance())) {
      Problem problem = readAndWrite(type, json);
      if (isComparable(json) && problem != Problem.TOO_DEEP) {
        boolean isJson = problem == null || !NOT_JSON.contains(problem);
        assertThat(isJson).describedAs("%s", problem).isEqualTo(isJsonToJackson(json));
      }
    }
  }

  /** A message is written, read again, and is as it was. */
  @FuzzTest
  void message(byte[] protobuf) throws IOException {
    for (Message type : List.of(Event.getDefaultInstance(), Call.getDefaultInstance())) {
      Message message;
      try {
        message = type.getParserForType().parseFrom(protobuf);
      } catch (InvalidProtocolBufferException e) {
        continue;
      }
      byte[] json;
      try {
        json = Codec.json().encode(message);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageStartingWith("NaN");
        continue;
      }
      assertThat(Codec.json().decoder(type).decode(json))
          .isEqualTo(Messages.withDefaults(Messages.known(message)));
    }
  }

  private static @Nullable Problem readAndWrite(Message type, byte[] json) {
    MessageDecoder<Message> decoder = Codec.json().decoder(type);
    Message message;
    try {
      message = decoder.decode(json.clone());
    } catch (DecodeException e) {
      assertThat(e.position()).isBetween(0L, (long) json.length);
      assertThat(e.expected()).isNotEmpty();
      return e.problem();
    }
    assertThat(message.isInitialized()).isTrue();
    byte[] written = Codec.json().encode(message);
    try {
      Message again = decoder.decode(written);
      assertThat(again).isEqualTo(Messages.withDefaults(message));
      assertThat(Codec.json().encode(again)).isEqualTo(written);
    } catch (DecodeException e) {
      throw new AssertionError("cannot read " + new String(written, UTF_8), e);
    }
    return null;
  }

  /**
   * Jackson takes halves of surrogate pairs, but not bytes that are not UTF-8 nor bare infinite
   * numbers.
   */
  private static boolean isComparable(byte[] json) {
    for (byte next : json) {
      if (next < 0 || next == 'I' || next == 'u' || next == 0) {
        return false;
      }
    }
    return json.length > 0;
  }

  private static boolean isJsonToJackson(byte[] json) {
    try (JsonParser parser = JACKSON.createParser(Arrays.copyOf(json, json.length))) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      parser.getText();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
