package io.mesosjava.testkit.container;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a container is to run.
 *
 * @param sandbox the working directory, which exists
 * @param argv program and arguments; the program is searched for in the environment's {@code PATH}
 *     and sees its own name as {@code argv[0]}
 * @param shell whether the program is the shell itself, of which is known that it exists
 * @param environment nothing else is inherited; {@code MESOS_SANDBOX} is added where it is missing
 * @param streams where input comes from and output goes to
 * @param guest whether the sandbox is another container's: then the end of this one, and signals to
 *     it, concern what it started itself and nothing else in the sandbox
 * @param maxFileSize bytes that a file may have which a process of it writes; 0 if any number
 */
public record Launch(
    Path sandbox,
    List<String> argv,
    boolean shell,
    Map<String, String> environment,
    Streams streams,
    boolean guest,
    long maxFileSize) {

  /** Copies the collections. */
  public Launch {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("argv: [] (expected: at least the program)");
    }
  }

  /** A command line for {@code sh -c}. */
  public static Launch shell(Path sandbox, String command, Map<String, String> environment) {
    return new Launch(
        sandbox, List.of("sh", "-c", command), true, environment, Streams.FILES, false, 0);
  }

  /** A program and its arguments, the first of which is the program. */
  public static Launch exec(Path sandbox, List<String> argv, Map<String, String> environment) {
    return new Launch(sandbox, argv, false, environment, Streams.FILES, false, 0);
  }

  /** The same with other streams. */
  public Launch with(Streams other) {
    return new Launch(sandbox, argv, shell, environment, other, guest, maxFileSize);
  }

  /** The same, with a limit for files; see {@link #maxFileSize()}. */
  Launch withMaxFileSize(long bytes) {
    return new Launch(sandbox, argv, shell, environment, streams, guest, bytes);
  }

  /** The same in the sandbox of another container. */
  public Launch asGuest() {
    return new Launch(sandbox, argv, shell, environment, streams, true, maxFileSize);
  }
}
