package io.mesosjava.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.mesosjava.v1.MesosSchema;
import io.mesosjava.v1.agent.AgentSchema;
import io.mesosjava.v1.allocator.AllocatorSchema;
import io.mesosjava.v1.executor.ExecutorSchema;
import io.mesosjava.v1.maintenance.MaintenanceSchema;
import io.mesosjava.v1.master.MasterSchema;
import io.mesosjava.v1.quota.QuotaSchema;
import io.mesosjava.v1.resourceprovider.ResourceProviderSchema;
import io.mesosjava.v1.scheduler.SchedulerSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated messages against the official ones of Mesos 1.11.0, by descriptor. */
class SchemaEqualityTest {

  private static final Map<String, FileDescriptorProto> OFFICIAL = OfficialSchemas.load();

  private static final Map<String, FileDescriptorProto> OURS =
      Stream.of(
              MesosSchema.getDescriptor(),
              AgentSchema.getDescriptor(),
              AllocatorSchema.getDescriptor(),
              ExecutorSchema.getDescriptor(),
              MaintenanceSchema.getDescriptor(),
              MasterSchema.getDescriptor(),
              QuotaSchema.getDescriptor(),
              ResourceProviderSchema.getDescriptor(),
              SchedulerSchema.getDescriptor())
          .map(FileDescriptor::toProto)
          .collect(Collectors.toMap(FileDescriptorProto::getName, file -> file));

  /** What Mesos 1.12-dev added, spelled out as facts so that the list stands here once more. */
  private static final List<String> ADDED_BY_112 =
      List.of(
          "value mesos.v1.MasterInfo.Capability.Type.QUOTA_V2 = 3",
          "value mesos.v1.CapabilityInfo.Capability.PERFMON = 1038",
          "value mesos.v1.CapabilityInfo.Capability.BPF = 1039",
          "value mesos.v1.CapabilityInfo.Capability.CHECKPOINT_RESTORE = 1040",
          field("mem_kmem_usage_bytes = 52", "TYPE_UINT64"),
          field("mem_kmem_tcp_usage_bytes = 53", "TYPE_UINT64"),
          field("net_tx_rate_limit = 46", "TYPE_UINT64"),
          field("net_tx_burst_rate_limit = 47", "TYPE_UINT64"),
          field("net_tx_burst_size = 48", "TYPE_UINT64"),
          field("net_rx_rate_limit = 49", "TYPE_UINT64"),
          field("net_rx_burst_rate_limit = 50", "TYPE_UINT64"),
          field("net_rx_burst_size = 51", "TYPE_UINT64"),
          field(
              "net_rate_statistics = 54",
              "TYPE_MESSAGE .mesos.v1.ResourceStatistics.RateStatistics"),
          field("net_ephemeral_ports = 55", "TYPE_MESSAGE .mesos.v1.Value.Range"),
          "message mesos.v1.ResourceStatistics.RatePercentiles",
          percentiles("min = 1"),
          percentiles("max = 2"),
          percentiles("p50 = 3"),
          percentiles("p90 = 4"),
          percentiles("p95 = 5"),
          percentiles("p99 = 6"),
          percentiles("p999 = 7"),
          percentiles("p9999 = 8"),
          percentiles("samples = 9"),
          "message mesos.v1.ResourceStatistics.RateStatistics",
          rates("rx_rate = 1"),
          rates("rx_packet_rate = 2"),
          rates("rx_drop_rate = 3"),
          rates("rx_error_rate = 4"),
          rates("tx_rate = 5"),
          rates("tx_packet_rate = 6"),
          rates("tx_drop_rate = 7"),
          rates("tx_error_rate = 8"),
          field("RateStatistics.sampling_window_secs = 9", "TYPE_DOUBLE"),
          field("RateStatistics.sampling_interval_secs = 10", "TYPE_DOUBLE"));

  static Stream<String> files() {
    return OFFICIAL.keySet().stream();
  }

  @Test
  void coversTheNineFiles() {
    assertThat(OURS).containsOnlyKeys(OFFICIAL.keySet()).hasSize(9);
  }

  @ParameterizedTest
  @MethodSource("files")
  void differsFromTheOfficialFileOnlyInWhat112Added(String file) {
    List<String> added = new ArrayList<>(withoutPositions(SchemaFacts.of(ours(file))));
    List<String> official = withoutPositions(SchemaFacts.of(official(file)));

    assertThat(added).containsAll(official);
    added.removeAll(official);

    assertThat(added)
        .containsExactlyInAnyOrderElementsOf(
            file.equals(Mesos112Additions.FILE) ? ADDED_BY_112 : List.of());
  }

  @ParameterizedTest
  @MethodSource("files")
  void declaresEverythingInTheOfficialOrder(String file) {
    assertThat(SchemaFacts.of(ours(file)))
        .isEqualTo(SchemaFacts.of(Mesos112Additions.applyTo(official(file))));
  }

  @ParameterizedTest
  @MethodSource("files")
  void makesTopLevelClassesInItsOwnPackage(String file) {
    assertThat(ours(file).getOptions().getJavaMultipleFiles()).isTrue();
    assertThat(ours(file).getOptions().getJavaPackage())
        .isEqualTo(SchemaPrinter.javaPackage(official(file)))
        .startsWith("io.mesosjava.v1");
  }

  private static FileDescriptorProto ours(String file) {
    FileDescriptorProto schema = OURS.get(file);
    assertThat(schema).as(file).isNotNull();
    return schema;
  }

  private static FileDescriptorProto official(String file) {
    FileDescriptorProto schema = OFFICIAL.get(file);
    assertThat(schema).as(file).isNotNull();
    return schema;
  }

  private static List<String> withoutPositions(List<String> facts) {
    return facts.stream().map(fact -> fact.replaceAll(", declared \\d+", "")).toList();
  }

  private static String percentiles(String field) {
    return field("RatePercentiles." + field, "TYPE_UINT64");
  }

  private static String rates(String field) {
    return field(
        "RateStatistics." + field, "TYPE_MESSAGE .mesos.v1.ResourceStatistics.RatePercentiles");
  }

  private static String field(String field, String type) {
    return "field mesos.v1.ResourceStatistics." + field + ", LABEL_OPTIONAL " + type;
  }
}
