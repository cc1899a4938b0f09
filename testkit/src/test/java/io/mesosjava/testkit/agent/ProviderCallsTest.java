package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.CSIPluginContainerInfo.Service;
import io.mesosjava.v1.ResourceProviderInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderCallsTest {

  private static final String STORAGE = "org.apache.mesos.rp.local.storage";

  @ParameterizedTest
  @CsvSource({
    "org.example.none, a/b, Unknown local resource provider type 'org.example.none'",
    STORAGE + ", a b, Resource provider name 'a b' does not follow Java package naming convention",
    STORAGE + ", '', Resource provider name '' does not follow Java package naming convention",
    STORAGE + ", good_1, 'ResourceProviderInfo.storage' must be set",
  })
  void aProviderHasAKnownTypeAProperNameAndAStorage(String type, String name, String problem) {
    ResourceProviderInfo info =
        ResourceProviderInfo.newBuilder().setType(type).setName(name).build();
    assertThat(ProviderCalls.problem(info)).contains(problem);
  }

  @Test
  void aPluginHasProperNamesAndServesNodes() {
    ResourceProviderInfo.Builder info =
        ResourceProviderInfo.newBuilder().setType(STORAGE).setName("good");
    info.getStorageBuilder().getPluginBuilder().setType("org..csi").setName("n");
    assertThat(ProviderCalls.problem(info.build()))
        .contains(
            "CSI plugin type 'org..csi' and name 'n' does not follow Java package naming"
                + " convention");
    info.getStorageBuilder().getPluginBuilder().setType("org.csi");
    assertThat(ProviderCalls.problem(info.build())).contains("NODE_SERVICE not found");
    info.getStorageBuilder()
        .getPluginBuilder()
        .addContainersBuilder()
        .addServices(Service.NODE_SERVICE);
    assertThat(ProviderCalls.problem(info.build())).isEmpty();
  }
}
