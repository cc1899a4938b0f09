package io.mesosjava.framework.scheduler;

import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.Invariant;
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
    return open(EmbeddedCluster.builder());
  }

  /** A master whose time flies, where that is possible, and that bears schedulers which forget. */
  static TestMaster openImpatient() {
    return open(
        EmbeddedCluster.builder()
            .clockSpeed(20)
            .relax(Invariant.UPDATES_ACKNOWLEDGED, Invariant.OFFERS_ANSWERED));
  }

  private static TestMaster open(EmbeddedCluster.Builder embedded) {
    String real = System.getProperty("mesosjava.master", "");
    if (!real.isEmpty()) {
      return new TestMaster(MasterList.parse(real).get(0), () -> {});
    }
    EmbeddedCluster cluster = embedded.launch();
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
