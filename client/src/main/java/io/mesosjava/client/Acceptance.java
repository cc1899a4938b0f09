package io.mesosjava.client;

/** How a server accepted a call that has no answer of its own. */
public enum Acceptance {
  /** 200: it was carried out. */
  OK,
  /**
   * 202: it was taken on, and may fail yet; of the launch of a container: one of that id is there
   * already, and was not launched again.
   */
  ACCEPTED;

  static Acceptance of(int status) {
    return status == 200 ? OK : ACCEPTED;
  }
}
