/** The example scheduler and executor: users of the library, to read and to copy from. */
module io.mesosjava.examples {
  requires transitive info.picocli;
  requires transitive io.mesosjava.framework;
  requires jdk.httpserver;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports io.mesosjava.examples;

  opens io.mesosjava.examples to
      info.picocli;
}
