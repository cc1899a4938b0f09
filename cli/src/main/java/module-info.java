/** The {@code mesos-java} command. */
module io.mesosjava.cli {
  requires info.picocli;
  requires io.mesosjava.examples;
  requires io.mesosjava.testkit;
  requires jdk.httpserver;
  requires static org.jspecify;

  opens io.mesosjava.cli to
      info.picocli;
}
