package io.mesosjava.testkit.agent;

import io.mesosjava.v1.CommandInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Brings files into sandboxes, as Mesos' fetcher does: from paths, {@code file:} and {@code
 * http(s):} URIs. Nothing is cached. Thread-safe; blocks and is not for the stage.
 */
final class Fetcher implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 60_000;
  private static final Pattern TAR =
      Pattern.compile(".*\\.(tar|tgz|tar\\.gz|tbz2|tar\\.bz2|txz|tar\\.xz)");

  private final Set<HttpURLConnection> downloading = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Brings all of them.
   *
   * @param container whose sandbox it is, for the message
   * @throws IOException if one cannot be had; why, stands in the sandbox's {@code stderr}
   */
  void fetch(List<CommandInfo.URI> uris, Path sandbox, String container) throws IOException {
    for (CommandInfo.URI uri : uris) {
      try {
        fetch(uri, sandbox);
      } catch (IOException | IllegalArgumentException e) {
        Files.writeString(
            sandbox.resolve("stderr"),
            "Failed to fetch '" + uri.getValue() + "': " + e.getMessage() + "\n",
            StandardCharsets.UTF_8,
            StandardOpenOption.APPEND);
        throw new IOException(
            "Failed to fetch all URIs for container '" + container + "': exited with status 1", e);
      }
    }
  }

  private void fetch(CommandInfo.URI uri, Path sandbox) throws IOException {
    Path file = target(uri, sandbox);
    Files.createDirectories(file.resolveSibling("."));
    copy(uri.getValue(), file);
    if (uri.getExecutable()) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } else if (uri.getExtract()) {
      extract(file, sandbox);
    }
  }

  private static Path target(CommandInfo.URI uri, Path sandbox) throws IOException {
    String value = uri.getValue();
    int query = value.startsWith("http") ? value.indexOf('?') : -1;
    String path = query < 0 ? value : value.substring(0, query);
    String name =
        uri.getOutputFile().isEmpty()
            ? path.substring(path.lastIndexOf('/') + 1)
            : uri.getOutputFile();
    Path target = sandbox.resolve(name).normalize();
    if (name.isEmpty() || !target.startsWith(sandbox) || target.equals(sandbox)) {
      throw new IOException("Malformed URI: no file name in the sandbox");
    }
    return target;
  }

  private void copy(String uri, Path file) throws IOException {
    if (uri.startsWith("http://") || uri.startsWith("https://")) {
      download(uri, file);
      return;
    }
    Path source = Path.of(uri.startsWith("file://") ? uri.substring("file://".length()) : uri);
    if (!source.isAbsolute()) {
      throw new IOException(
          "A relative path was passed for the resource but the Mesos framework home was not"
              + " specified");
    }
    if (!Files.isRegularFile(source)) {
      throw new IOException("No such file: " + source);
    }
    Files.copy(source, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private void download(String uri, Path file) throws IOException {
    HttpURLConnection connection = connection(uri);
    downloading.add(connection);
    try {
      if (closed) {
        throw new IOException("The agent ends");
      }
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        throw new IOException(
            "Error downloading resource, received HTTP return code "
                + connection.getResponseCode());
      }
      try (InputStream in = connection.getInputStream()) {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      downloading.remove(connection);
      connection.disconnect();
    }
  }

  private static HttpURLConnection connection(String uri) throws IOException {
    try {
      return (HttpURLConnection) new URI(uri).toURL().openConnection();
    } catch (URISyntaxException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Breaks off what is being downloaded. */
  @Override
  public void close() {
    closed = true;
    downloading.forEach(HttpURLConnection::disconnect);
  }

  /** What is no archive stays as it is; an archive stays beside what was in it. */
  private static void extract(Path file, Path directory) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (TAR.matcher(name).matches()) {
      untar(file, directory);
    } else if (name.endsWith(".zip")) {
      unzip(file, directory);
    } else if (name.endsWith(".gz")) {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
        Files.copy(
            in,
            directory.resolve(name.substring(0, name.length() - ".gz".length())),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void untar(Path file, Path directory) throws IOException {
    Process tar =
        new ProcessBuilder("tar", "-xf", file.toString(), "-C", directory.toString())
            .redirectErrorStream(true)
            .start();
    try (InputStream out = tar.getInputStream()) {
      String words = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      if (tar.waitFor() != 0) {
        throw new IOException(
            "Failed to extract archive '" + file + "' to '" + directory + "': " + words);
      }
    } catch (InterruptedException e) {
      tar.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while extracting " + file, e);
    }
  }

  private static void unzip(Path file, Path directory) throws IOException {
    boolean empty = true;
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      ZipEntry entry;
      while ((entry = zip.getNextEntry()) != null) {
        empty = false;
        Path target = directory.resolve(entry.getName()).normalize();
        if (!target.startsWith(directory)) {
          throw new IOException("Failed to extract archive '" + file + "': " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.resolveSibling("."));
          try (OutputStream out = Files.newOutputStream(target)) {
            zip.transferTo(out);
          }
        }
      }
    }
    if (empty) {
      throw new IOException("Failed to extract archive '" + file + "': it is empty or none");
    }
  }
}
