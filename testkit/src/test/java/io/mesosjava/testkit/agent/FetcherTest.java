package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import io.mesosjava.v1.CommandInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetcherTest {

  @TempDir private Path directory;
  private Path sandbox;

  @BeforeEach
  void sandbox() throws IOException {
    sandbox = Files.createDirectories(directory.resolve("sandbox"));
    Files.createFile(sandbox.resolve("stderr"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "file://"})
  void copiesFiles(String scheme) throws IOException {
    Path file = Files.writeString(directory.resolve("a.txt"), "hello");
    fetch(uri(scheme + file));
    assertThat(sandbox.resolve("a.txt")).hasContent("hello");
  }

  @Test
  void givesThemOtherNames() throws IOException {
    Path file = Files.writeString(directory.resolve("a.txt"), "hello");
    fetch(uri(file.toString()).setOutputFile("sub/b.txt"));
    assertThat(sandbox.resolve("sub/b.txt")).hasContent("hello");
  }

  @Test
  void makesThemExecutable() throws IOException {
    Path file = Files.writeString(directory.resolve("run.gz"), "#!/bin/sh\n");
    fetch(uri(file.toString()).setExecutable(true));
    assertThat(sandbox.resolve("run.gz")).isExecutable();
    assertThat(sandbox.resolve("run")).doesNotExist();
  }

  @Test
  void extractsArchives() throws Exception {
    Path zip = directory.resolve("a.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("in/zip.txt"));
      out.write("zipped".getBytes(StandardCharsets.UTF_8));
    }
    Path gzip = directory.resolve("b.txt.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write("packed".getBytes(StandardCharsets.UTF_8));
    }
    Files.writeString(directory.resolve("tarred.txt"), "tarred");
    Path tar = directory.resolve("c.tar.gz");
    Process process =
        new ProcessBuilder("tar", "-czf", tar.toString(), "-C", directory.toString(), "tarred.txt")
            .start();
    assertThat(process.waitFor()).isZero();
    fetch(uri(zip.toString()), uri(gzip.toString()), uri(tar.toString()));
    assertThat(sandbox.resolve("in/zip.txt")).hasContent("zipped");
    assertThat(sandbox.resolve("b.txt")).hasContent("packed");
    assertThat(sandbox.resolve("tarred.txt")).hasContent("tarred");
    assertThat(sandbox.resolve("a.zip")).exists();
  }

  @Test
  void leavesArchivesAloneWhereAsked() throws IOException {
    Path file = Files.writeString(directory.resolve("a.zip"), "none");
    fetch(uri(file.toString()).setExtract(false));
    assertThat(sandbox.resolve("a.zip")).hasContent("none");
  }

  @Test
  void downloads() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/x/page.html",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("page".getBytes(StandardCharsets.UTF_8));
          }
        });
    server.start();
    try {
      String start = "http://127.0.0.1:" + server.getAddress().getPort();
      fetch(uri(start + "/x/page.html?a=b/c"));
      assertThat(sandbox.resolve("page.html")).hasContent("page");
      fails(start + "/none", "HTTP return code 404");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void saysWhatCannotBeHad() throws IOException {
    fails("/no/such/file", "No such file");
    fails("relative", "relative path");
    fails("ftp://x/y", "");
    fails(Files.writeString(directory.resolve("bad.zip"), "none").toString(), "empty or none");
    fails(Files.writeString(directory.resolve("bad.tar"), "none").toString(), "extract archive");
    Path file = Files.writeString(directory.resolve("a"), "");
    assertThatIOException().isThrownBy(() -> fetch(uri(file.toString()).setOutputFile("../b")));
  }

  private void fails(String uri, String why) throws IOException {
    assertThatIOException()
        .isThrownBy(() -> fetch(uri(uri)))
        .withMessage("Failed to fetch all URIs for container 'c': exited with status 1");
    assertThat(Files.readString(sandbox.resolve("stderr")))
        .contains("Failed to fetch '" + uri + "': ")
        .contains(why);
  }

  private void fetch(CommandInfo.URI.Builder... uris) throws IOException {
    try (Fetcher fetcher = new Fetcher()) {
      fetcher.fetch(
          List.of(uris).stream().map(CommandInfo.URI.Builder::build).toList(), sandbox, "c");
    }
  }

  private static CommandInfo.URI.Builder uri(String value) {
    return CommandInfo.URI.newBuilder().setValue(value);
  }
}
