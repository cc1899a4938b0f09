package io.mesosjava.schema;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the checked-in schemas from the official descriptors and {@link Mesos112Additions}: {@code
 * make generate}. In the mode {@code verify} it writes nothing and fails when a checked-in schema
 * differs from what it would write: {@code make verify-generated}.
 */
public final class SchemaGenerator {

  private SchemaGenerator() {}

  /** Arguments: the folder of the schemas, and {@code write} or {@code verify}. */
  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    boolean verify = args[1].equals("verify");
    List<Path> stale = new ArrayList<>();
    for (FileDescriptorProto official : OfficialSchemas.load().values()) {
      Path file = root.resolve(official.getName());
      String text = SchemaPrinter.print(Mesos112Additions.applyTo(official));
      if (!verify) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
      } else if (!Files.exists(file) || !Files.readString(file).equals(text)) {
        stale.add(file);
      }
    }
    if (!stale.isEmpty()) {
      System.err.println("not what `make generate` writes: " + stale);
      System.exit(1);
    }
  }
}
