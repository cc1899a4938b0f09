package io.mesosjava.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no v1 message has, the codec knows all the same, or refuses when it is asked for it. */
class EveryTypeTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "TYPE_INT32, -5",
        "TYPE_INT64, -5000000000",
        "TYPE_UINT32, 4000000000",
        "TYPE_UINT64, 18446744073709551615",
        "TYPE_SINT32, -2147483648",
        "TYPE_SINT64, -9223372036854775808",
        "TYPE_FIXED32, 4000000000",
        "TYPE_FIXED64, 18446744073709551615",
        "TYPE_SFIXED32, -7",
        "TYPE_SFIXED64, -7000000000",
        "TYPE_FLOAT, 1.5",
        "TYPE_DOUBLE, -1.5",
        "TYPE_BOOL, true",
        "TYPE_STRING, \"s\"",
        "TYPE_BYTES, \"YQ==\""
      })
  void isReadAndWritten(Type type, String json) throws DescriptorValidationException, IOException {
    for (boolean packed : new boolean[] {false, true}) {
      if (packed && (type == Type.TYPE_STRING || type == Type.TYPE_BYTES)) {
        continue;
      }
      Descriptor message =
          message(
              field("one", 3_000, type, Label.LABEL_OPTIONAL, false),
              field("many", 2, type, Label.LABEL_REPEATED, packed));
      String text = String.format("{\"one\":%1$s,\"many\":[%1$s,%1$s]}", json);
      DynamicMessage read = read(message, text);
      assertThat(new String(Codec.json().encode(read), UTF_8)).isEqualTo(text);
      assertThat(Codec.protobuf().decoder(read).decode(Codec.protobuf().encode(read)))
          .isEqualTo(read);
    }
  }

  @Test
  void messagesOfManyFields() throws DescriptorValidationException, IOException {
    FieldDescriptorProto[] fields = new FieldDescriptorProto[200];
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < fields.length; i++) {
      fields[i] = field("f" + i, fields.length - i, Type.TYPE_INT32, Label.LABEL_REQUIRED, false);
      json.append(i == 0 ? "" : ",").append("\"f").append(i).append("\":").append(i);
    }
    json.append("}");
    Descriptor message = message(fields);
    DynamicMessage read = read(message, json.toString());
    assertThat(new String(Codec.json().encode(read), UTF_8)).isEqualTo(json.toString());
    String twice = json.toString().replace("}", ",\"f0\":7,\"f130\":8}");
    DynamicMessage again = read(message, twice);
    assertThat(again.getField(message.findFieldByName("f130"))).isEqualTo(8);
    assertThat(again.getField(message.findFieldByName("f0"))).isEqualTo(7);
    String without = json.toString().replace("\"f130\":130,", "");
    assertThatThrownBy(() -> read(message, without))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("missing required fields f130");
  }

  @Test
  void groupsAndMapsOfOtherKeysAreRefused() throws DescriptorValidationException {
    DescriptorProto entry =
        DescriptorProto.newBuilder()
            .setName("ManyEntry")
            .setOptions(MessageOptions.newBuilder().setMapEntry(true))
            .addField(field("key", 1, Type.TYPE_INT32, Label.LABEL_OPTIONAL, false))
            .addField(field("value", 2, Type.TYPE_STRING, Label.LABEL_OPTIONAL, false))
            .build();
    DescriptorProto.Builder map =
        DescriptorProto.newBuilder()
            .setName("M")
            .addNestedType(entry)
            .addField(
                field("many", 1, Type.TYPE_MESSAGE, Label.LABEL_REPEATED, false).toBuilder()
                    .setTypeName(".M.ManyEntry"));
    Descriptor message = build(map);
    assertThatThrownBy(() -> Codec.json().decoder(DynamicMessage.getDefaultInstance(message)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a map whose keys are not strings");
  }

  private static DynamicMessage read(Descriptor type, String json) throws IOException {
    return Codec.json()
        .decoder(DynamicMessage.getDefaultInstance(type))
        .decode(json.getBytes(UTF_8));
  }

  private static FieldDescriptorProto field(
      String name, int number, Type type, Label label, boolean packed) {
    FieldDescriptorProto.Builder field =
        FieldDescriptorProto.newBuilder()
            .setName(name)
            .setNumber(number)
            .setType(type)
            .setLabel(label);
    return packed
        ? field.setOptions(FieldOptions.newBuilder().setPacked(true)).build()
        : field.build();
  }

  private static Descriptor message(FieldDescriptorProto... fields)
      throws DescriptorValidationException {
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName("M");
    for (FieldDescriptorProto field : fields) {
      message.addField(field);
    }
    return build(message);
  }

  private static Descriptor build(DescriptorProto.Builder message)
      throws DescriptorValidationException {
    FileDescriptorProto file =
        FileDescriptorProto.newBuilder().setName("m.proto").addMessageType(message).build();
    return FileDescriptor.buildFrom(file, new FileDescriptor[0]).findMessageTypeByName("M");
  }
}
