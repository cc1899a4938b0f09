package io.mesosjava.testkit.api;

import io.mesosjava.testkit.http.Header;
import io.mesosjava.testkit.http.Response;
import java.util.List;

/** A request that is answered with an error status and a reason in words. */
public final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Response response;

  private Refusal(Response response, String reason) {
    super(reason, null, false, false);
    this.response = response;
  }

  /** Refuses with {@code status} because of {@code reason}. */
  public static Refusal of(int status, String reason) {
    return new Refusal(Response.text(status, reason), reason);
  }

  /** 400 because of {@code reason}. */
  public static Refusal badRequest(String reason) {
    return of(400, reason);
  }

  /** 405 for {@code method}, where only POST will do. */
  public static Refusal notPost(String method) {
    return notAllowed(method, "POST");
  }

  /** 405 for {@code method}, where only {@code allowed} will do. */
  public static Refusal notAllowed(String method, String... allowed) {
    String reason =
        String.format(
            "405 Method Not Allowed. Expecting one of { '%s' }, but received '%s'.",
            String.join("', '", allowed), method);
    Response text = Response.text(405, reason);
    List<Header> headers =
        List.of(new Header("Allow", String.join(", ", allowed)), text.headers().get(0));
    return new Refusal(new Response(405, headers, text.body()), reason);
  }

  /** Refuses with {@code status} and without a word. */
  public static Refusal silent(int status) {
    return new Refusal(Response.text(status, ""), Integer.toString(status));
  }

  /** 501 for a call that this master or agent does not know. */
  public static Refusal notImplemented() {
    return of(501, "501 Not Implemented.");
  }

  /** The answer to send. */
  public Response response() {
    return response;
  }
}
