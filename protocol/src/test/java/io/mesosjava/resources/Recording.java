package io.mesosjava.resources;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import io.mesosjava.codec.Codec;
import io.mesosjava.codec.MessageDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The messages of one recorded scenario in one codec. */
record Recording(Path folder) {

  private static final Map<String, Message> TYPES =
      Map.of(
          "mesos.v1.scheduler.Call", io.mesosjava.v1.scheduler.Call.getDefaultInstance(),
          "mesos.v1.scheduler.Event", io.mesosjava.v1.scheduler.Event.getDefaultInstance(),
          "mesos.v1.executor.Call", io.mesosjava.v1.executor.Call.getDefaultInstance(),
          "mesos.v1.executor.Event", io.mesosjava.v1.executor.Event.getDefaultInstance(),
          "mesos.v1.master.Call", io.mesosjava.v1.master.Call.getDefaultInstance(),
          "mesos.v1.master.Event", io.mesosjava.v1.master.Event.getDefaultInstance(),
          "mesos.v1.master.Response", io.mesosjava.v1.master.Response.getDefaultInstance(),
          "mesos.v1.agent.Response", io.mesosjava.v1.agent.Response.getDefaultInstance());

  /** All scenarios; none if the recordings are not there. */
  static List<Recording> all() throws IOException {
    Path root = Path.of(System.getProperty("mesosjava.shared", "../shared"), "recordings");
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.find(root, 3, (path, a) -> path.endsWith("manifest.json"))) {
      return files
          .sorted()
          .map(manifest -> new Recording(manifest.resolveSibling("").normalize()))
          .toList();
    }
  }

  /** What the server sent: the records of streams and the bodies of answers. */
  List<Message> received() throws IOException {
    List<Message> messages = new ArrayList<>();
    for (Struct entry : exchanges("response_message")) {
      String file = text(entry, text(entry, "body").isEmpty() ? "response" : "body");
      byte[] bytes = Files.readAllBytes(folder.resolve(file));
      MessageDecoder<Message> decoder = decoder(entry, "response_message");
      if (file.endsWith(".recordio")) {
        for (byte[] record : records(bytes)) {
          messages.add(decoder.decode(record));
        }
      } else if (new String(bytes, ISO_8859_1).startsWith("HTTP/1.1 200") && !isEncoded(bytes)) {
        byte[] body = body(bytes);
        if (body.length > 0) {
          messages.add(decoder.decode(body));
        }
      }
    }
    return messages;
  }

  /** What the client sent and the server accepted. */
  List<Message> sent() throws IOException {
    List<Message> messages = new ArrayList<>();
    for (Struct entry : exchanges("request_message")) {
      byte[] bytes = Files.readAllBytes(folder.resolve(text(entry, "request")));
      double status =
          entry.getFieldsOrDefault("status", Value.getDefaultInstance()).getNumberValue();
      // Requests that shared one write are in the file of the first.
      if (bytes.length > 0 && status < 300 && !isEncoded(bytes)) {
        messages.add(decoder(entry, "request_message").decode(body(bytes)));
      }
    }
    return messages;
  }

  private List<Struct> exchanges(String messageField) throws IOException {
    Struct.Builder manifest = Struct.newBuilder();
    JsonFormat.parser().merge(Files.readString(folder.resolve("manifest.json")), manifest);
    return manifest.getFieldsOrThrow("entries").getListValue().getValuesList().stream()
        .map(Value::getStructValue)
        .filter(entry -> TYPES.containsKey(text(entry, messageField)))
        .filter(entry -> !text(entry, "response").isEmpty())
        .toList();
  }

  private MessageDecoder<Message> decoder(Struct entry, String messageField) {
    Codec codec = folder.endsWith("json") ? Codec.json() : Codec.protobuf();
    return codec.decoder(Objects.requireNonNull(TYPES.get(text(entry, messageField))));
  }

  private static String text(Struct entry, String field) {
    return entry.getFieldsOrDefault(field, Value.getDefaultInstance()).getStringValue();
  }

  private static boolean isEncoded(byte[] http) {
    String head = new String(http, ISO_8859_1).split("\r\n\r\n", 2)[0].toLowerCase(Locale.ROOT);
    return head.contains("transfer-encoding") || head.contains("content-encoding");
  }

  private static byte[] body(byte[] http) {
    int start = new String(http, ISO_8859_1).indexOf("\r\n\r\n") + 4;
    String head = new String(http, 0, start, ISO_8859_1).toLowerCase(Locale.ROOT);
    int length = head.indexOf("content-length: ") + "content-length: ".length();
    String digits = head.substring(length, head.indexOf("\r\n", length));
    return Arrays.copyOfRange(http, start, start + Integer.parseInt(digits.strip()));
  }

  private static List<byte[]> records(byte[] stream) {
    List<byte[]> records = new ArrayList<>();
    int at = 0;
    while (at < stream.length) {
      int newline = at;
      while (stream[newline] != '\n') {
        newline++;
      }
      int length = Integer.parseInt(new String(stream, at, newline - at, ISO_8859_1));
      if (newline + 1 + length > stream.length) {
        break; // The recording ended within a record.
      }
      records.add(Arrays.copyOfRange(stream, newline + 1, newline + 1 + length));
      at = newline + 1 + length;
    }
    return records;
  }

  @Override
  public String toString() {
    return folder.subpath(folder.getNameCount() - 2, folder.getNameCount()).toString();
  }
}
