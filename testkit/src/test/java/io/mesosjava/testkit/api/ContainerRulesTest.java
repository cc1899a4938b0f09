package io.mesosjava.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.ContainerInfo;
import io.mesosjava.v1.Volume;
import org.junit.jupiter.api.Test;

class ContainerRulesTest {

  @Test
  void aVolumeOfAStorageInterfaceIsToBeProvisioned() {
    Volume.Source.Builder source =
        Volume.Source.newBuilder().setType(Volume.Source.Type.CSI_VOLUME);
    source.getCsiVolumeBuilder().setPluginName("p");
    ContainerInfo container =
        ContainerInfo.newBuilder()
            .setType(ContainerInfo.Type.MESOS)
            .addVolumes(
                Volume.newBuilder().setContainerPath("p").setMode(Volume.Mode.RW).setSource(source))
            .build();

    assertThat(ContainerRules.problem(container))
        .hasValue(
            "Invalid volume: 'source.csi_volume.static_provisioning' is not set for CSI volume");
  }
}
