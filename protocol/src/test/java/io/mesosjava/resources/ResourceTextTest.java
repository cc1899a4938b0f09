package io.mesosjava.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Resource.DiskInfo;
import io.mesosjava.values.ValueFormatException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cpus:4;mem:1024;ports:[31000-32000]|cpus:4; mem:1024; ports:[31000-32000]",
        " cpus : 0.5 ; mem(*) : 1e3 ;; |cpus:0.5; mem:1000",
        "disk(role):100|disk(reservations: [(STATIC,role)]):100",
        "disk( eng/dev ):100|disk(reservations: [(STATIC,eng/dev)]):100",
        "zones:{b, a}|zones:{a, b}",
        "cpus:1;cpus:2|cpus:3",
        "cpus:0;ports:[];zones:{}|{}",
        "c p us:10|c p us:10",
        "cpus:.5|cpus:0.5",
        "''|{}",
      })
  void readsTheFlagOfTheAgent(String text, String printed) {
    assertThat(Resources.parse(text)).hasToString(printed);
  }

  @Test
  void reservesToTheDefaultRole() {
    assertThat(Resources.parse("cpus:1;mem(*):2;disk(b):3", "a"))
        .isEqualTo(Resources.parse("cpus(a):1;mem:2;disk(b):3"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cpus|5",
        "cpus:1;mem|11",
        ":1|1",
        "cpus:|6",
        "cpus:x|6",
        "cpus:-1|6",
        "cpus:NaN|6",
        "cpus:Infinity|6",
        "cpus:0x10|6",
        "cpus:1;mem:1:2|12",
        "cpus(a:1|1",
        "cpus:1;cpus(a)b:1|8",
        "ports:[31000-|14",
        "ports:[2-1]|8",
        "cpus:1;zones:{a,a}|17",
        "[{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":x}}]|51",
        "[{\"type\":\"SCALAR\"}]|18",
        "[1]|2",
      })
  void namesTheColumnOfAnError(String text, int column) {
    ValueFormatException error =
        catchThrowableOfType(ValueFormatException.class, () -> Resources.parse(text));

    assertThat(error).as(text).isNotNull();
    assertThat(error.column()).as(error.getMessage()).isEqualTo(column);
  }

  @Test
  void refusesTextOfInvalidResources() {
    assertThatThrownBy(() -> Resources.parse("cpus(a b):1"))
        .isInstanceOf(InvalidResourceException.class)
        .hasMessageContaining("contains backspace or whitespace");
    assertThatThrownBy(() -> Resources.parse("[{\"name\":\"cpus\",\"type\":\"SCALAR\"}]"))
        .isInstanceOf(InvalidResourceException.class)
        .hasMessage("Resource 'cpus:0' is invalid: Invalid scalar resource");
  }

  @Test
  void readsJsonInBothReservationFormats() {
    String old =
        "[{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":2},\"role\":\"a\","
            + "\"reservation\":{\"principal\":\"p\"}}]";

    assertThat(Resources.parse(old))
        .isEqualTo(Resources.of(ResourceBuilder.cpus(2).reservedDynamically("a", "p").build()));
    assertThat(
            Resources.parse(
                "[{\"name\":\"mem\",\"type\":\"SCALAR\",\"scalar\":{\"value\":2}}]", "b"))
        .isEqualTo(Resources.parse("mem(b):2"));
    assertThat(Resources.parse(" [] ")).isEqualTo(Resources.empty());
    assertThat(Resources.empty().toJson()).isEqualTo("[]");
  }

  @Test
  void printsEveryPartAsTheMasterDoes() {
    Resource refined =
        ResourceBuilder.cpus(1)
            .reservedStatically("eng")
            .reservedDynamically("eng/dev", "p", Map.of("k", "v"))
            .allocatedTo("eng/dev")
            .revocable()
            .build();
    Resource volume =
        ResourceBuilder.disk(1024)
            .reservedDynamically("db")
            .mount("/mnt/a")
            .volume("id", "data")
            .shared()
            .build();
    Resource raw =
        ResourceBuilder.disk(5)
            .source(
                DiskInfo.Source.newBuilder()
                    .setType(DiskInfo.Source.Type.RAW)
                    .setVendor("v")
                    .setProfile("fast")
                    .build())
            .build();

    assertThat(Resources.text(refined))
        .isEqualTo(
            "cpus(allocated: eng/dev)(reservations: [(STATIC,eng),(DYNAMIC,eng/dev,p,{k:"
                + " v})]){REV}:1");
    assertThat(Resources.text(volume))
        .isEqualTo("disk(reservations: [(DYNAMIC,db)])[MOUNT:/mnt/a,id:data]<SHARED>:1024");
    assertThat(Resources.of(volume, volume))
        .hasToString("disk(reservations: [(DYNAMIC,db)])[MOUNT:/mnt/a,id:data]<SHARED>:1024<2>");
    assertThat(Resources.text(raw)).isEqualTo("disk[RAW(v,,fast)]:5");
  }
}
