package io.mesosjava.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mesosjava.ProtocolException;
import io.mesosjava.codec.DecodeException.Problem;
import io.mesosjava.v1.scheduler.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad JSON: each a typed error that names the place and what was expected there. */
class JsonErrorsTest {

  private static final String UPDATE =
      "{\"type\":\"UPDATE\",\"update\":{\"status\":{\"task_id\":{\"value\":\"t\"},"
          + "\"state\":\"TASK_RUNNING\",\"uuid\":\"3ZTXfBscQcStn2nB5p7oOg==\","
          + "\"timestamp\":1795381740.645325,\"healthy\":true,\"labels\":{\"labels\":[]}}}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                              | WRONG_TYPE       | 0  | ``          | an array       | an object
          null                            | WRONG_TYPE       | 0  | ``          | null           | an object
          "x"                             | WRONG_TYPE       | 0  | ``          | a string       | an object
          1                               | WRONG_TYPE       | 0  | ``          | a number       | an object
          true                            | WRONG_TYPE       | 0  | ``          | a boolean      | an object
          x                               | SYNTAX           | 0  | ``          | 'x'            | an object
          {"type":1}                      | WRONG_TYPE       | 8  | type        | a number       | a string
          {"type":{}}                     | WRONG_TYPE       | 8  | type        | an object      | a string
          {"type":["OFFERS"]}             | WRONG_TYPE       | 8  | type        | an array       | a string
          {"offers":5}                    | WRONG_TYPE       | 10 | offers      | a number       | an object
          {"offers":{"offers":[{},7]}}    | WRONG_TYPE       | 24 | offers.offers[1] | a number  | an object
          {"offers":{"offers":[{"id":{"value":3}}]}} | WRONG_TYPE | 36 | offers.offers[0].id.value | a number | a string
          {"failure":{"status":true}}     | WRONG_TYPE       | 21 | failure.status | a boolean   | a number
          {"failure":{"status":"abc"}}    | BAD_VALUE        | 22 | failure.status | another string | a number
          {"failure":{"status":""}}       | BAD_VALUE        | 22 | failure.status | another string | a number
          {"failure":{"status":"NaN"}}    | BAD_VALUE        | 22 | failure.status | another string | a number
          {"failure":{"status":"1 2"}}    | BAD_VALUE        | 24 | failure.status | another string | a number
          {"failure":{"status":2147483648}} | BAD_VALUE      | 21 | failure.status | a number out of range | a signed integer of 32 bits
          {"failure":{"status":-2147483649}} | BAD_VALUE     | 21 | failure.status | a number out of range | a signed integer of 32 bits
          {"failure":{"status":1e300}}    | BAD_VALUE        | 21 | failure.status | a number out of range | a signed integer of 32 bits
          {"failure":{"status":Infinity}} | BAD_VALUE        | 21 | failure.status | a number out of range | a signed integer of 32 bits
          {"subscribed":{"heartbeat_interval_seconds":1e400}} | BAD_VALUE | 44 | subscribed.heartbeat_interval_seconds | a number out of range | a double
          {"subscribed":{"heartbeat_interval_seconds":NaN}} | SYNTAX | 44 | subscribed.heartbeat_interval_seconds | 'N' | a number
          {"update":{"status":{"state":"X"}}} | BAD_VALUE    | 29 | update.status.state | an unknown name of an enum's value | a known one
          {"update":{"status":{"healthy":1}}} | WRONG_TYPE   | 31 | update.status.healthy | a number | true or false
          {"update":{"status":{"healthy":"yes"}}} | BAD_VALUE | 32 | update.status.healthy | another string | true or false
          {"update":{"status":{"uuid":"a_b"}}} | BAD_VALUE   | 30 | update.status.uuid | '_' in a string of base64 | base64
          {"update":{"status":{"uuid":5}}} | WRONG_TYPE      | 28 | update.status.uuid | a number | a string of base64
          {"type":"HEARTBEAT"} x          | TRAILING_CONTENT | 21 | ``          | 'x'            | the end of the text
          {"type":"HEARTBEAT"}{}          | TRAILING_CONTENT | 20 | ``          | '{'            | the end of the text
          {"type":"HEARTBEAT",}           | SYNTAX           | 20 | ``          | '}'            | '"' of a key
          {'type':'HEARTBEAT'}            | SYNTAX           | 1  | ``          | '''            | '"' of a key
          {"type" "HEARTBEAT"}            | SYNTAX           | 8  | ``          | '"'            | ':'
          {"type":"HEARTBEAT" "x":1}      | SYNTAX           | 20 | ``          | '"'            | ',' or '}'
          /* */{}                         | SYNTAX           | 0  | ``          | '/'            | an object
          {"x":01}                        | SYNTAX           | 6  | ``          | '1'            | a number
          {"x":-}                         | SYNTAX           | 6  | ``          | '}'            | a number
          {"x":1.}                        | SYNTAX           | 7  | ``          | '}'            | a number
          {"x":1e}                        | SYNTAX           | 7  | ``          | '}'            | a number
          {"x":+1}                        | SYNTAX           | 5  | ``          | '+'            | a value
          {"x":.5}                        | SYNTAX           | 5  | ``          | '.'            | a value
          {"x":NaN}                       | SYNTAX           | 5  | ``          | 'N'            | a value
          {"x":Inf}                       | SYNTAX           | 8  | ``          | '}'            | a number
          {"x":tru}                       | SYNTAX           | 5  | ``          | 't'            | 'true'
          {"x":"\\x"}                     | SYNTAX           | 7  | ``          | 'x'            | one of "\\/bfnrtu after a backslash
          {"x":"\\u12g4"}                 | SYNTAX           | 10 | ``          | 'g'            | four hexadecimal digits after \\u
          {"x":"\\ud83d"}                 | SYNTAX           | 12 | ``          | half of a surrogate pair | both halves
          {"x":"\\ude00\\ud83d"}          | SYNTAX           | 12 | ``          | half of a surrogate pair | both halves
          """)
  void names(
      String json, Problem problem, long position, String path, String found, String expected) {
    DecodeException e = failure(json.getBytes(UTF_8));
    assertThat(e.problem()).isEqualTo(problem);
    assertThat(e.position()).isEqualTo(position);
    assertThat(e.path()).isEqualTo(path);
    assertThat(e.found()).isEqualTo(found);
    assertThat(e.expected()).startsWith(expected);
    assertThat(e.messageType()).isEqualTo("mesos.v1.scheduler.Event");
    assertThat(e.missing()).isEmpty();
    assertThat(e)
        .isInstanceOf(ProtocolException.class)
        .hasMessage(
            "mesos.v1.scheduler.Event at byte %d%s: %s (expected: %s)",
            position, path.isEmpty() ? "" : ", " + path, found, e.expected());
  }

  @Test
  void controlCharactersAndByteOrderMarks() {
    DecodeException e = failure("{\"x\":\"a\u001bb\"}".getBytes(UTF_8));
    assertThat(e.problem()).isEqualTo(Problem.SYNTAX);
    assertThat(e.position()).isEqualTo(7);
    assertThat(e.found()).isEqualTo("0x1b");
    assertThat(failure("\ufeff{}".getBytes(UTF_8)).problem()).isEqualTo(Problem.SYNTAX);
    assertThat(failure("{\"type\":\"\n\"}".getBytes(UTF_8)).problem()).isEqualTo(Problem.SYNTAX);
  }

  @Test
  void everyTruncation() {
    byte[] json = UPDATE.getBytes(UTF_8);
    for (int length = 0; length < json.length; length++) {
      DecodeException e = failure(java.util.Arrays.copyOf(json, length));
      assertThat(e.problem()).describedAs("%d bytes", length).isEqualTo(Problem.TRUNCATED);
      assertThat(e.position()).isEqualTo(length);
    }
  }

  @Test
  void nestingBeyondTheLimit() {
    for (String pair : new String[] {"[]", "{}"}) {
      String open = pair.startsWith("[") ? "[" : "{\"x\":";
      String json = "{\"x\":" + open.repeat(199) + pair;
      DecodeException e = failure(json.getBytes(UTF_8));
      assertThat(e.problem()).isEqualTo(Problem.TOO_DEEP);
      assertThat(e.position()).isEqualTo(5 + 199L * open.length());
      assertThat(e).hasMessageContaining("at most 200");
    }
    assertThat(failure("[".repeat(1_000_000).getBytes(UTF_8))).isNotNull();
    assertThat(failure("{\"x\":".repeat(1_000_000).getBytes(UTF_8)).problem())
        .isEqualTo(Problem.TOO_DEEP);
  }

  @Test
  void syntaxComesBeforeMeaning() {
    DecodeException e = failure("{\"type\":1,}".getBytes(UTF_8));
    assertThat(e.problem()).isEqualTo(Problem.SYNTAX);
    assertThat(e.position()).isEqualTo(10);
  }

  @Test
  void missingRequiredFieldsAreAllNamed() {
    String json =
        "{\"type\":\"OFFERS\",\"offers\":{\"offers\":[{\"id\":{\"value\":\"o\"},"
            + "\"framework_id\":{},\"hostname\":\"h\"}]}}";
    DecodeException e = failure(json.getBytes(UTF_8));
    assertThat(e.problem()).isEqualTo(Problem.MISSING_FIELDS);
    assertThat(e.missing())
        .containsExactly("offers.offers[0].agent_id", "offers.offers[0].framework_id.value");
    assertThat(e.path()).isEqualTo("offers.offers[0].agent_id");
    assertThat(e.position()).isEqualTo(json.indexOf("{}") + 1);
    assertThat(e).hasMessageContaining("missing required fields offers.offers[0].agent_id");
  }

  @Test
  void nullDoesNotMakeUpForARequiredField() {
    assertThat(failure("{\"error\":{\"message\":null}}".getBytes(UTF_8)).missing())
        .containsExactly("error.message");
  }

  @Test
  void keysOfMapsStandInThePath() {
    String json =
        "{\"name\":\"n\",\"task_id\":{\"value\":\"t\"},\"agent_id\":{\"value\":\"a\"},"
            + "\"limits\":{\"cpus\":{\"value\":true}}}";
    assertThatThrownBy(
            () ->
                Codec.json()
                    .decoder(io.mesosjava.v1.TaskInfo.getDefaultInstance())
                    .decode(json.getBytes(UTF_8)))
        .hasMessageContaining("limits[cpus].value: a boolean (expected: a number)");
    assertThatThrownBy(
            () ->
                Codec.json()
                    .decoder(io.mesosjava.v1.TaskInfo.getDefaultInstance())
                    .decode(json.replace("{\"value\":true}", "null").getBytes(UTF_8)))
        .hasMessageContaining("missing required fields limits[0].value.value");
  }

  @Test
  void positionsCountFromTheStartOfTheMessage() {
    byte[] bytes = "xxx{\"type\":1}".getBytes(UTF_8);
    DecodeException e =
        catchThrowableOfType(
            DecodeException.class,
            () ->
                Codec.json()
                    .decoder(Event.getDefaultInstance())
                    .decode(bytes, 3, bytes.length - 3));
    assertThat(e.position()).isEqualTo(8);
  }

  @Test
  void rangesOutsideTheArray() {
    MessageDecoder<Event> decoder = Codec.json().decoder(Event.getDefaultInstance());
    assertThatThrownBy(() -> decoder.decode(new byte[3], 2, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void thousandsOfEqualKeysTakeNoTime() throws DecodeException {
    StringBuilder json = new StringBuilder("{\"offers\":{\"offers\":[]},");
    for (int i = 0; i < 200_000; i++) {
      json.append("\"error\":{\"message\":\"m\"},");
    }
    json.append("\"type\":\"ERROR\"}");
    Event event =
        Codec.json().decoder(Event.getDefaultInstance()).decode(json.toString().getBytes(UTF_8));
    assertThat(event.getError().getMessage()).isEqualTo("m");
  }

  private static DecodeException failure(byte[] json) {
    DecodeException e =
        catchThrowableOfType(
            DecodeException.class,
            () -> Codec.json().decoder(Event.getDefaultInstance()).decode(json));
    assertThat(e).describedAs(new String(json, 0, Math.min(json.length, 200), UTF_8)).isNotNull();
    return e;
  }
}
