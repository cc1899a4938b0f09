package io.mesosjava.testkit;

import io.mesosjava.testkit.api.MesosVersion;
import io.mesosjava.v1.Address;
import io.mesosjava.v1.MasterInfo;
import java.util.Random;
import java.util.UUID;

/** Who the processes of a cluster say they are. */
final class Identity {

  static final String LOOPBACK = "127.0.0.1";

  private Identity() {}

  /** A master that has just been started: it has an id that no other has or had. */
  static MasterInfo master(int port, Random random) {
    byte[] seed = new byte[16];
    random.nextBytes(seed);
    MasterInfo.Builder info =
        MasterInfo.newBuilder()
            .setId(UUID.nameUUIDFromBytes(seed).toString())
            .setIp(16777343) // 127.0.0.1 in network byte order, read by a little-endian machine.
            .setPort(port)
            .setPid("master@" + LOOPBACK + ":" + port)
            .setHostname(LOOPBACK)
            .setVersion(MesosVersion.NUMBER)
            .setAddress(Address.newBuilder().setHostname(LOOPBACK).setIp(LOOPBACK).setPort(port));
    for (MasterInfo.Capability.Type type : MasterInfo.Capability.Type.values()) {
      if (type != MasterInfo.Capability.Type.UNKNOWN) {
        info.addCapabilities(MasterInfo.Capability.newBuilder().setType(type));
      }
    }
    return info.build();
  }
}
