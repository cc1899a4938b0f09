package io.mesosjava.testkit.api;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.codec.MessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The JSON of answers that Mesos writes by hand for speed: unlike all other JSON it has lists that
 * are empty.
 *
 * @param handwritten messages in which such lists stand, directly or deeper
 * @param lists those that are written even when they are empty
 * @param more what else Mesos writes into a handwritten message: values in JSON by their names
 */
public record ViewJson(
    Set<Descriptor> handwritten,
    Set<FieldDescriptor> lists,
    Function<Message, Map<String, String>> more)
    implements Codec {

  /** Copies the sets. */
  public ViewJson {
    handwritten = Set.copyOf(handwritten);
    lists = Set.copyOf(lists);
  }

  @Override
  public String mediaType() {
    return Codec.json().mediaType();
  }

  @Override
  public <M extends Message> MessageDecoder<M> decoder(M prototype) {
    return Codec.json().decoder(prototype);
  }

  @Override
  public <M extends Message> MessageDecoder<M> tolerantDecoder(M prototype) {
    return Codec.json().tolerantDecoder(prototype);
  }

  @Override
  public byte[] encode(Message message) {
    return text(message).getBytes(StandardCharsets.UTF_8);
  }

  private String text(Message message) {
    Descriptor type = message.getDescriptorForType();
    if (!handwritten.contains(type)) {
      return plain(message);
    }
    Message.Builder shell = message.toBuilder();
    type.getFields().stream()
        .filter(field -> isWalked(field) && !field.isRequired())
        .forEach(shell::clearField);
    Map<String, String> members = JsonMembers.of(plain(shell.build()));
    for (FieldDescriptor field : type.getFields()) {
      if (isWalked(field) && isWritten(message, field)) {
        members.put(field.getName(), value(message, field));
      }
    }
    Stream<String> inOrder =
        type.getFields().stream().map(FieldDescriptor::getName).filter(members::containsKey);
    return Stream.concat(
            inOrder.map(name -> member(name, members.getOrDefault(name, ""))),
            more.apply(message).entrySet().stream().map(e -> member(e.getKey(), e.getValue())))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String plain(Message message) {
    return new String(Codec.json().encode(message), StandardCharsets.UTF_8);
  }

  private static String member(String name, String value) {
    return "\"" + name + "\":" + value;
  }

  private boolean isWalked(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && (lists.contains(field) || handwritten.contains(field.getMessageType()));
  }

  private boolean isWritten(Message message, FieldDescriptor field) {
    return field.isRepeated()
        ? lists.contains(field) || message.getRepeatedFieldCount(field) > 0
        : message.hasField(field);
  }

  private String value(Message message, FieldDescriptor field) {
    if (!field.isRepeated()) {
      return text((Message) message.getField(field));
    }
    return IntStream.range(0, message.getRepeatedFieldCount(field))
        .mapToObj(i -> text((Message) message.getRepeatedField(field, i)))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
