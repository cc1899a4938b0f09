package io.mesosjava.client;

/**
 * An API whose clients subscribe.
 *
 * @param name in the names of threads
 * @param path where it is served unless an address says otherwise
 * @param hasStreamIds whether the server gives each subscription an id, and wants it with each call
 */
record Api(String name, String path, boolean hasStreamIds) {

  static final Api SCHEDULER = new Api("scheduler", "/api/v1/scheduler", true);

  static final Api EXECUTOR = new Api("executor", "/api/v1/executor", false);
}
