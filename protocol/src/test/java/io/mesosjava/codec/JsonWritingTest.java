package io.mesosjava.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.protobuf.UnknownFieldSet;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.Filters;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.MasterInfo;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TimeInfo;
import io.mesosjava.v1.UUID;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.WeightInfo;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What JSON is made of what message: as Mesos writes it, byte for byte. */
class JsonWritingTest {

  @Test
  void membersComeInTheOrderOfDeclaration() throws IOException {
    // By number, state is before source and agent_id; by declaration, source is first.
    assertThat(
            write(
                TaskStatus.newBuilder(),
                "task_id { value: 't' } agent_id { value: 'a' } state: TASK_LOST message: 'm'"
                    + " source: SOURCE_MASTER timestamp: 1.5"))
        .isEqualTo(
            "{\"task_id\":{\"value\":\"t\"},\"state\":\"TASK_LOST\",\"message\":\"m\","
                + "\"source\":\"SOURCE_MASTER\",\"agent_id\":{\"value\":\"a\"},\"timestamp\":1.5}");
  }

  @Test
  void defaultsAreWrittenUnlessDeprecated() throws IOException {
    assertThat(write(CommandInfo.newBuilder(), "value: 'v'"))
        .isEqualTo("{\"shell\":true,\"value\":\"v\"}");
    assertThat(write(Filters.newBuilder(), "")).isEqualTo("{\"refuse_seconds\":5.0}");
    assertThat(write(FrameworkInfo.newBuilder(), "user: 'u' name: 'n'"))
        .isEqualTo("{\"user\":\"u\",\"name\":\"n\",\"failover_timeout\":0.0,\"checkpoint\":false}");
    assertThat(write(MasterInfo.newBuilder(), "id: 'i' ip: 4294967295 port: 5050"))
        .isEqualTo("{\"id\":\"i\",\"ip\":4294967295,\"port\":5050}");
    assertThat(write(io.mesosjava.v1.NetworkInfo.IPAddress.newBuilder(), ""))
        .isEqualTo("{\"protocol\":\"IPv4\"}");
    assertThat(write(io.mesosjava.v1.ExecutorInfo.newBuilder(), "executor_id { value: 'e' }"))
        .isEqualTo("{\"executor_id\":{\"value\":\"e\"}}");
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5.0",
    "0, 0.0",
    "-0.0, -0.0",
    "0.1, 0.1",
    "-2.5, -2.5",
    "1000000, 1000000.0",
    "999999999999999, 999999999999999.0",
    "1e15, 1000000000000000.0",
    "123456789012345678, 123456789012345680.0",
    "1e20, 100000000000000000000.0",
    "1e21, 1e21",
    "1.5e300, 1.5e300",
    "0.000001, 0.000001",
    "0.0000015, 0.0000015",
    "1e-7, 1e-7",
    "1.25e-7, 1.25e-7",
    "5e-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e308",
    "2.2250738585072014e-308, 2.2250738585072014e-308",
    "1795381740.645325, 1795381740.645325",
    "4294967296.000001, 4294967296.000001",
    "0.002, 0.002",
    // Recorded: the last digit is not that of the nearest.
    "1795384368.7267823, 1795384368.7267824",
    "1795384188.3645551, 1795384188.3645552"
  })
  void doubles(double value, String expected) throws IOException {
    Value.Scalar scalar = Value.Scalar.newBuilder().setValue(value).build();
    String json = new String(Codec.json().encode(scalar), UTF_8);
    assertThat(json).isEqualTo("{\"value\":" + expected + "}");
    assertThat(Codec.json().decoder(scalar).decode(json.getBytes(UTF_8))).isEqualTo(scalar);
  }

  @ParameterizedTest
  @CsvSource({"inf, Infinity", "-inf, -Infinity"})
  void infiniteNumbersAreStrings(String text, String expected) throws IOException {
    String json = write(Value.Scalar.newBuilder(), "value: " + text);
    assertThat(json).isEqualTo("{\"value\":\"" + expected + "\"}");
  }

  @Test
  void whatIsNotANumberIsRefused() {
    assertThatThrownBy(
            () -> Codec.json().encode(WeightInfo.newBuilder().setWeight(Double.NaN).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN (expected: a number");
  }

  @Test
  void integersAreNumbers() throws IOException {
    assertThat(write(Value.Range.newBuilder(), "begin: 18446744073709551615 end: 10"))
        .isEqualTo("{\"begin\":18446744073709551615,\"end\":10}");
    assertThat(write(TimeInfo.newBuilder(), "nanoseconds: -9223372036854775808"))
        .isEqualTo("{\"nanoseconds\":-9223372036854775808}");
    assertThat(write(TimeInfo.newBuilder(), "nanoseconds: 9223372036854775807"))
        .isEqualTo("{\"nanoseconds\":9223372036854775807}");
    assertThat(write(Event.Failure.newBuilder(), "status: -1")).isEqualTo("{\"status\":-1}");
  }

  @Test
  void stringsHaveAsFewEscapesAsJsonAllows() {
    String all = "\"\\/\b\f\n\r\t\u0000\u001f\u007f é€😀";
    assertThat(new String(Codec.json().encode(TaskID.newBuilder().setValue(all).build()), UTF_8))
        .isEqualTo("{\"value\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001F\u007f é€😀\"}");
    for (int length = 0; length < 40; length++) {
      String text = "x".repeat(length) + "\n" + "y".repeat(length);
      assertThat(new String(Codec.json().encode(TaskID.newBuilder().setValue(text).build()), UTF_8))
          .isEqualTo("{\"value\":\"" + text.replace("\n", "\\n") + "\"}");
    }
  }

  @ParameterizedTest
  @CsvSource(
      emptyValue = "",
      value = {"'', ''", "a, YQ==", "ab, YWI=", "abc, YWJj", "~?~, fj9+", "abcd, YWJjZA=="})
  void bytesAreBase64(String text, String base64) {
    UUID uuid = UUID.newBuilder().setValue(ByteString.copyFromUtf8(text)).build();
    assertThat(new String(Codec.json().encode(uuid), UTF_8))
        .isEqualTo("{\"value\":\"" + base64 + "\"}");
  }

  @Test
  void emptyListsAndMapsAreLeftOutAndEmptyMessagesAreNot() throws IOException {
    assertThat(write(Event.newBuilder(), "offers {}")).isEqualTo("{\"offers\":{}}");
    assertThat(write(Call.newBuilder(), "type: REVIVE revive { roles: 'a' roles: '' }"))
        .isEqualTo("{\"type\":\"REVIVE\",\"revive\":{\"roles\":[\"a\",\"\"]}}");
  }

  @Test
  void mapsAreObjects() throws IOException {
    assertThat(
            write(
                TaskInfo.newBuilder(),
                "name: 'n' task_id { value: 't' } agent_id { value: 'a' }"
                    + " limits { key: 'c\"' value { value: 1 } }"
                    + " limits { key: '' value { value: 2 } }"))
        .isEqualTo(
            "{\"name\":\"n\",\"task_id\":{\"value\":\"t\"},\"agent_id\":{\"value\":\"a\"},"
                + "\"limits\":{\"c\\\"\":{\"value\":1.0},\"\":{\"value\":2.0}}}");
  }

  @Test
  void durationsArePlainMessages() throws IOException {
    assertThat(
            write(
                io.mesosjava.v1.master.Call.DrainAgent.newBuilder(),
                "agent_id { value: 'a' } max_grace_period { seconds: 600 }"))
        .contains("\"max_grace_period\":{\"seconds\":600}");
  }

  @Test
  void unknownFieldsAndNumbersOfEnumsAreLeftOut() throws IOException {
    UnknownFieldSet unknown =
        UnknownFieldSet.newBuilder()
            .addField(1, UnknownFieldSet.Field.newBuilder().addVarint(99).build())
            .addField(3, UnknownFieldSet.Field.newBuilder().addFixed32(1).build())
            .addField(70, UnknownFieldSet.Field.newBuilder().addFixed64(1).build())
            .addField(
                71,
                UnknownFieldSet.Field.newBuilder()
                    .addGroup(
                        UnknownFieldSet.newBuilder()
                            .addField(
                                1,
                                UnknownFieldSet.Field.newBuilder()
                                    .addLengthDelimited(ByteString.copyFromUtf8("x"))
                                    .build())
                            .build())
                    .build())
            .build();
    Event event = Event.parseFrom(unknown.toByteString());
    assertThat(event.hasType()).isFalse();
    assertThat(new String(Codec.json().encode(event), UTF_8)).isEqualTo("{}");
    Event typed = event.toBuilder().setType(Event.Type.OFFERS).build();
    assertThat(new String(Codec.json().encode(typed), UTF_8)).isEqualTo("{\"type\":\"OFFERS\"}");
  }

  @Test
  void missingRequiredFieldsAreAllNamed() {
    Resource resource = Resource.newBuilder().setName("cpus").buildPartial();
    for (Codec codec : new Codec[] {Codec.json(), Codec.protobuf()}) {
      assertThatThrownBy(() -> codec.encode(resource))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("mesos.v1.Resource: missing required fields: type");
    }
  }

  private static String write(Message.Builder builder, String text) throws IOException {
    TextFormat.merge(text, builder);
    return new String(Codec.json().encode(builder.build()), UTF_8);
  }
}
