package io.mesosjava.testkit.api;

import io.mesosjava.v1.VersionInfo;

/** The Mesos that masters and agents say they are. */
public final class MesosVersion {

  /** The version whose behaviour this cluster shows. */
  public static final String NUMBER = "1.12.0";

  private static final VersionInfo INFO =
      VersionInfo.newBuilder()
          .setVersion(NUMBER)
          .setBuildDate("2026-11-22 20:26:20 UTC")
          .setBuildTime(1795379180.0)
          .setBuildUser("mesos-java")
          .setGitSha("c1b42f79d157aa900be5cbb0c1023f1479962aa7")
          .build();

  private MesosVersion() {}

  /** All that is known of it. */
  public static VersionInfo info() {
    return INFO;
  }
}
