package io.mesosjava.testkit.auth;

import io.mesosjava.testkit.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The tokens by which executors show who they are: JWTs that the agent signs with a secret of its
 * own. Safe for use by any thread.
 */
public final class ExecutorTokens implements Authenticator {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
  private static final Pattern CLAIM = Pattern.compile("\"(\\w+)\":\"((?:[^\"\\\\]|\\\\.)*+)\"");

  private final String realm;
  private volatile SecretKeySpec secret = randomSecret();

  /** Tokens for the executors of one cluster, to be shown in {@code realm}. */
  public ExecutorTokens(String realm) {
    this.realm = realm;
  }

  private static SecretKeySpec randomSecret() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return new SecretKeySpec(bytes, ALGORITHM);
  }

  /**
   * A token for one run of an executor, with Mesos' claims {@code fid}, {@code eid}, {@code cid}.
   */
  public String issue(String frameworkId, String executorId, String containerId) {
    String payload =
        "{"
            + claim("cid", containerId)
            + ","
            + claim("eid", executorId)
            + ","
            + claim("fid", frameworkId)
            + "}";
    String body = encoded(HEADER.getBytes(StandardCharsets.UTF_8)) + "." + encoded(utf8(payload));
    return body + "." + encoded(signature(body));
  }

  private static String claim(String name, String value) {
    return "\"" + name + "\":\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** Makes all tokens that were issued invalid; those issued from now on are valid. */
  public void expireAll() {
    secret = randomSecret();
  }

  @Override
  public Verdict judge(Request request) {
    Optional<String> authorization = request.header("Authorization");
    if (authorization.isEmpty()) {
      return new Unknown("Bearer realm=\"" + realm + "\"");
    }
    String[] words = authorization.get().split(" ", -1);
    if (words.length != 2) {
      return invalid("Malformed 'Authorization' header");
    }
    if (!words[0].equals("Bearer")) {
      return invalid("Scheme '" + words[0] + "' unsupported");
    }
    String[] parts = words[1].split("\\.", -1);
    if (parts.length != 3) {
      return invalid("Invalid JWT: Expected 3 components in token, got " + parts.length);
    }
    byte[] shown = decoded(parts[2]);
    if (!MessageDigest.isEqual(shown, signature(parts[0] + "." + parts[1]))) {
      return invalid("Invalid JWT: Token signature does not match");
    }
    String payload = new String(decoded(parts[1]), StandardCharsets.UTF_8);
    return new Known(Optional.empty(), claims(payload));
  }

  private Verdict invalid(String problem) {
    return new Unknown(
        "Bearer realm=\""
            + realm
            + "\", error=\"invalid_token\", error_description=\""
            + problem
            + "\"");
  }

  private static Map<String, String> claims(String payload) {
    Map<String, String> claims = new LinkedHashMap<>();
    Matcher matcher = CLAIM.matcher(payload);
    while (matcher.find()) {
      claims.put(matcher.group(1), matcher.group(2).replaceAll("\\\\(.)", "$1"));
    }
    return claims;
  }

  private byte[] signature(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return mac.doFinal(utf8(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getUrlDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
