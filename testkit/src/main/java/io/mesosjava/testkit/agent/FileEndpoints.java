package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.api.PlainQuery;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.http.Exchange;
import io.mesosjava.testkit.http.Header;
import io.mesosjava.testkit.http.RequestHandler;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.testkit.http.Router;
import io.mesosjava.v1.FileInfo;
import io.mesosjava.v1.agent.Response.ReadFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The files of sandboxes for whoever asks by GET: {@code /files/browse}, {@code read}, {@code
 * download} and {@code debug}.
 */
final class FileEndpoints {

  /** The position that asks for the size alone. */
  private static final long SIZE_ONLY = -1;

  private interface View {
    Object of(String path, PlainQuery query) throws IOException, Refusal;
  }

  private final SandboxFiles files;
  private final Executor threads;
  private final Supplier<String> agent;

  /**
   * Reads on threads that may block.
   *
   * @param agent the id of the agent whose frameworks' paths are meant; asked for on the stage
   */
  FileEndpoints(SandboxFiles files, Executor threads, Supplier<String> agent) {
    this.files = files;
    this.threads = threads;
    this.agent = agent;
  }

  void addTo(Router routes) {
    routes
        .route("/files/browse", later(this::browse))
        .route("/files/read", later(this::read))
        .route("/files/download", later(this::download))
        .route("/files/debug", exchange -> debug(exchange, agent.get()));
  }

  private interface Job {
    View of(String agentId);
  }

  private RequestHandler later(Job job) {
    return exchange -> {
      View view = job.of(agent.get());
      threads.execute(() -> answer(exchange, view));
    };
  }

  private static void answer(Exchange exchange, View view) {
    PlainQuery query = new PlainQuery(exchange.request());
    try {
      String path =
          query
              .parameter("path")
              .filter(text -> !text.isEmpty())
              .orElseThrow(() -> Refusal.badRequest("Expecting 'path=value' in query.\n"));
      Object answer = view.of(path, query);
      exchange.respond(answer instanceof Response response ? response : query.response(answer));
    } catch (Refusal refusal) {
      exchange.respond(refusal.response());
    } catch (IOException e) {
      exchange.respond(Response.text(500, String.valueOf(e)));
    }
  }

  private void debug(Exchange exchange, String agentId) {
    threads.execute(
        () -> {
          try {
            exchange.respond(new PlainQuery(exchange.request()).response(files.attached(agentId)));
          } catch (IOException e) {
            exchange.respond(Response.text(500, String.valueOf(e)));
          }
        });
  }

  /** The whole file at once: sandboxes of tests are small. */
  private View download(String agentId) {
    return (path, query) -> {
      Path file = found(path, agentId);
      return new Response(
          200,
          List.of(
              new Header("Content-Disposition", "attachment; filename=" + file.getFileName()),
              new Header("Content-Type", "application/octet-stream")),
          Files.readAllBytes(file));
    };
  }

  private Path found(String path, String agentId) throws IOException, Refusal {
    try {
      return files.file(path, agentId);
    } catch (Refusal refusal) {
      throw refusal.response().status() == 404 ? Refusal.of(404, "404 Not Found.") : refusal;
    }
  }

  private View browse(String agentId) {
    return (path, query) ->
        files.list(path, agentId).getFileInfosList().stream().map(FileEndpoints::summary).toList();
  }

  private static Map<String, Object> summary(FileInfo file) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("gid", file.getGid());
    summary.put("mode", mode(file.getMode()));
    summary.put("mtime", (double) TimeUnit.NANOSECONDS.toSeconds(file.getMtime().getNanoseconds()));
    summary.put("nlink", file.getNlink());
    summary.put("path", file.getPath());
    summary.put("size", file.getSize());
    summary.put("uid", file.getUid());
    return summary;
  }

  /** As {@code ls -l} shows it. */
  private static String mode(int mode) {
    StringBuilder text = new StringBuilder();
    text.append(
        switch (mode & 0170000) {
          case 0040000 -> 'd';
          case 0120000 -> 'l';
          default -> '-';
        });
    for (int bit = 8; bit >= 0; bit--) {
      text.append((mode >> bit & 1) == 0 ? '-' : "xwr".charAt(bit % 3));
    }
    return text.toString();
  }

  private View read(String agentId) {
    return (path, query) -> {
      long offset = number(query, "offset");
      long length = number(query, "length");
      ReadFile part = files.read(path, agentId, offset, length);
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("data", part.getData().toStringUtf8());
      answer.put("offset", offset == SIZE_ONLY ? part.getSize() : offset);
      return answer;
    };
  }

  /** A number from -1 on, which is also what a missing one counts as. */
  private static long number(PlainQuery query, String name) throws Refusal {
    String text = query.parameter(name).orElse("-1");
    long number;
    try {
      number = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Refusal.badRequest(
          "Failed to parse " + name + ": Failed to convert '" + text + "' to number.\n");
    }
    if (number < -1) {
      throw Refusal.badRequest("Negative " + name + " provided: " + number + ".\n");
    }
    return number;
  }
}
