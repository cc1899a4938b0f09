package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.v1.agent.Call.AttachContainerInput;
import io.mesosjava.v1.agent.ProcessIO;

/**
 * What a record of input must have, after the first. Order and words are those of Mesos' I/O
 * switchboard.
 */
final class InputRules {

  private InputRules() {}

  static void check(AttachContainerInput input) throws Refusal {
    require(
        input.getType() == AttachContainerInput.Type.PROCESS_IO,
        "Expecting 'attach_container_input.type' to be 'PROCESS_IO' instead of: '"
            + input.getType().getNumber()
            + "'");
    require(input.hasProcessIo(), "Expecting 'attach_container_input.process_io' to be present");
    ProcessIO message = input.getProcessIo();
    require(message.hasType(), "Expecting 'process_io.type' to be present");
    switch (message.getType()) {
      case UNKNOWN -> throw Refusal.badRequest("'process_io.type' is unknown");
      case CONTROL -> {
        require(message.hasControl(), "Expecting 'process_io.control' to be present");
        check(message.getControl());
      }
      case DATA -> {
        require(message.hasData(), "Expecting 'process_io.data' to be present");
        check(message.getData());
      }
    }
  }

  private static void check(ProcessIO.Control control) throws Refusal {
    require(control.hasType(), "Expecting 'process_io.control.type' to be present");
    switch (control.getType()) {
      case UNKNOWN -> throw Refusal.badRequest("'process_io.control.type' is unknown");
      case TTY_INFO -> {
        require(control.hasTtyInfo(), "Expecting 'process_io.control.tty_info' to be present");
        require(
            control.getTtyInfo().hasWindowSize(), "Expecting 'tty_info.window_size' to be present");
      }
      case HEARTBEAT ->
          require(control.hasHeartbeat(), "Expecting 'process_io.control.heartbeat' to be present");
    }
  }

  private static void check(ProcessIO.Data data) throws Refusal {
    require(data.hasType(), "Expecting 'process_io.data.type' to be present");
    require(
        data.getType() == ProcessIO.Data.Type.STDIN,
        "Expecting 'process_io.data.type' to be 'STDIN'");
    require(data.hasData(), "Expecting 'process_io.data.data' to be present");
  }

  private static void require(boolean held, String otherwise) throws Refusal {
    if (!held) {
      throw Refusal.badRequest(otherwise);
    }
  }
}
