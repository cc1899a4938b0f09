package io.mesosjava.client;

/** An API of Mesos: what it is called in the names of threads, and where it is served. */
enum Api {
  SCHEDULER("scheduler", "/api/v1/scheduler"),
  EXECUTOR("executor", "/api/v1/executor"),
  RESOURCE_PROVIDER("resource-provider", "/api/v1/resource_provider"),
  MASTER("master", "/api/v1"),
  AGENT("agent", "/api/v1");

  private final String job;
  private final String path;

  Api(String job, String path) {
    this.job = job;
    this.path = path;
  }

  String job() {
    return job;
  }

  /** The path, unless an address names another. */
  String path() {
    return path;
  }
}
