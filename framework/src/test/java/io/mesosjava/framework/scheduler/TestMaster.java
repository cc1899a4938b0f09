package io.mesosjava.framework.scheduler;

import io.mesosjava.testkit.EmbeddedCluster;
import java.net.URI;

/**
 * The master that end-to-end tests run against: that of a new embedded cluster, or a real one,
 * which {@code make e2e MASTER=host:port} names.
 */
final class TestMaster implements AutoCloseable {

  private final URI uri;
  private final AutoCloseable owner;

  private TestMaster(URI uri, AutoCloseable owner) {
    this.uri = uri;
    this.owner = owner;
  }

  static TestMaster open() {
    return open(1);
  }

  /** A master whose time passes {@code speed} times as fast, where that is possible. */
  static TestMaster open(double speed) {
    String real = System.getProperty("mesosjava.master", "");
    if (!real.isEmpty()) {
      return new TestMaster(MasterList.parse(real).get(0), () -> {});
    }
    EmbeddedCluster cluster = EmbeddedCluster.builder().clockSpeed(speed).launch();
    return new TestMaster(cluster.master(), cluster);
  }

  URI uri() {
    return uri;
  }

  @Override
  public void close() {
    try {
      owner.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
