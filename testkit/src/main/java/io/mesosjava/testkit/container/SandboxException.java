package io.mesosjava.testkit.container;

import java.io.IOException;
import java.nio.file.Path;

/** The sandbox of an executor cannot be made. The message is that of Mesos' agent. */
public final class SandboxException extends IOException {

  private static final long serialVersionUID = 1L;

  SandboxException(Path sandbox, IOException cause) {
    super(
        "Failed to create executor directory '"
            + sandbox
            + "': Failed to create directory: "
            + WorkDirectory.reason(cause),
        cause);
  }
}
