package io.mesosjava.testkit.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/** The one content encoding that Mesos knows; others it takes for none. */
final class Gzip {

  /** Shorter answers are not worth it. */
  private static final int WORTHWHILE = 1024;

  private Gzip() {}

  static Request decoded(Request request) throws IOException {
    if (!request.header("Content-Encoding").orElse("").equals("gzip")) {
      return request;
    }
    return new Request(
        request.method(),
        request.path(),
        request.query(),
        request.headers(),
        unpacked(request.body()));
  }

  /** Nothing may follow the one file. */
  private static byte[] unpacked(byte[] packed) throws IOException {
    ByteArrayInputStream left = new ByteArrayInputStream(packed);
    // Java's stream would take a second file for more of the first, and pass over what is none.
    InputStream oneByOne =
        new FilterInputStream(left) {
          @Override
          public int available() {
            return 0;
          }
        };
    try (GZIPInputStream in = new GZIPInputStream(oneByOne, 1)) {
      byte[] unpacked = in.readAllBytes();
      if (left.available() > 0) {
        throw new ZipException("something follows");
      }
      return unpacked;
    }
  }

  static Response encoded(Request request, Response response) {
    if (response.body().length < WORTHWHILE || !Accept.encoding(request, "gzip")) {
      return response;
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    List<Header> headers = new ArrayList<>();
    headers.add(new Header("Content-Encoding", "gzip"));
    headers.addAll(response.headers());
    return new Response(response.status(), headers, packed.toByteArray());
  }
}
