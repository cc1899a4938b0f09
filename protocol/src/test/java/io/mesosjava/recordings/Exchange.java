package io.mesosjava.recordings;

import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.mesosjava.codec.Codec;
import io.mesosjava.recordio.RecordReader;
import io.mesosjava.v1.agent.ProcessIO;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One recorded HTTP exchange. */
final class Exchange {

  private static final Map<String, Message> TYPES =
      Stream.of(
              io.mesosjava.v1.scheduler.Call.getDefaultInstance(),
              io.mesosjava.v1.scheduler.Event.getDefaultInstance(),
              io.mesosjava.v1.executor.Call.getDefaultInstance(),
              io.mesosjava.v1.executor.Event.getDefaultInstance(),
              io.mesosjava.v1.master.Call.getDefaultInstance(),
              io.mesosjava.v1.master.Event.getDefaultInstance(),
              io.mesosjava.v1.master.Response.getDefaultInstance(),
              io.mesosjava.v1.agent.Call.getDefaultInstance(),
              io.mesosjava.v1.agent.Response.getDefaultInstance(),
              ProcessIO.getDefaultInstance())
          .collect(Collectors.toMap(m -> m.getDescriptorForType().getFullName(), m -> m));

  private final Path folder;
  private final Struct entry;

  Exchange(Path folder, Struct entry) {
    this.folder = folder;
    this.entry = entry;
  }

  /** Such as {@code 02-command-task}. */
  String scenario() {
    return folder.getName(folder.getNameCount() - 2).toString();
  }

  Codec codec() {
    return folder.endsWith("json") ? Codec.json() : Codec.protobuf();
  }

  int number() {
    return (int) entry.getFieldsOrThrow("n").getNumberValue();
  }

  String description() {
    return entry.getFieldsOrThrow("description").getStringValue();
  }

  Optional<Message> requestType() {
    return text("request_message").map(TYPES::get);
  }

  Optional<Message> responseType() {
    return text("response_message").map(TYPES::get);
  }

  /** The requests of the file: in one scenario a write holds several. */
  List<HttpText> requests() throws IOException {
    return HttpText.all(Files.readAllBytes(folder.resolve(text("request").orElseThrow())));
  }

  /** The response, unless the peer closed without one. */
  Optional<HttpText> response() throws IOException {
    Optional<String> file = text("response");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    return HttpText.all(Files.readAllBytes(folder.resolve(file.get()))).stream().findFirst();
  }

  /** The stream that was the response, without the chunks' framing. */
  Optional<byte[]> stream() throws IOException {
    Optional<String> file = text("body").filter(name -> name.endsWith(".recordio"));
    return file.isEmpty()
        ? Optional.empty()
        : Optional.of(Files.readAllBytes(folder.resolve(file.get())));
  }

  /** The messages of a response in protobuf as somebody else rendered them. */
  Optional<String> rendering() throws IOException {
    Optional<String> file = text("decoded");
    return file.isEmpty()
        ? Optional.empty()
        : Optional.of(Files.readString(folder.resolve(file.get())));
  }

  static List<byte[]> records(byte[] stream) throws IOException {
    List<byte[]> records = new ArrayList<>();
    try (RecordReader reader = new RecordReader(new ByteArrayInputStream(stream))) {
      byte[] record;
      while ((record = reader.read()) != null) {
        records.add(record);
      }
    }
    return records;
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(entry.getFieldsMap().get(name))
        .filter(Value::hasStringValue)
        .map(Value::getStringValue);
  }

  @Override
  public String toString() {
    return scenario() + "/" + folder.getFileName() + " " + number() + ": " + description();
  }
}
