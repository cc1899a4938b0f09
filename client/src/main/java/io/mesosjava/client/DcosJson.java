package io.mesosjava.client;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.codec.DecodeException;
import java.util.List;

/** The JSON that is exchanged with the login endpoint of DC/OS, by the codec of Mesos' JSON. */
final class DcosJson {

  private static final Descriptor OBJECT = descriptor();

  private DcosJson() {}

  private static Descriptor descriptor() {
    DescriptorProto.Builder object = DescriptorProto.newBuilder().setName("Object");
    List<String> names = List.of("scheme", "uid", "private_key", "login_endpoint", "token", "exp");
    for (String name : names) {
      object
          .addFieldBuilder()
          .setName(name)
          .setNumber(names.indexOf(name) + 1)
          .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL)
          .setType(
              name.equals("exp")
                  ? FieldDescriptorProto.Type.TYPE_INT64
                  : FieldDescriptorProto.Type.TYPE_STRING);
    }
    FileDescriptorProto file =
        FileDescriptorProto.newBuilder().setName("dcos").addMessageType(object).build();
    try {
      return FileDescriptor.buildFrom(file, new FileDescriptor[0]).getMessageType(0);
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  static Message read(byte[] json) throws DecodeException {
    return Codec.json().decoder(DynamicMessage.getDefaultInstance(OBJECT)).decode(json);
  }

  /**
   * The text in a field of {@code object}.
   *
   * @throws IllegalArgumentException if there is none
   */
  static String required(Message object, String name) {
    String text = (String) object.getField(OBJECT.findFieldByName(name));
    if (text.isEmpty()) {
      throw new IllegalArgumentException("service account: missing " + name);
    }
    return text;
  }

  /** What a login token says: who, and until when in seconds since 1970. */
  static byte[] claims(String uid, long expires) {
    return Codec.json()
        .encode(
            DynamicMessage.newBuilder(OBJECT)
                .setField(OBJECT.findFieldByName("uid"), uid)
                .setField(OBJECT.findFieldByName("exp"), expires)
                .build());
  }

  /** What is posted to log in. */
  static byte[] login(String uid, String token) {
    return Codec.json()
        .encode(
            DynamicMessage.newBuilder(OBJECT)
                .setField(OBJECT.findFieldByName("uid"), uid)
                .setField(OBJECT.findFieldByName("token"), token)
                .build());
  }
}
