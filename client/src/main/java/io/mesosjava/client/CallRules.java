package io.mesosjava.client;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a call must hold beyond what the schema requires.
 *
 * @param <C> the calls of the API
 * @param <T> their types
 */
final class CallRules<C extends Message, T extends Enum<T>> implements CallCheck<C> {

  private final Descriptor call;
  private final Function<C, T> typeOf;

  /** The paths of the fields that a call of a type needs. */
  private final Map<T, List<List<FieldDescriptor>>> required;

  /** Rules by which every type of call needs the field that is named for it, if there is one. */
  CallRules(Descriptor call, Class<T> types, Function<C, T> typeOf) {
    this.call = call;
    this.typeOf = typeOf;
    this.required = new EnumMap<>(types);
    for (T type : types.getEnumConstants()) {
      String name = type.name().toLowerCase(Locale.ROOT);
      if (call.findFieldByName(name) != null) {
        requiring(name, type);
      }
    }
  }

  /** These rules, but calls of {@code type} mean something without their message. */
  CallRules<C, T> optional(T type) {
    required.remove(type);
    return this;
  }

  /** These rules, and calls of {@code type} need the field at {@code path} as well. */
  CallRules<C, T> requiring(String path, T type) {
    List<FieldDescriptor> fields = new ArrayList<>();
    Descriptor message = call;
    for (String name : path.split("\\.", -1)) {
      FieldDescriptor field = message.findFieldByName(name);
      fields.add(field);
      if (field.getJavaType() == JavaType.MESSAGE) {
        message = field.getMessageType();
      }
    }
    required.computeIfAbsent(type, t -> new ArrayList<>()).add(List.copyOf(fields));
    return this;
  }

  @Override
  public String typeOf(C call) {
    return typeOf.apply(call).name();
  }

  @Override
  public void check(C call) {
    T type = typeOf.apply(call);
    if (type.name().equals("UNKNOWN")) {
      throw new IllegalArgumentException("type: " + type + " (expected: a type of call)");
    }
    List<List<FieldDescriptor>> paths = required.getOrDefault(type, List.of());
    for (List<FieldDescriptor> path : paths) {
      if (absent(call, path) != null) {
        throw CallCheck.incomplete(
            type.name(),
            call.findInitializationErrors(),
            paths.stream().map(each -> absent(call, each)).filter(Objects::nonNull).toList());
      }
    }
  }

  /** The beginning of {@code path}, up to what {@code call} has not; null if it has all of it. */
  private static @Nullable String absent(Message call, List<FieldDescriptor> path) {
    Message message = call;
    for (int i = 0; i < path.size(); i++) {
      FieldDescriptor field = path.get(i);
      if (!message.hasField(field)) {
        return path.stream()
            .limit(i + 1)
            .map(FieldDescriptor::getName)
            .collect(Collectors.joining("."));
      }
      if (field.getJavaType() == JavaType.MESSAGE) {
        message = (Message) message.getField(field);
      }
    }
    return null;
  }
}
