package io.mesosjava.resources;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Resource.DiskInfo;
import io.mesosjava.v1.Volume;
import java.util.List;
import org.junit.jupiter.api.Test;

class MasterChecksTest {

  private static final ResourceBuilder DISK = ResourceBuilder.disk(10);

  @Test
  void wantWholeGpus() {
    assertThat(violation(ResourceBuilder.scalar("gpus", 1.5).build()))
        .isEqualTo("Invalid 'gpus' resource: The 'gpus' resource must be an unsigned integer");
    assertThat(MasterChecks.violation(List.of(ResourceBuilder.gpus(2).build()))).isEmpty();
  }

  @Test
  void nameTheInvalidResource() {
    Resource negative = Resource.newBuilder(ResourceBuilder.cpus(1).build()).clearScalar().build();

    assertThat(violation(negative))
        .isEqualTo("Invalid resources: Resource 'cpus:0' is invalid: Invalid scalar resource");
  }

  @Test
  void wantVolumesThatCanBeMade() {
    String disk = "Invalid DiskInfo: ";
    Resource volume = DISK.reservedDynamically("a").volume("v", "data").build();
    Resource.Builder changed = volume.toBuilder();

    assertThat(MasterChecks.violation(List.of(volume))).isEmpty();
    assertThat(
            violation(
                volume.toBuilder()
                    .setRevocable(Resource.RevocableInfo.getDefaultInstance())
                    .build()))
        .isEqualTo(disk + "Persistent volumes cannot be created from revocable resources");
    assertThat(violation(volume.toBuilder().clearReservations().build()))
        .isEqualTo(disk + "Persistent volumes cannot be created from unreserved resources");
    changed.getDiskBuilder().clearVolume();
    assertThat(violation(changed.build()))
        .isEqualTo(disk + "Expecting 'volume' to be set for persistent volume");
    changed.getDiskBuilder().setVolume(mounted().setHostPath("/x"));
    assertThat(violation(changed.build()))
        .isEqualTo(disk + "Expecting 'host_path' to be unset for persistent volume");
    changed.getDiskBuilder().setVolume(mounted()).getPersistenceBuilder().setId("a/b");
    assertThat(violation(changed.build()))
        .isEqualTo(
            disk
                + "Invalid persistence ID for persistent volume: 'a/b' contains invalid"
                + " characters");
    changed.getDiskBuilder().clearPersistence();
    assertThat(violation(changed.build())).isEqualTo(disk + "Non-persistent volume not supported");
    changed.setDisk(DiskInfo.getDefaultInstance());
    assertThat(violation(changed.build())).isEqualTo(disk + "DiskInfo is set but empty");
  }

  @Test
  void refuseRevocableReservations() {
    assertThat(violation(ResourceBuilder.cpus(1).reservedDynamically("a").revocable().build()))
        .isEqualTo(
            "Invalid ReservationInfo: Dynamically reserved resource"
                + " cpus(reservations: [(DYNAMIC,a)]){REV}:1 cannot be created from revocable"
                + " resources");
  }

  @Test
  void wantPersistenceIdsUniquePerRole() {
    Resource small = ResourceBuilder.disk(1).reservedStatically("a").volume("v", "p").build();
    Resource large = ResourceBuilder.disk(2).reservedStatically("a").volume("v", "p").build();
    Resource other = ResourceBuilder.disk(2).reservedStatically("b").volume("v", "p").build();

    assertThat(MasterChecks.duplicatePersistenceId(Resources.of(small, large)))
        .contains("Persistence ID 'v' is not unique");
    assertThat(MasterChecks.duplicatePersistenceId(Resources.of(small, other))).isEmpty();
  }

  @Test
  void refuseToMixRevocableAndFirm() {
    Resource revocable = ResourceBuilder.cpus(1).revocable().build();

    assertThat(MasterChecks.mixedRevocability(Resources.parse("cpus:1").plus(revocable)))
        .contains("Cannot use both revocable and non-revocable 'cpus' at the same time");
    assertThat(MasterChecks.mixedRevocability(Resources.parse("mem:1").plus(revocable))).isEmpty();
  }

  @Test
  void wantOneAllocationRoleAndOneProvider() {
    Resources a = Resources.parse("cpus:1").allocate("a");
    Resource provided = ResourceBuilder.disk(1).providedBy("p").build();

    assertThat(MasterChecks.allocationRole(a)).isEmpty();
    assertThat(MasterChecks.allocationRole(Resources.parse("cpus:1")))
        .contains("The resources are not allocated to a role");
    assertThat(MasterChecks.allocationRole(a.plus(Resources.parse("cpus:1").allocate("b"))))
        .contains(
            "The resources have multiple allocation roles ('b' and 'a') but only one allocation"
                + " role is allowed");
    assertThat(MasterChecks.resourceProvider(List.of(provided))).isEmpty();
    assertThat(MasterChecks.resourceProvider(a)).isEmpty();
    assertThat(MasterChecks.resourceProvider(a.plus(provided)))
        .contains("Some resources have a resource provider and some do not");
    assertThat(MasterChecks.resourceProvider(List.of()))
        .contains("The resources have multiple resource providers: ");
  }

  @Test
  void findOverlapsOfRangesAndSets() {
    Resources ports = Resources.parse("ports:[1-5];cpus:1");

    assertThat(MasterChecks.overlap(List.of(ports, Resources.parse("ports:[5-6]")))).isTrue();
    assertThat(MasterChecks.overlap(List.of(ports, Resources.parse("ports:[6-7];cpus:1"))))
        .isFalse();
    Resources all = Resources.parse("ports:[0-18446744073709551615]");
    assertThat(MasterChecks.overlap(List.of(all, all))).isTrue();
    assertThat(MasterChecks.overlap(List.of(all))).isFalse();
  }

  @Test
  void wantIdsThatCanBeFileNames() {
    assertThat(MasterChecks.idViolation("a b-1")).isEmpty();
    assertThat(MasterChecks.idViolation("")).contains("ID must not be empty");
    assertThat(MasterChecks.idViolation("..")).contains("'..' is disallowed");
    assertThat(MasterChecks.idViolation("a\nb")).contains("'a\nb' contains invalid characters");
    assertThat(MasterChecks.idViolation("x".repeat(256)))
        .contains("ID must not be greater than 255 characters");
  }

  private static Volume.Builder mounted() {
    return Volume.newBuilder().setContainerPath("data").setMode(Volume.Mode.RW);
  }

  private static String violation(Resource resource) {
    return MasterChecks.violation(List.of(resource)).orElse("");
  }
}
