package io.mesosjava.testkit.replay;

import com.google.protobuf.Message;
import io.mesosjava.recordio.RecordEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** A case's request as the bytes to send. */
final class CaseRequest {

  private CaseRequest() {}

  static byte[] bytes(Json request, Placeholders values, String authority) throws IOException {
    byte[] body = body(request.get("body"), values);
    StringBuilder head = new StringBuilder();
    String version =
        request.get("http_version").isNull() ? "1.1" : request.get("http_version").text();
    head.append(request.get("method").text()).append(' ');
    head.append(values.fill(request.get("path").text())).append(" HTTP/").append(version);
    head.append("\r\nHost: ").append(authority).append("\r\n");
    boolean framed = false;
    for (Json header : request.get("headers").items()) {
      String name = header.items().get(0).text();
      framed |=
          name.equalsIgnoreCase("Content-Length") || name.equalsIgnoreCase("Transfer-Encoding");
      String value = values.fill(header.items().get(1).text());
      head.append(name).append(": ").append(value).append("\r\n");
    }
    if (!framed && !request.get("body").isNull()) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  private static byte[] body(Json body, Placeholders values) throws IOException {
    byte[] content = content(body, values);
    if (body.get("encoding").text().equals("gzip")) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(content);
      }
      content = packed.toByteArray();
    }
    return switch (body.get("framing").text()) {
      case "recordio" -> RecordEncoder.encode(content);
      case "chunked" -> chunked(content);
      default -> content;
    };
  }

  private static byte[] chunked(byte[] content) {
    ByteArrayOutputStream chunked = new ByteArrayOutputStream();
    chunked.writeBytes((Integer.toHexString(content.length) + "\r\n").getBytes(Messages.ASCII));
    chunked.writeBytes(content);
    chunked.writeBytes("\r\n0\r\n\r\n".getBytes(Messages.ASCII));
    return chunked.toByteArray();
  }

  private static byte[] content(Json body, Placeholders values) throws IOException {
    if (body.has("text")) {
      return values.fill(body.get("text").text()).getBytes(StandardCharsets.UTF_8);
    }
    if (body.has("base64")) {
      byte[] bytes = Base64.getDecoder().decode(body.get("base64").text());
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      return values.fill(text).getBytes(StandardCharsets.ISO_8859_1);
    }
    if (body.has("protobuf")) {
      Message prototype = Messages.prototype(body.get("protobuf").text());
      byte[] json = values.fill(body.get("value").write()).getBytes(StandardCharsets.UTF_8);
      return Incomplete.message(prototype, Json.parse(json)).toByteArray();
    }
    return body.has("json")
        ? values.fill(body.get("json").write()).getBytes(StandardCharsets.UTF_8)
        : new byte[0];
  }
}
