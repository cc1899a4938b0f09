package io.mesosjava.schema;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints a file descriptor as {@code .proto} text, with this project's Java packages. Everything
 * that the wire or the JSON form depends on is printed: names, numbers, labels, types, defaults,
 * deprecation, and the order of declaration.
 */
final class SchemaPrinter {

  private static final String HEADER =
      """
      // The Mesos v1 API, as of Mesos 1.12-dev. Written by `make generate`; do not edit.

      """;

  private final StringBuilder out = new StringBuilder(HEADER);
  private final FileDescriptorProto file;

  private SchemaPrinter(FileDescriptorProto file) {
    this.file = file;
  }

  static String print(FileDescriptorProto file) {
    return new SchemaPrinter(file).file();
  }

  /** {@code mesos.v1.resource_provider} is {@code io.mesosjava.v1.resourceprovider}. */
  static String javaPackage(FileDescriptorProto file) {
    return "io.mesosjava." + file.getPackage().substring("mesos.".length()).replace("_", "");
  }

  private static String outerClass(FileDescriptorProto file) {
    String path = file.getName();
    String base = path.substring(path.lastIndexOf('/') + 1, path.length() - ".proto".length());
    StringBuilder name = new StringBuilder();
    for (String part : base.split("_", -1)) {
      name.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
    }
    return name + "Schema";
  }

  private String file() {
    line(0, "syntax = \"proto2\";");
    out.append('\n');
    line(0, "package " + file.getPackage() + ";");
    out.append('\n');
    for (String imported : file.getDependencyList()) {
      line(0, "import \"" + imported + "\";");
    }
    if (file.getDependencyCount() > 0) {
      out.append('\n');
    }
    line(0, "option java_package = \"" + javaPackage(file) + "\";");
    line(0, "option java_outer_classname = \"" + outerClass(file) + "\";");
    line(0, "option java_multiple_files = true;");
    for (EnumDescriptorProto type : file.getEnumTypeList()) {
      out.append('\n');
      enumeration(0, type);
    }
    for (DescriptorProto type : file.getMessageTypeList()) {
      out.append('\n');
      message(0, type);
    }
    return out.toString();
  }

  private void message(int depth, DescriptorProto type) {
    line(depth, "message " + type.getName() + " {");
    if (type.getOptions().getDeprecated()) {
      line(depth + 1, "option deprecated = true;");
    }
    type.getReservedRangeList()
        .forEach(
            r -> line(depth + 1, "reserved " + r.getStart() + " to " + (r.getEnd() - 1) + ";"));
    type.getReservedNameList().forEach(n -> line(depth + 1, "reserved \"" + n + "\";"));
    type.getEnumTypeList().forEach(nested -> enumeration(depth + 1, nested));
    for (DescriptorProto nested : type.getNestedTypeList()) {
      if (!nested.getOptions().getMapEntry()) {
        message(depth + 1, nested);
      }
    }
    fields(depth + 1, type);
    line(depth, "}");
  }

  /** In the order of declaration; the fields of a oneof stand next to each other. */
  private void fields(int depth, DescriptorProto type) {
    int open = -1;
    for (FieldDescriptorProto field : type.getFieldList()) {
      int oneof = field.hasOneofIndex() ? field.getOneofIndex() : -1;
      if (oneof != open && open >= 0) {
        line(depth, "}");
      }
      if (oneof != open && oneof >= 0) {
        line(depth, "oneof " + type.getOneofDecl(oneof).getName() + " {");
      }
      open = oneof;
      line(open < 0 ? depth : depth + 1, field(type, field));
    }
    if (open >= 0) {
      line(depth, "}");
    }
  }

  private void enumeration(int depth, EnumDescriptorProto type) {
    line(depth, "enum " + type.getName() + " {");
    if (type.getOptions().getAllowAlias()) {
      line(depth + 1, "option allow_alias = true;");
    }
    for (EnumValueDescriptorProto value : type.getValueList()) {
      String deprecated = value.getOptions().getDeprecated() ? " [deprecated = true]" : "";
      line(depth + 1, value.getName() + " = " + value.getNumber() + deprecated + ";");
    }
    line(depth, "}");
  }

  private static String field(DescriptorProto message, FieldDescriptorProto field) {
    String declaration = declaredType(message, field) + " " + field.getName();
    return declaration + " = " + field.getNumber() + options(field) + ";";
  }

  private static String declaredType(DescriptorProto message, FieldDescriptorProto field) {
    for (DescriptorProto nested : message.getNestedTypeList()) {
      boolean entry =
          field.getTypeName().endsWith("." + message.getName() + "." + nested.getName());
      if (entry && nested.getOptions().getMapEntry()) {
        return "map<" + type(nested.getField(0)) + ", " + type(nested.getField(1)) + ">";
      }
    }
    if (field.hasOneofIndex()) {
      return type(field);
    }
    String label = field.getLabel().name().substring("LABEL_".length()).toLowerCase(Locale.ROOT);
    return label + " " + type(field);
  }

  private static String type(FieldDescriptorProto field) {
    return field.hasTypeName()
        ? field.getTypeName()
        : field.getType().name().substring("TYPE_".length()).toLowerCase(Locale.ROOT);
  }

  private static String options(FieldDescriptorProto field) {
    List<String> options = new ArrayList<>();
    if (field.hasDefaultValue()) {
      boolean quoted = field.getType() == Type.TYPE_STRING || field.getType() == Type.TYPE_BYTES;
      String value = field.getDefaultValue();
      options.add("default = " + (quoted ? '"' + value + '"' : value));
    }
    if (field.getOptions().hasPacked()) {
      options.add("packed = " + field.getOptions().getPacked());
    }
    if (field.getOptions().getDeprecated()) {
      options.add("deprecated = true");
    }
    return options.isEmpty() ? "" : " [" + String.join(", ", options) + "]";
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }
}
