package io.mesosjava.schema;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.util.ArrayList;
import java.util.List;

/**
 * A schema as a list of facts, one line for each thing that the wire, the JSON form or a default
 * depends on. Two schemas are equal when their lists are, and where they are not, the lines say in
 * what.
 */
final class SchemaFacts {

  private final List<String> facts = new ArrayList<>();

  private SchemaFacts() {}

  static List<String> of(FileDescriptorProto file) {
    SchemaFacts schema = new SchemaFacts();
    schema.facts.add("package " + file.getPackage());
    file.getDependencyList().forEach(imported -> schema.facts.add("import " + imported));
    file.getEnumTypeList().forEach(type -> schema.enumeration(file.getPackage(), type));
    file.getMessageTypeList().forEach(type -> schema.message(file.getPackage(), type));
    return schema.facts;
  }

  private void message(String scope, DescriptorProto type) {
    String name = scope + "." + type.getName();
    facts.add("message " + name + (type.getOptions().getMapEntry() ? " (map entry)" : ""));
    for (int i = 0; i < type.getFieldCount(); i++) {
      field(name, type, i);
    }
    type.getEnumTypeList().forEach(nested -> enumeration(name, nested));
    type.getNestedTypeList().forEach(nested -> message(name, nested));
  }

  private void field(String message, DescriptorProto type, int position) {
    FieldDescriptorProto field = type.getField(position);
    facts.add(
        String.format(
            "field %s.%s = %d, declared %d, %s %s%s%s%s%s%s",
            message,
            field.getName(),
            field.getNumber(),
            position,
            field.getLabel(),
            field.getType(),
            field.hasTypeName() ? " " + field.getTypeName() : "",
            field.hasOneofIndex()
                ? ", of oneof " + type.getOneofDecl(field.getOneofIndex()).getName()
                : "",
            field.hasDefaultValue() ? ", default " + field.getDefaultValue() : "",
            field.getOptions().getDeprecated() ? ", deprecated" : "",
            field.getOptions().getPacked() ? ", packed" : ""));
  }

  private void enumeration(String scope, EnumDescriptorProto type) {
    String name = scope + "." + type.getName();
    facts.add("enum " + name + (type.getOptions().getAllowAlias() ? " (aliases)" : ""));
    for (EnumValueDescriptorProto value : type.getValueList()) {
      facts.add("value " + name + "." + value.getName() + " = " + value.getNumber());
    }
  }
}
