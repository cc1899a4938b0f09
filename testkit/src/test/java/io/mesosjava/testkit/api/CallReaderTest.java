package io.mesosjava.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.testkit.http.Header;
import io.mesosjava.testkit.http.Request;
import io.mesosjava.v1.master.Call;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Mesos 1.12 said to the same bodies; {@code ~} stands for an end of line. */
class CallReaderTest {

  private static final String HEALTH = "{\"type\":\"GET_HEALTH\"";

  private final CallReader<Call> reader = new CallReader<>(Call.getDefaultInstance());

  private Call read(String body) throws Refusal {
    return reader.read(
        new Request(
            "POST",
            "/api/v1",
            "",
            List.of(new Header("Content-Type", "application/json")),
            body.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "falsy | 1 | y",
        "nan | 1 | an",
        "Infinity | 1 | Infinity",
        "-Infinity | 1 | Infinity",
        "--1 | 1 | ``",
        "\"\\x\" | 1 | \"",
        "\"\\ud83d\\u0041\" | 1 | \"",
        "~~ | 2 | ``",
        "{\"a\":~~~!} | 4 | !}",
        "{\"x\":1ee5} | 1 | }",
        "{\"x\":1.2.3} | 1 | }",
        "{\"x\":1-2} | 1 | }",
        "{\"x\":\"\\a\"} | 1 | \"}",
        "{\"x\":\"\\ud83d\\n\"} | 1 | n\"}",
        "{\"x\":\"\\u12G4\"} | 1 | G4\"}",
        "{\"x\":tru} | 1 | }",
        "{\"x\" 1} | 1 | 1}",
        "[1,] | 1 | ]",
        "{,} | 1 | ,}",
      })
  void tellsWhereSyntaxEndedAsItsParserDoes(String body, int line, String near) {
    assertThatThrownBy(() -> read(body.replace('~', '\n')))
        .hasMessage("Failed to parse body into JSON: syntax error at line %d near: %s", line, near);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {"0x10|10", "{}~ x|~ x", "{}  ~  yy |  ~  yy", "{}{}|{}", "{},|,"})
  void tellsWhatTrails(String body, String trailing) {
    assertThatThrownBy(() -> read(body.replace('~', '\n')))
        .hasMessage(
            "Failed to parse body into JSON:"
                + " Parsed JSON included non-whitespace trailing characters: %s",
            trailing.replace('~', '\n'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "{\"x\":1e999}", "{\"x\":-1e999}"})
  void refusesNumbersThatAreTooBig(String body) {
    assertThatThrownBy(() -> read(body))
        .hasMessage("Failed to parse body into JSON: Value out of range");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"01", "1.", "-.5", "1.e2", "00", "1e-999", "123456789012345678901234567890"})
  void takesWhatStrtodTakesForNumbers(String number) throws Refusal {
    assertThat(read(HEALTH + ",\"x\":" + number + "}").getType()).isEqualTo(Call.Type.GET_HEALTH);
  }

  @ParameterizedTest
  @ValueSource(ints = {199, 200})
  void goesTwoHundredDeep(int depth) {
    String body = HEALTH + ",\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
    if (depth < 200) {
      assertThatCode(() -> read(body)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> read(body))
          .hasMessageStartingWith("Failed to parse body into JSON: syntax error at line 1 near: ]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"true\" | Failed to parse 'true' as a JSON number for field 'level':"
            + " Unexpected JSON type parsed",
        "\"Infinity\" | Failed to parse 'Infinity' as a JSON number for field 'level':"
            + " syntax error at line 1 near: Infinity",
        "\"5 \" | Failed to parse '5 ' as a JSON number for field 'level':"
            + " Parsed JSON included non-whitespace trailing characters: ``",
        "true | Not expecting a JSON boolean for field 'level'",
        "[1] | Not expecting a JSON array for field 'level'",
      })
  void refusesWhatIsNoNumber(String level, String problem) {
    assertThatThrownBy(() -> read(levelled(level)))
        .hasMessage("Failed to convert JSON into Call protobuf: " + problem.replace("``", ""));
  }

  private static String levelled(String level) {
    return "{\"type\":\"SET_LOGGING_LEVEL\",\"set_logging_level\":"
        + "{\"duration\":{\"nanoseconds\":1},\"level\":"
        + level
        + "}}";
  }

  @ParameterizedTest
  @CsvSource({
    "'\"5x\"', 5",
    "'\" 5\"', 5",
    "1.9, 1",
    "-1, -1",
    "4294967297, 1",
    "3e9, 3000000000",
    "1e300, 0",
  })
  void convertsNumbersAsCompiledCodeDoes(String level, long expected) throws Refusal {
    Call call = read(levelled(level));
    assertThat(Integer.toUnsignedLong(call.getSetLoggingLevel().getLevel()))
        .isEqualTo(expected & 0xffff_ffffL);
  }

  @Test
  void looksAtMembersInTheOrderOfTheirNames() {
    assertThatThrownBy(() -> read("{\"type\":1,\"get_metrics\":2,\"set_quota\":3}"))
        .hasMessageEndingWith("Not expecting a JSON number for field 'get_metrics'");
  }

  @Test
  void theLastMemberOfANameCounts() throws Refusal {
    assertThat(read("{\"type\":1,\"type\":\"GET_ROLES\"}").getType())
        .isEqualTo(Call.Type.GET_ROLES);
  }

  @ParameterizedTest
  @CsvSource({"QUI=, AB", "QUI, AB", "'Q U\tI=', AB", "QQ==xx, A", "Q, ''"})
  void readsBase64Leniently(String text, String expected) {
    assertThat(LenientBase64.stranger(text)).isEmpty();
    assertThat(new String(LenientBase64.decode(text), StandardCharsets.UTF_8)).isEqualTo(expected);
  }
}
