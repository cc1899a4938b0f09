package io.mesosjava.testkit.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The head of a request by the rules of the parser in Mesos (http-parser 2.6, not strict).
 *
 * @param method one that the parser knows
 * @param target path and query
 * @param headers in the order sent, of several with one name only the last counts
 * @param keptAlive whether the connection is to be kept after the answer
 * @param chunked whether the body comes in chunks
 * @param length of the body, where it is not chunked
 */
record RequestHead(
    String method,
    String target,
    List<Header> headers,
    boolean keptAlive,
    boolean chunked,
    long length) {

  private static final Pattern REQUEST_LINE =
      Pattern.compile("([A-Z-]+) +([^ ]+)(?: +HTTP/([1-9]\\d{0,2})\\.(\\d{1,3}))?");

  private static final Pattern TARGET =
      Pattern.compile("(?:[A-Za-z]+://[^/?#]+)?((?:[/*][^#]*)?(?:\\?[^#]*)?)(?:#.*)?");

  /** What names of headers have beside letters and digits. */
  private static final String OF_NAMES = " !#$%&'*+-.^_`|~";

  private static final int MOST_DIGITS = 18;

  /** What is no request. */
  static final class NotHttpException extends Exception {

    private static final long serialVersionUID = 1L;

    NotHttpException(String message) {
      super(message, null, false, false);
    }
  }

  /** Copies the list. */
  RequestHead {
    headers = List.copyOf(headers);
  }

  /**
   * Reads a head.
   *
   * @param lines without their ends, the request line first; folded lines follow what they continue
   */
  static RequestHead of(List<String> lines) throws NotHttpException {
    Matcher line = REQUEST_LINE.matcher(lines.get(0));
    if (!line.matches() || !Methods.known(line.group(1))) {
      throw new NotHttpException("request line: " + lines.get(0));
    }
    List<Header> headers = new ArrayList<>();
    for (String one : lines.subList(1, lines.size())) {
      add(headers, one);
    }
    Optional<String> encoding = last(headers, "Transfer-Encoding");
    boolean chunked = encoding.filter(value -> value.equalsIgnoreCase("chunked")).isPresent();
    if (chunked && headers.stream().anyMatch(h -> h.is("Content-Length"))) {
      throw new NotHttpException("both Content-Length and chunks");
    }
    return new RequestHead(
        line.group(1),
        target(line.group(2)),
        headers,
        keptAlive(line, headers),
        chunked,
        chunked ? 0 : length(headers));
  }

  private static void add(List<Header> headers, String line) throws NotHttpException {
    if (hasControls(line)) {
      throw new NotHttpException("a control character in a header: " + line);
    }
    boolean folded = line.startsWith(" ") || line.startsWith("\t");
    if (folded && !headers.isEmpty()) {
      Header before = headers.remove(headers.size() - 1);
      String value = before.value() + (before.value().isEmpty() ? blanksOff(line) : line);
      headers.add(new Header(before.name(), value));
      return;
    }
    int colon = line.indexOf(':');
    if (folded || colon < 0 || !isName(line.substring(0, colon))) {
      throw new NotHttpException("header: " + line);
    }
    headers.add(new Header(line.substring(0, colon), blanksOff(line.substring(colon + 1))));
  }

  /** Tabs are none. */
  private static boolean hasControls(String text) {
    return text.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f);
  }

  private static boolean isName(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> isWord(c) || OF_NAMES.indexOf(c) >= 0);
  }

  private static boolean isWord(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Blanks at the end stay. */
  private static String blanksOff(String value) {
    int start = 0;
    while (start < value.length() && (value.charAt(start) == ' ' || value.charAt(start) == '\t')) {
      start++;
    }
    return value.substring(start);
  }

  private static String target(String raw) throws NotHttpException {
    if (hasControls(raw)) {
      throw new NotHttpException("target: " + raw);
    }
    String target = withoutServer(raw);
    int query = target.indexOf('?');
    if (query >= 0 && !isEscaped(target, query)) {
      throw new NotHttpException("escapes: " + raw);
    }
    return target;
  }

  private static String withoutServer(String raw) throws NotHttpException {
    if ("/*?".indexOf(raw.charAt(0)) >= 0) {
      int fragment = raw.indexOf('#');
      return fragment < 0 ? raw : raw.substring(0, fragment);
    }
    Matcher target = TARGET.matcher(raw);
    if (!target.matches()) {
      throw new NotHttpException("target: " + raw);
    }
    return target.group(1);
  }

  /** Whether two hexadecimal digits follow each percent sign. */
  private static boolean isEscaped(String text, int from) {
    for (int i = text.indexOf('%', from); i >= 0; i = text.indexOf('%', i + 1)) {
      if (i + 2 >= text.length() || !isHex(text.charAt(i + 1)) || !isHex(text.charAt(i + 2))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(char c) {
    return c < 0x80 && Character.digit(c, 16) >= 0;
  }

  private static Optional<String> last(List<Header> headers, String name) {
    return headers.stream().filter(h -> h.is(name)).map(Header::value).reduce((a, b) -> b);
  }

  /** A minor version above 0 keeps connections unless told otherwise. */
  private static boolean keptAlive(Matcher line, List<Header> headers) {
    Set<String> wishes =
        headers.stream()
            .filter(h -> h.is("Connection") || h.is("Proxy-Connection"))
            .flatMap(h -> List.of(h.value().split(",", -1)).stream())
            .map(wish -> wish.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    boolean modern = line.group(4) != null && Integer.parseInt(line.group(4)) > 0;
    return modern ? !wishes.contains("close") : wishes.contains("keep-alive");
  }

  private static long length(List<Header> headers) throws NotHttpException {
    List<String> lengths =
        headers.stream().filter(h -> h.is("Content-Length")).map(h -> h.value().strip()).toList();
    if (lengths.isEmpty() || lengths.get(0).isEmpty()) {
      return 0;
    }
    if (lengths.size() > 1 || !isNumber(lengths.get(0))) {
      throw new NotHttpException("Content-Length: " + lengths);
    }
    return Long.parseLong(lengths.get(0));
  }

  private static boolean isNumber(String text) {
    return text.length() <= MOST_DIGITS && text.chars().allMatch(RequestHead::isDigit);
  }
}
