package io.mesosjava.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.MasterInfo;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What JSON is taken for what message: the rules of Mesos' parser, one by one. */
class JsonReadingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"value":5}                   | 5
          {"value":5.0}                 | 5
          {"value":-0.25}               | -0.25
          {"value":1e3}                 | 1000
          {"value":1.5E-3}              | 0.0015
          {"value":"1.5"}               | 1.5
          {"value":" 1.5 "}             | 1.5
          {"value":Infinity}            | Infinity
          {"value":-Infinity}           | -Infinity
          {"value":"Infinity"}          | Infinity
          {"value":"-Infinity"}         | -Infinity
          {"value":0.30000000000000004} | 0.30000000000000004
          {"value":123456789012345678901234567890} | 123456789012345678901234567890
          {"value":5e-324}              | 4.9E-324
          {"value":1e-400}              | 0
          {"value":9007199254740993}    | 9007199254740992
          {"value":1,"value":2}         | 2
          {"value":"x","value":2}       | 2
          {"value":null,"value":2}      | 2
          { "value" : 7 }               | 7
          {"v\\u0061lue":8}             | 8
          {"value":3,"valu":1,"values":2,"Value":4,"":5} | 3
          """)
  void doubles(String json, double expected) throws IOException {
    assertThat(read(Value.Scalar.getDefaultInstance(), json).getValue()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          0                      | 0
          18446744073709551615   | -1
          9223372036854775808    | -9223372036854775808
          "31000"                | 31000
          31000.0                | 31000
          12.9                   | 12
          "12.5"                 | 12
          1e3                    | 1000
          -1                     | -1
          -9223372036854775808   | -9223372036854775808
          """)
  void unsigned64(String number, long expected) throws IOException {
    Value.Range range = read(Value.Range.getDefaultInstance(), "{\"begin\":%s,\"end\":1}", number);
    assertThat(range.getBegin()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"4294967295, -1", "-1, -1", "16777343, 16777343", "\"5050\", 5050"})
  void unsigned32(String number, int expected) throws IOException {
    String json = "{\"id\":\"m\",\"port\":1,\"ip\":" + number + "}";
    assertThat(read(MasterInfo.getDefaultInstance(), json).getIp()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"2147483647, 2147483647", "-2147483648, -2147483648", "\"-1\", -1", "9.99, 9"})
  void signed32(String number, int expected) throws IOException {
    assertThat(read(Event.Failure.getDefaultInstance(), "{\"status\":%s}", number).getStatus())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "-9223372036854775808, -9223372036854775808",
    "9223372036854775807, 9223372036854775807",
    "1795383194781384960, 1795383194781384960"
  })
  void signed64(String number, long expected) throws IOException {
    io.mesosjava.v1.TimeInfo time =
        read(io.mesosjava.v1.TimeInfo.getDefaultInstance(), "{\"nanoseconds\":%s}", number);
    assertThat(time.getNanoseconds()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"true, true", "false, false", "\"true\", true", "\" false \", false"})
  void booleans(String json, boolean expected) throws IOException {
    FrameworkInfo info =
        read(
            FrameworkInfo.getDefaultInstance(),
            "{\"user\":\"u\",\"name\":\"n\",\"checkpoint\":%s}",
            json);
    assertThat(info.hasCheckpoint()).isTrue();
    assertThat(info.getCheckpoint()).isEqualTo(expected);
  }

  @Test
  void strings() throws IOException {
    assertThat(name("plain")).isEqualTo("plain");
    assertThat(name("")).isEmpty();
    assertThat(name("\\\"\\\\\\/\\b\\f\\n\\r\\t")).isEqualTo("\"\\/\b\f\n\r\t");
    assertThat(name("\\u00e9\\ud83d\\ude00\\u4E2D\\u0000")).isEqualTo("é\ud83d\ude00中\0");
    assertThat(name("é😀中\u007f")).isEqualTo("é😀中\u007f");
    String large = "0123456789".repeat(100_000);
    assertThat(name(large)).isEqualTo(large);
    for (int length = 0; length < 300; length++) {
      String text = "x".repeat(length);
      assertThat(name(text)).isEqualTo(text);
      assertThat(name(text + "\\n" + text)).isEqualTo(text + "\n" + text);
    }
  }

  @Test
  void bytesThatAreNotUtf8PassAsTheyAre() throws IOException {
    byte[] json = "{\"value\":\"a??b\"}".getBytes(UTF_8);
    json[11] = (byte) 0xff;
    json[12] = (byte) 0xc0;
    io.mesosjava.v1.TaskID id =
        Codec.json().decoder(io.mesosjava.v1.TaskID.getDefaultInstance()).decode(json);
    assertThat(id.getValueBytes()).isEqualTo(ByteString.copyFrom(json, 10, 4));
    assertThat(Codec.json().encode(id)).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      textBlock =
          """
          3ZTXfBscQcStn2nB5p7oOg==     | dd94d77c1b1c41c4ad9f69c1e69ee83a
          3ZTXfBscQcStn2nB5p7oOg       | dd94d77c1b1c41c4ad9f69c1e69ee83a
          3ZTX\\nfBsc QcSt\\tn2nB5p7oOg | dd94d77c1b1c41c4ad9f69c1e69ee83a
          3ZTX=fBsc                    | dd94d7
          3ZTXf                        | dd94d7
          +\\/+\\/                     | fbffbf
          +/+/                         | fbffbf
          YQ==                         | 61
          YWI=                         | 6162
          ==                           | ``
          ``                           | ``
          """)
  void base64(String text, String hex) throws IOException {
    Event.Message message =
        read(
            Event.Message.getDefaultInstance(),
            "{\"agent_id\":{\"value\":\"a\"},\"executor_id\":{\"value\":\"e\"},\"data\":\"%s\"}",
            text);
    assertThat(message.getData())
        .isEqualTo(ByteString.copyFrom(java.util.HexFormat.of().parseHex(hex)));
  }

  @Test
  void unknownNamesOfEnumsAreDropped() throws IOException {
    Event event = read(Event.getDefaultInstance(), "{\"type\":\"NO_SUCH\"}");
    assertThat(event.hasType()).isFalse();
    assertThat(read(Event.getDefaultInstance(), "{\"type\":\"offers\"}").hasType()).isFalse();
    assertThat(read(Event.getDefaultInstance(), "{\"type\":\"UNKNOWN\"}").hasType()).isTrue();
    assertThat(
            read(Event.getDefaultInstance(), "{\"type\":\"NO_SUCH\",\"type\":\"OFFERS\"}")
                .getType())
        .isEqualTo(Event.Type.OFFERS);
    assertThat(
            read(Event.getDefaultInstance(), "{\"type\":\"OFFERS\",\"type\":\"NO_SUCH\"}")
                .hasType())
        .isFalse();
  }

  @Test
  void unknownFieldsAreSkipped() throws IOException {
    Event event =
        read(
            Event.getDefaultInstance(),
            "{\"x\":{\"a\":[1,-2.5e3,\"s\\n\",null,true,false,Infinity,{\"b\":{}},[]]},"
                + "\"type\":\"HEARTBEAT\",\"y\":[]}");
    assertThat(event).isEqualTo(Event.newBuilder().setType(Event.Type.HEARTBEAT).build());
  }

  @Test
  void nullIsNoValue() throws IOException {
    Event event =
        read(
            Event.getDefaultInstance(),
            "{\"type\":null,\"offers\":{\"offers\":[null]},\"error\":null}");
    assertThat(event).isEqualTo(parse("offers {}", Event.newBuilder()));
  }

  @Test
  void theLastOfEqualKeysReplacesTheOthers() throws IOException {
    assertThat(
            read(
                Call.getDefaultInstance(),
                "{\"suppress\":{\"roles\":[\"a\"]},\"revive\":{\"roles\":[\"x\",\"y\"]},"
                    + "\"suppress\":{},\"revive\":{\"roles\":[\"z\"]}}"))
        .isEqualTo(parse("suppress {} revive { roles: 'z' }", Call.newBuilder()));
    assertThat(
            read(Call.getDefaultInstance(), "{\"suppress\":{\"roles\":[\"a\"]},\"suppress\":null}"))
        .isEqualTo(Call.getDefaultInstance());
    assertThat(
            read(
                Call.getDefaultInstance(),
                "{\"suppress\":{\"roles\":[\"a\"],\"roles\":[\"b\"],\"r\\u006fles\":[\"c\"]}}"))
        .isEqualTo(parse("suppress { roles: 'c' }", Call.newBuilder()));
  }

  @Test
  void wrongValuesOfEarlierEqualKeysDoNotMatter() throws IOException {
    assertThat(
            read(
                Call.getDefaultInstance(), "{\"revive\":5,\"type\":7,\"type\":null,\"revive\":{}}"))
        .isEqualTo(parse("revive {}", Call.newBuilder()));
  }

  @Test
  void mapsAreObjects() throws IOException {
    TaskInfo task =
        read(
            TaskInfo.getDefaultInstance(),
            "{\"name\":\"n\",\"task_id\":{\"value\":\"t\"},\"agent_id\":{\"value\":\"a\"},"
                + "\"limits\":{\"cpus\":{\"value\":1},\"mem\":{\"value\":\"Infinity\"},"
                + "\"cpus\":{\"value\":2},\"c\\u0070us\":{\"value\":3}}}");
    assertThat(task.getLimitsMap())
        .containsOnly(
            java.util.Map.entry("cpus", scalar(3)),
            java.util.Map.entry("mem", scalar(Double.POSITIVE_INFINITY)));
  }

  @Test
  void aValueAloneIsAnArrayOfItAndArraysInArraysAreOne() throws IOException {
    assertThat(read(Call.Revive.getDefaultInstance(), "{\"roles\":\"a\"}").getRolesList())
        .containsExactly("a");
    assertThat(
            read(Call.Revive.getDefaultInstance(), "{\"roles\":[[\"a\",[]],\"b\",[[\"c\"]]]}")
                .getRolesList())
        .containsExactly("a", "b", "c");
  }

  @Test
  void durationsArePlainMessages() throws IOException {
    io.mesosjava.v1.master.Call.DrainAgent drain =
        read(
            io.mesosjava.v1.master.Call.DrainAgent.getDefaultInstance(),
            "{\"agent_id\":{\"value\":\"a\"},\"max_grace_period\":{\"seconds\":600,\"nanos\":5}}");
    assertThat(drain.getMaxGracePeriod().getSeconds()).isEqualTo(600);
    assertThat(drain.getMaxGracePeriod().getNanos()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 150, 199})
  void nestingUpToTheLimit(int depth) throws IOException {
    String nested = "[".repeat(depth) + "]".repeat(depth);
    assertThat(read(Event.getDefaultInstance(), "{\"x\":%s,\"type\":\"HEARTBEAT\"}", nested))
        .isEqualTo(Event.newBuilder().setType(Event.Type.HEARTBEAT).build());
  }

  @Test
  void messagesAreNestedAsDeepToo() throws IOException {
    String id = "{\"value\":\"c\"}";
    for (int i = 1; i < 200; i++) {
      id = "{\"value\":\"c\",\"parent\":" + id + "}";
    }
    io.mesosjava.v1.ContainerID container =
        read(io.mesosjava.v1.ContainerID.getDefaultInstance(), id);
    assertThat(new String(Codec.json().encode(container), UTF_8)).isEqualTo(id);
  }

  @Test
  void fieldsComeInAnyOrderAndWithBlanks() throws IOException {
    Resource resource =
        read(
            Resource.getDefaultInstance(),
            "{ \"scalar\" : { \"value\" : 1 } ,\n\t\"type\"\r:\"SCALAR\", \"name\" : \"cpus\" }");
    assertThat(resource)
        .isEqualTo(parse("name: 'cpus' type: SCALAR scalar { value: 1 }", Resource.newBuilder()));
  }

  @Test
  void readsPartOfAnArray() throws IOException {
    byte[] bytes = "xx{\"value\":5.5}yy".getBytes(UTF_8);
    MessageDecoder<Value.Scalar> decoder = Codec.json().decoder(Value.Scalar.getDefaultInstance());
    assertThat(decoder.decode(bytes, 2, bytes.length - 4)).isEqualTo(scalar(5.5));
  }

  @Test
  void textsDoNotShareTheArrayThatWasRead() throws IOException {
    byte[] json = "{\"value\":\"abc\"}".getBytes(UTF_8);
    io.mesosjava.v1.OfferID id =
        Codec.json().decoder(io.mesosjava.v1.OfferID.getDefaultInstance()).decode(json);
    java.util.Arrays.fill(json, (byte) 0);
    assertThat(id.getValue()).isEqualTo("abc");
  }

  @Test
  void aRequiredEnumAndDefaultsAreTaken() throws IOException {
    TaskStatus status =
        read(
            TaskStatus.getDefaultInstance(),
            "{\"task_id\":{\"value\":\"t\"},\"state\":\"TASK_RUNNING\",\"healthy\":false}");
    assertThat(status)
        .isEqualTo(
            parse(
                "task_id { value: 't' } state: TASK_RUNNING healthy: false",
                TaskStatus.newBuilder()));
    assertThat(Offer.getDefaultInstance().isInitialized()).isFalse();
  }

  private static String name(String literal) throws IOException {
    return read(io.mesosjava.v1.TaskID.getDefaultInstance(), "{\"value\":\"%s\"}", literal)
        .getValue();
  }

  private static Value.Scalar scalar(double value) {
    return Value.Scalar.newBuilder().setValue(value).build();
  }

  private static <M extends Message> M read(M type, String template, String value)
      throws IOException {
    return read(type, template.replace("%s", value));
  }

  private static <M extends Message> M read(M type, String json) throws IOException {
    return Codec.json().decoder(type).decode(json.getBytes(UTF_8));
  }

  private static Message parse(String text, Message.Builder builder) throws IOException {
    TextFormat.merge(text, builder);
    return builder.build();
  }
}
