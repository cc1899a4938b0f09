package io.mesosjava.schema;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.util.List;
import java.util.Map;

/**
 * What Mesos 1.12-dev (commit c1b42f79) added to the schemas of 1.11.0: the whole list, all of it
 * in {@code mesos.proto}. Positions matter: Mesos writes the members of a JSON object in the order
 * of declaration.
 */
final class Mesos112Additions {

  static final String FILE = "mesos/v1/mesos.proto";

  /** A field, declared right after {@code after} in {@code message}. */
  record AddedField(String message, String after, String name, int number, String type) {}

  /** A value, declared last in {@code enumeration}. */
  record AddedValue(String enumeration, String name, int number) {}

  /** A message, declared last in {@code parent}; all its fields are optional. */
  record AddedMessage(String parent, String name, List<AddedField> fields) {}

  private static final String STATISTICS = "ResourceStatistics";
  private static final String PERCENTILES = STATISTICS + ".RatePercentiles";
  private static final String RATES = STATISTICS + ".RateStatistics";
  private static final String RATE_PERCENTILES = ".mesos.v1." + PERCENTILES;

  static final List<AddedValue> VALUES =
      List.of(
          new AddedValue("MasterInfo.Capability.Type", "QUOTA_V2", 3),
          new AddedValue("CapabilityInfo.Capability", "PERFMON", 1038),
          new AddedValue("CapabilityInfo.Capability", "BPF", 1039),
          new AddedValue("CapabilityInfo.Capability", "CHECKPOINT_RESTORE", 1040));

  static final List<AddedMessage> MESSAGES =
      List.of(
          new AddedMessage(
              STATISTICS,
              "RatePercentiles",
              List.of(
                  added(PERCENTILES, "min", 1, "uint64"),
                  added(PERCENTILES, "max", 2, "uint64"),
                  added(PERCENTILES, "p50", 3, "uint64"),
                  added(PERCENTILES, "p90", 4, "uint64"),
                  added(PERCENTILES, "p95", 5, "uint64"),
                  added(PERCENTILES, "p99", 6, "uint64"),
                  added(PERCENTILES, "p999", 7, "uint64"),
                  added(PERCENTILES, "p9999", 8, "uint64"),
                  added(PERCENTILES, "samples", 9, "uint64"))),
          new AddedMessage(
              STATISTICS,
              "RateStatistics",
              List.of(
                  added(RATES, "rx_rate", 1, RATE_PERCENTILES),
                  added(RATES, "rx_packet_rate", 2, RATE_PERCENTILES),
                  added(RATES, "rx_drop_rate", 3, RATE_PERCENTILES),
                  added(RATES, "rx_error_rate", 4, RATE_PERCENTILES),
                  added(RATES, "tx_rate", 5, RATE_PERCENTILES),
                  added(RATES, "tx_packet_rate", 6, RATE_PERCENTILES),
                  added(RATES, "tx_drop_rate", 7, RATE_PERCENTILES),
                  added(RATES, "tx_error_rate", 8, RATE_PERCENTILES),
                  added(RATES, "sampling_window_secs", 9, "double"),
                  added(RATES, "sampling_interval_secs", 10, "double"))));

  static final List<AddedField> FIELDS =
      List.of(
          after("mem_total_memsw_bytes", "mem_kmem_usage_bytes", 52, "uint64"),
          after("mem_kmem_usage_bytes", "mem_kmem_tcp_usage_bytes", 53, "uint64"),
          after("net_tx_dropped", "net_tx_rate_limit", 46, "uint64"),
          after("net_tx_rate_limit", "net_tx_burst_rate_limit", 47, "uint64"),
          after("net_tx_burst_rate_limit", "net_tx_burst_size", 48, "uint64"),
          after("net_tx_burst_size", "net_rx_rate_limit", 49, "uint64"),
          after("net_rx_rate_limit", "net_rx_burst_rate_limit", 50, "uint64"),
          after("net_rx_burst_rate_limit", "net_rx_burst_size", 51, "uint64"),
          after("net_rx_burst_size", "net_rate_statistics", 54, ".mesos.v1." + RATES),
          after("net_rate_statistics", "net_ephemeral_ports", 55, ".mesos.v1.Value.Range"));

  private static final Map<String, Type> SCALARS =
      Map.of("uint64", Type.TYPE_UINT64, "double", Type.TYPE_DOUBLE);

  private Mesos112Additions() {}

  /** {@code file} with the additions that belong to it. */
  static FileDescriptorProto applyTo(FileDescriptorProto file) {
    if (!file.getName().equals(FILE)) {
      return file;
    }
    FileDescriptorProto.Builder result = file.toBuilder();
    for (AddedValue value : VALUES) {
      enumeration(result, value.enumeration())
          .addValueBuilder()
          .setName(value.name())
          .setNumber(value.number());
    }
    for (AddedMessage message : MESSAGES) {
      DescriptorProto.Builder added = message(result, message.parent()).addNestedTypeBuilder();
      added.setName(message.name());
      message.fields().forEach(field -> added.addField(proto(field)));
    }
    for (AddedField field : FIELDS) {
      DescriptorProto.Builder message = message(result, field.message());
      message.addField(position(message, field.after()) + 1, proto(field));
    }
    return result.build();
  }

  private static AddedField added(String message, String name, int number, String type) {
    return new AddedField(message, "", name, number, type);
  }

  private static AddedField after(String after, String name, int number, String type) {
    return new AddedField(STATISTICS, after, name, number, type);
  }

  private static FieldDescriptorProto proto(AddedField field) {
    FieldDescriptorProto.Builder proto =
        FieldDescriptorProto.newBuilder()
            .setName(field.name())
            .setNumber(field.number())
            .setLabel(Label.LABEL_OPTIONAL);
    Type scalar = SCALARS.get(field.type());
    return scalar != null
        ? proto.setType(scalar).build()
        : proto.setType(Type.TYPE_MESSAGE).setTypeName(field.type()).build();
  }

  private static int position(DescriptorProto.Builder message, String field) {
    for (int i = 0; i < message.getFieldCount(); i++) {
      if (message.getField(i).getName().equals(field)) {
        return i;
      }
    }
    throw new IllegalStateException("no field " + field + " in " + message.getName());
  }

  private static DescriptorProto.Builder message(FileDescriptorProto.Builder file, String path) {
    String[] names = path.split("\\.", -1);
    DescriptorProto.Builder message =
        file.getMessageTypeBuilderList().stream()
            .filter(type -> type.getName().equals(names[0]))
            .findFirst()
            .orElseThrow();
    for (int i = 1; i < names.length; i++) {
      String name = names[i];
      message =
          message.getNestedTypeBuilderList().stream()
              .filter(type -> type.getName().equals(name))
              .findFirst()
              .orElseThrow();
    }
    return message;
  }

  private static EnumDescriptorProto.Builder enumeration(
      FileDescriptorProto.Builder file, String path) {
    int dot = path.lastIndexOf('.');
    return message(file, path.substring(0, dot)).getEnumTypeBuilderList().stream()
        .filter(type -> type.getName().equals(path.substring(dot + 1)))
        .findFirst()
        .orElseThrow();
  }
}
