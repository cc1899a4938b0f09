package io.mesosjava.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.v1.Resource;
import io.mesosjava.values.Range;
import io.mesosjava.values.Ranges;
import io.mesosjava.values.ValueFormatException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[],\"resources\":[]",
        "[],\"agent_id\":{\"value\":\"a\"}",
        "[null]",
        "[1]",
        "[",
        "[{}",
        "[]]",
        "[{\"name\":\"cpus\"}",
        "cpus:1e400",
        "cpus:9e18",
        "ports:[1-2,2-3]",
        "ports:[1-9, 3-4]"
      })
  void isRefusedWithAColumn(String text) {
    assertThatThrownBy(() -> Resources.parse(text))
        .isInstanceOfSatisfying(
            ValueFormatException.class, e -> assertThat(e.column()).isPositive())
        .hasMessageNotContaining("agent_id");
  }

  @Test
  void namesTheLaterOfOverlappingRanges() {
    assertThatThrownBy(() -> Resources.parse("ports:[5-9,1-5]"))
        .hasMessage("overlapping range 1-5 (column 12)");
    assertThat(Resources.parse("ports:[1-2,3-4]").ports()).hasToString("[1-4]");
  }

  @Test
  void namesScalarsThatAreTooLarge() {
    assertThatThrownBy(() -> Limits.parse("cpus:1e400")).isInstanceOf(ValueFormatException.class);
    assertThatThrownBy(() -> Quantities.parse("cpus:1e400"))
        .isInstanceOf(ValueFormatException.class)
        .hasMessage("number too large: '1e400' (column 6)");
    assertThatThrownBy(() -> Resources.parse("cpus:9e15;cpus:9e15"))
        .isInstanceOf(InvalidResourceException.class)
        .hasMessageContaining("'cpus'");
    Resources huge = Resources.parse("cpus:9e15");
    assertThatThrownBy(() -> huge.plus(huge)).isInstanceOf(InvalidResourceException.class);
  }

  @Test
  void countsBeyondLongs() {
    Resources all = Resources.parse("ports:[0-18446744073709551615];cpus:9e15;cpus(a):9e15");
    Resources fewer = Resources.parse("ports:[0-18446744073709551614]");

    assertThat(all.cpus()).isEqualTo(18e15);
    assertThat(Quantities.of(all).get("cpus")).isEqualTo(18e15);
    assertThat(Quantities.of(all).contains(Quantities.of(fewer))).isTrue();
    assertThat(fewer.contains(Quantities.of(all))).isFalse();
    assertThat(Quantities.of(fewer).plus(Quantities.of(fewer)).toString()).contains("e+19");
  }

  @Test
  void isNamedWhereAnElementIsNull() {
    List<Executable> calls =
        List.of(
            () -> Resources.of((Resource) null),
            () -> Resources.of(Arrays.asList(ResourceBuilder.cpus(1).build(), null)),
            () -> Resources.violation(Arrays.asList((Resource) null)),
            () -> MasterChecks.violation(Arrays.asList((Resource) null)),
            () -> Resources.sum(Arrays.asList((Resources) null)),
            () -> MasterChecks.overlap(Arrays.asList((Resources) null)),
            () -> ResourceBuilder.set("zones", (String) null),
            () -> Ranges.of(Arrays.asList((Range) null)));

    for (Executable call : calls) {
      assertThatThrownBy(call::execute)
          .isInstanceOf(NullPointerException.class)
          .hasMessageMatching("resource|part|item|range");
    }
  }

  @Test
  void isNotBuilt() {
    Resource volume =
        ResourceBuilder.disk(1).reservedStatically("a").createdBy("p").volume("v", "d").build();

    assertThat(volume.getDisk().getPersistence().getPrincipal()).isEqualTo("p");
    assertThat(volume.getDisk().getPersistence().getId()).isEqualTo("v");
    assertThatThrownBy(() -> ResourceBuilder.disk(1).createdBy("p").build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("createdBy: p (expected: a volume)");
    assertThatThrownBy(() -> ResourceBuilder.set("s", "a", "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a'");
    assertThatThrownBy(() -> ResourceBuilder.set("s", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a//b", "", ".."})
  void isNoRoleToAllocateTo(String role) {
    assertThatThrownBy(() -> Resources.parse("cpus:1").allocate(role))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ResourceBuilder.cpus(1).allocatedTo(role))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isNoWishForPorts() {
    assertThatThrownBy(() -> PortRequest.exactly(80, 80))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ports: [80, 80] (expected: each once)");
  }

  @Test
  void conditionsUnderstandTheOldFormat() {
    Resource reserved = ResourceBuilder.cpus(1).reservedDynamically("a").build();
    Resource old = ReservationFormat.PRE_REFINEMENT.convert(reserved);

    assertThat(Where.reservedTo("a").and(Where.dynamicallyReserved())).accepts(old, reserved);
    assertThat(Where.allocatableTo("a/b")).accepts(old, reserved);
    assertThat(Where.unreserved().or(Where.allocatableTo("b"))).rejects(old, reserved);
  }
}
