package io.mesosjava.codec;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What reading and writing JSON needs to know of a message type, worked out once. */
final class MessageShape {

  private static final Map<Descriptor, MessageShape> SHAPES = new ConcurrentHashMap<>();

  /** Field numbers up to here are looked up in an array. */
  private static final int DENSE_NUMBERS = 1023;

  final String typeName;

  /** In the order of declaration, which is the order of the JSON that Mesos writes. */
  final FieldShape[] fields;

  final NameTable<FieldShape> byName;

  /** A bit for each field, set for the required ones. */
  final long[] required;

  private final @Nullable FieldShape[] dense;
  private final Map<Integer, FieldShape> sparse = new HashMap<>();

  private MessageShape(Descriptor type) {
    typeName = type.getFullName();
    fields = type.getFields().stream().map(FieldShape::new).toArray(FieldShape[]::new);
    Map<String, FieldShape> names = new HashMap<>();
    required = new long[(fields.length + 63) / 64];
    int highest = 0;
    for (FieldShape field : fields) {
      names.put(field.name, field);
      sparse.put(field.tag >>> 3, field);
      highest = Math.max(highest, field.tag >>> 3);
      if (field.required) {
        required[field.index / 64] |= 1L << field.index;
      }
    }
    byName = new NameTable<>(names);
    dense = new FieldShape[Math.min(highest, DENSE_NUMBERS) + 1];
    Arrays.setAll(dense, sparse::get);
  }

  /**
   * The shape of {@code type}. Shapes are kept for as long as this class: types are part of the
   * program.
   *
   * @throws IllegalArgumentException if the type has what Mesos' JSON has no form for: a group, or
   *     a map whose keys are not strings
   */
  static MessageShape of(Descriptor type) {
    MessageShape shape = SHAPES.get(type);
    if (shape == null) {
      // Published only when whole: types refer to each other, and to themselves.
      Map<Descriptor, MessageShape> built = new HashMap<>();
      shape = build(type, built);
      SHAPES.putAll(built);
    }
    return shape;
  }

  private static MessageShape build(Descriptor type, Map<Descriptor, MessageShape> built) {
    MessageShape shape = built.get(type);
    if (shape != null) {
      return shape;
    }
    shape = new MessageShape(type);
    built.put(type, shape);
    for (FieldDescriptor field : type.getFields()) {
      requireForm(field);
      if (field.getType() == FieldDescriptor.Type.MESSAGE) {
        shape.fields[field.getIndex()].setMessage(build(field.getMessageType(), built));
      }
    }
    return shape;
  }

  private static void requireForm(FieldDescriptor field) {
    boolean oddKey =
        field.isMapField()
            && field.getMessageType().getFields().get(0).getType() != FieldDescriptor.Type.STRING;
    if (oddKey || field.getType() == FieldDescriptor.Type.GROUP) {
      throw new IllegalArgumentException(
          field.getFullName()
              + ": "
              + (oddKey ? "a map whose keys are not strings" : "a group")
              + " (expected: a type that has a form in Mesos' JSON)");
    }
  }

  /** The field of number {@code number}, or null. */
  @Nullable FieldShape byNumber(int number) {
    return number < dense.length ? dense[number] : sparse.get(number);
  }
}
