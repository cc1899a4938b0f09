package io.mesosjava.client;

import io.mesosjava.ProtocolException;
import java.io.IOException;

/** What a server that is not a well-behaved Mesos master answers to SUBSCRIBE. */
enum Misbehaviour implements ScriptedServer.Script {
  SSH_BANNER(ProtocolException.class, "SSH-2.0-OpenSSH_9.2") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write("SSH-2.0-OpenSSH_9.2p1 Debian\r\n");
      exchange.awaitClose();
    }
  },
  REDIS_ERROR(ProtocolException.class, "-ERR unknown command") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write("-ERR unknown command 'POST'\r\n");
      exchange.awaitClose();
    }
  },
  TLS_ALERT(ProtocolException.class, "\\x15\\x03\\x01") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write(new byte[] {0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46});
      exchange.close();
    }
  },
  BINARY_GARBAGE(ProtocolException.class, "\\x00\\xff") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write(new byte[] {0, -1, 1, 2, '\n', '\n', 3, '\n'});
      exchange.awaitClose();
    }
  },
  HTML_PAGE(ProtocolException.class, "200 OK, Content-Type \"text/html\": \"<html>") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.answer("200 OK", "text/html", "<html><body>Welcome</body></html>");
    }
  },
  WRONG_CONTENT_TYPE(ProtocolException.class, "\"application/json\": \"20\\n{\\\"type\\\"") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.answer("200 OK", "application/json", "20\n{\"type\":\"HEARTBEAT\"}");
    }
  },
  NO_CONTENT_TYPE(ProtocolException.class, "200 OK (expected: 200 with Content-Type") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }
  },
  ACCEPTED_WITHOUT_STREAM(ProtocolException.class, "202 Accepted (expected: 200") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.accept();
    }
  },
  NO_STREAM_ID(ProtocolException.class, "no Mesos-Stream-Id") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write(Wire.streamHead("x").replace("Mesos-Stream-Id: x\r\n", ""));
      exchange.awaitClose();
    }
  },
  STREAM_ID_TOO_LONG(ProtocolException.class, "Mesos-Stream-Id \"xxx") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write(Wire.streamHead("x".repeat(129)));
      exchange.awaitClose();
    }
  },
  STREAM_ID_EMPTY(ProtocolException.class, "Mesos-Stream-Id \"\"") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write(Wire.streamHead(""));
      exchange.awaitClose();
    }
  },
  STREAM_ID_OVER_TWO_LINES(ProtocolException.class, "Mesos-Stream-Id \"a") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write(Wire.streamHead("a\r\n X-Injected: b"));
      exchange.awaitClose();
    }
  },
  STREAM_ID_WITH_A_CARRIAGE_RETURN(ProtocolException.class, "") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write(Wire.streamHead("a\rX-Injected: b"));
      exchange.awaitClose();
    }
  },
  STREAM_ID_NOT_ASCII(ProtocolException.class, "Mesos-Stream-Id \"a") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write(Wire.streamHead("a\u00e9"));
      exchange.awaitClose();
    }
  },
  TWO_STREAM_IDS(ProtocolException.class, "Mesos-Stream-Id \"a, b\" (expected: 1 to 128") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write(Wire.streamHead("a\r\nMesos-Stream-Id: b"));
      exchange.awaitClose();
    }
  },
  WRONG_TYPE_WITH_PARAMETERS(ProtocolException.class, "\"application/json; charset=utf-8\" (exp") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write(Wire.streamHead("x").replace("x-protobuf", "json; charset=utf-8"));
      exchange.awaitClose();
    }
  },
  RIGHT_TYPE_AS_A_PARAMETER(ProtocolException.class, "\"text/html; application/x-protobuf\"") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write(Wire.streamHead("x").replace("application", "text/html; application"));
      exchange.awaitClose();
    }
  },
  RECORDS_OF_UNKNOWN_MESSAGES(ProtocolException.class, "\"application/recordio\" (expected") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write(Wire.streamHead("x").replace("x-protobuf", "recordio"));
      exchange.awaitClose();
    }
  },
  CLOSES_AT_ONCE(CallOutcomeUnknownException.class, "closed the connection without an answer") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.close();
    }
  },
  RESETS(CallOutcomeUnknownException.class, "the connection broke") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.reset();
    }
  },
  CLOSES_INSIDE_THE_HEAD(CallOutcomeUnknownException.class, "received: \"HTTP/1.1 200 OK") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write("HTTP/1.1 200 OK\r\nContent-Ty");
      exchange.close();
    }
  },
  SILENT(CallOutcomeUnknownException.class, "no answer within 500 ms") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.awaitClose();
    }
  },
  SILENT_INSIDE_THE_HEAD(CallOutcomeUnknownException.class, "no answer within 500 ms; received:") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write("HTTP/1.1 200 OK\r\nContent-Ty");
      exchange.awaitClose();
    }
  },
  DRIPS_FOR_EVER(CallOutcomeUnknownException.class, "no answer within 500 ms") {
    @Override
    public void run(Exchange exchange) throws Exception {
      exchange.write("HTTP/1.1 200 OK\r\nX-Drip: ");
      while (true) {
        exchange.write(".");
        Thread.sleep(10);
      }
    }
  },
  HUGE_HEAD(ProtocolException.class, "not an HTTP response") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write("HTTP/1.1 200 OK\r\nX-Huge: " + "x".repeat(1 << 17) + "\r\n\r\n");
      exchange.awaitClose();
    }
  },
  NEGATIVE_LENGTH(ProtocolException.class, "not an HTTP response") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n");
      exchange.awaitClose();
    }
  },
  CONFLICTING_LENGTHS(ProtocolException.class, "not an HTTP response") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef");
      exchange.awaitClose();
    }
  },
  ENDLESS_ERROR_BODY(ApiException.class, "500 Internal Server Error: \"xxx") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write("HTTP/1.1 500 Internal Server Error\r\n\r\n");
      while (true) {
        exchange.write("x".repeat(1000));
      }
    }
  },
  ERROR_BODY_CUT(ApiException.class, "503 Service Unavailable: \"No le\"") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 17\r\n\r\nNo le");
      exchange.close();
    }
  },
  HTML_PAGE_WITHOUT_END(ProtocolException.class, "200 OK, Content-Type \"text/html\": \"<html>") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>");
      exchange.awaitClose();
    }
  },
  STREAM_OF_WRONG_TYPE(ProtocolException.class, "\"application/x-json\" (expected: 200 with") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write(Wire.streamHead("x").replace("x-protobuf", "x-json"));
      exchange.awaitClose();
    }
  },
  ERROR_BODY_DRIPS(ApiException.class, "503 Service Unavailable: \".") {
    @Override
    public void run(Exchange exchange) throws Exception {
      exchange.write("HTTP/1.1 503 Service Unavailable\r\n\r\n");
      while (true) {
        exchange.write(".");
        Thread.sleep(10);
      }
    }
  },
  ERROR_BODY_STALLS(ApiException.class, "503 Service Unavailable: \"No le\"") {
    @Override
    public void run(Exchange exchange) throws IOException {
      exchange.write("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 17\r\n\r\nNo le");
      exchange.awaitClose();
    }
  };

  private final Class<? extends IOException> error;
  private final String says;

  Misbehaviour(Class<? extends IOException> error, String says) {
    this.error = error;
    this.says = says;
  }

  /** The type of the exception that tells of it. */
  Class<? extends IOException> error() {
    return error;
  }

  /** What the exception says, beside the address. */
  String says() {
    return says;
  }

  /** Whether it is that no head of an answer comes in time. */
  boolean isLate() {
    return says.startsWith("no answer within");
  }
}
