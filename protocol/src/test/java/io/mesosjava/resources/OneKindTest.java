package io.mesosjava.resources;

import static io.mesosjava.resources.ResourceBuilder.cpus;
import static io.mesosjava.resources.ResourceBuilder.disk;
import static io.mesosjava.resources.ResourceBuilder.mem;
import static io.mesosjava.resources.ResourceBuilder.ports;
import static io.mesosjava.resources.ResourceBuilder.scalar;
import static io.mesosjava.resources.ResourceBuilder.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mesosjava.v1.Label;
import io.mesosjava.v1.Labels;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Resource.DiskInfo.Source;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which resources add up to one entry, and which can be taken from which, rule by rule. */
class OneKindTest {

  private static final Source PATH = source(Source.Type.PATH).build();

  private static Source.Builder source(Source.Type type) {
    return Source.newBuilder().setType(type);
  }

  private static ResourceBuilder labelled(String value) {
    return cpus(1).reservedDynamically("r", "p", Map.of("k", value));
  }

  private static ResourceBuilder volume(String id, String path) {
    return disk(10).reservedDynamically("r", "p").volume(id, path);
  }

  static Stream<Arguments> ofOneKind() {
    return Stream.of(
        arguments("equal names", cpus(1), cpus(2)),
        arguments("equal ranges", ports(1, 5), ports(4, 9)),
        arguments("equal sets", set("zones", "a"), set("zones", "b")),
        arguments("equal allocations", cpus(1).allocatedTo("r"), cpus(2).allocatedTo("r")),
        arguments(
            "equal static roles", cpus(1).reservedStatically("r"), cpus(2).reservedStatically("r")),
        arguments("equal labels", labelled("a"), labelled("a")),
        arguments(
            "equal refinements",
            cpus(1).reservedStatically("r").reservedDynamically("r/s", "p"),
            cpus(2).reservedStatically("r").reservedDynamically("r/s", "p")),
        arguments("both revocable", cpus(1).revocable(), cpus(2).revocable()),
        arguments("one provider", disk(1).providedBy("a"), disk(2).providedBy("a")),
        arguments("PATH without a root", disk(1).source(PATH), disk(2).source(PATH)),
        arguments("PATH of one root", disk(1).path("/a"), disk(2).path("/a")),
        arguments(
            "RAW without an id",
            disk(1).source(source(Source.Type.RAW).build()),
            disk(2).source(source(Source.Type.RAW).build())),
        arguments(
            "RAW of one profile",
            disk(1).source(source(Source.Type.RAW).setProfile("fast").build()),
            disk(2).source(source(Source.Type.RAW).setProfile("fast").build())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ofOneKind")
  void addsUp(String rule, ResourceBuilder first, ResourceBuilder second) {
    Resource a = first.build();
    Resource b = second.build();

    Resources sum = Resources.of(a, b);

    assertThat(sum).hasSize(1);
    assertThat(sum.minus(b).contains(Resources.of(a).minus(b))).isTrue();
    assertThat(sum.contains(a)).isTrue();
    assertThat(sum.contains(b)).isTrue();
  }

  static Stream<Arguments> ofTwoKinds() {
    return Stream.of(
        arguments("other names", cpus(1), scalar("gpus", 1)),
        arguments("other allocations", cpus(1).allocatedTo("a"), cpus(1).allocatedTo("b")),
        arguments("allocated and not", cpus(1).allocatedTo("a"), cpus(1)),
        arguments("reserved and not", cpus(1).reservedStatically("a"), cpus(1)),
        arguments("other roles", cpus(1).reservedStatically("a"), cpus(1).reservedStatically("b")),
        arguments(
            "static and dynamic",
            cpus(1).reservedStatically("a"),
            cpus(1).reservedDynamically("a")),
        arguments(
            "other principals",
            cpus(1).reservedDynamically("a", "p"),
            cpus(1).reservedDynamically("a", "q")),
        arguments(
            "a principal and none",
            cpus(1).reservedDynamically("a", "p"),
            cpus(1).reservedDynamically("a")),
        arguments("other labels", labelled("a"), labelled("b")),
        arguments(
            "another depth of refinement",
            cpus(1).reservedStatically("a"),
            cpus(1).reservedStatically("a").reservedDynamically("a/b", "p")),
        arguments("revocable and not", mem(1).revocable(), mem(1)),
        arguments("other providers", disk(1).providedBy("a"), disk(1).providedBy("b")),
        arguments("other roots", disk(1).path("/a"), disk(1).path("/b")),
        arguments("a source and none", disk(1).path("/a"), disk(1)),
        arguments(
            "other profiles",
            disk(1).source(source(Source.Type.RAW).setProfile("fast").build()),
            disk(1).source(source(Source.Type.RAW).setProfile("slow").build())),
        arguments(
            "other vendors",
            disk(1).source(source(Source.Type.RAW).setVendor("a").build()),
            disk(1).source(source(Source.Type.RAW).setVendor("b").build())),
        arguments("other metadata", disk(1).source(metadata("a")), disk(1).source(metadata("b"))),
        arguments(
            "a volume and a disk", volume("v", "data"), disk(10).reservedDynamically("r", "p")),
        arguments("other persistence ids", volume("v", "data"), volume("w", "data")),
        arguments("shared and not", volume("v", "data").shared(), volume("v", "data")));
  }

  private static Source metadata(String value) {
    Labels labels =
        Labels.newBuilder().addLabels(Label.newBuilder().setKey("k").setValue(value)).build();
    return source(Source.Type.RAW).setMetadata(labels).build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ofTwoKinds")
  void stayApart(String rule, ResourceBuilder first, ResourceBuilder second) {
    Resource a = first.build();
    Resource b = second.build();

    Resources sum = Resources.of(a, b);

    assertThat(sum).hasSize(2);
    assertThat(Resources.of(a).contains(b)).isFalse();
    assertThat(Resources.of(a).minus(b)).isEqualTo(Resources.of(a));
    assertThat(sum.minus(b)).isEqualTo(Resources.of(a));
  }

  static Stream<Arguments> indivisible() {
    return Stream.of(
        arguments("MOUNT", disk(10).mount("/m"), disk(4).mount("/m")),
        arguments(
            "BLOCK",
            disk(10).source(source(Source.Type.BLOCK).setId("b").build()),
            disk(4).source(source(Source.Type.BLOCK).setId("b").build())),
        arguments(
            "RAW with an id",
            disk(10).source(source(Source.Type.RAW).setId("r").build()),
            disk(4).source(source(Source.Type.RAW).setId("r").build())),
        arguments(
            "a persistent volume",
            volume("v", "data"),
            disk(4).reservedDynamically("r", "p").volume("v", "data")));
  }

  /** Subtractable only if fully equal; never added up. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("indivisible")
  void isTakenWholeOrNotAtAll(String rule, ResourceBuilder whole, ResourceBuilder piece) {
    Resources disk = Resources.of(whole.build());

    assertThat(disk.contains(piece.build())).isFalse();
    assertThat(disk.minus(piece.build())).isEqualTo(disk);
    assertThat(disk.minus(whole.build())).isEqualTo(Resources.empty());
    assertThat(disk.plus(piece.build())).hasSize(2);
  }

  /** Where a volume is mounted is not part of what it is, for one that is not shared. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("mountedElsewhere")
  void ignoresWhereAVolumeIsMounted(String rule, ResourceBuilder here, ResourceBuilder there) {
    assertThat(Resources.of(here.build()).contains(there.build())).isTrue();
  }

  static Stream<Arguments> mountedElsewhere() {
    return Stream.of(arguments("container path", volume("v", "data"), volume("v", "elsewhere")));
  }
}
