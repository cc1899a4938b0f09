package io.mesosjava.testkit.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The head of an answer as bytes. */
final class Head {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  /** A moment in words; answers of the same second have the same. */
  private record Stamp(long second, String text) {}

  private static volatile Stamp latest = new Stamp(0, "Thu, 01 Jan 1970 00:00:00 GMT");

  private Head() {}

  private static String date(Instant now) {
    Stamp stamp = latest;
    if (stamp.second != now.getEpochSecond()) {
      stamp = new Stamp(now.getEpochSecond(), DATE.format(now));
      latest = stamp;
    }
    return stamp.text;
  }

  static byte[] of(Response response, Instant now, boolean chunked) {
    StringBuilder head = new StringBuilder(256);
    HttpResponseStatus status = HttpResponseStatus.valueOf(response.status());
    head.append("HTTP/1.1 ").append(reason(status)).append("\r\n");
    line(head, "Date", date(now));
    if (chunked) {
      line(head, "Transfer-Encoding", "chunked");
    }
    List<Header> headers = response.headers();
    headers.forEach(header -> line(head, header.name(), header.value()));
    if (!chunked) {
      line(head, "Content-Length", Integer.toString(response.body().length));
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String reason(HttpResponseStatus status) {
    return status.code() + " " + status.reasonPhrase();
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
