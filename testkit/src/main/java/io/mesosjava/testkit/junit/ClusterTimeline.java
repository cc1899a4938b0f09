package io.mesosjava.testkit.junit;

/** What had happened in the cluster of a test that failed; attached to the failure. */
final class ClusterTimeline extends Exception {

  private static final long serialVersionUID = 1L;

  ClusterTimeline(String timeline) {
    super("what happened in the cluster:\n" + timeline, null, false, false);
  }
}
