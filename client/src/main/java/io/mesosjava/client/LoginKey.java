package io.mesosjava.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** What signs login tokens (JSON Web Tokens, RFC 7519). The key is not shown. */
sealed interface LoginKey {

  Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** RS256 or HS256. */
  String algorithm();

  byte[] signature(byte[] text) throws GeneralSecurityException;

  /**
   * The key that {@code text} holds.
   *
   * @throws IllegalArgumentException if it holds none, without showing it
   */
  static LoginKey of(String algorithm, String text) {
    return switch (algorithm) {
      case "HS256" ->
          new Shared(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      case "RS256" -> new Rsa(rsa(text));
      default ->
          throw new IllegalArgumentException(
              "scheme: " + Excerpt.of(algorithm) + " (expected: RS256 or HS256)");
    };
  }

  /** The token that says {@code claims}, a JSON object. */
  default String sign(byte[] claims) {
    String header = "{\"alg\":\"" + algorithm() + "\",\"typ\":\"JWT\"}";
    String text =
        BASE64.encodeToString(header.getBytes(StandardCharsets.US_ASCII))
            + "."
            + BASE64.encodeToString(claims);
    try {
      byte[] signature = signature(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + BASE64.encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign with " + algorithm(), e);
    }
  }

  private static PrivateKey rsa(String pem) {
    boolean bare = pem.contains("BEGIN RSA PRIVATE KEY");
    String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    try {
      byte[] der = Base64.getDecoder().decode(base64);
      byte[] wrapped = bare ? Der.pkcs8OfRsa(der) : der;
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(wrapped));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      // Without the cause: it may show what it could not read.
      throw new IllegalArgumentException(
          "private_key (expected: an RSA key in PEM, not encrypted)");
    }
  }

  /** RSA with SHA-256. */
  record Rsa(PrivateKey key) implements LoginKey {

    @Override
    public String algorithm() {
      return "RS256";
    }

    @Override
    public byte[] signature(byte[] text) throws GeneralSecurityException {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text);
      return signature.sign();
    }

    @Override
    public String toString() {
      return algorithm();
    }
  }

  /** HMAC with SHA-256. */
  record Shared(SecretKey secret) implements LoginKey {

    @Override
    public String algorithm() {
      return "HS256";
    }

    @Override
    public byte[] signature(byte[] text) throws GeneralSecurityException {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      return mac.doFinal(text);
    }

    @Override
    public String toString() {
      return algorithm();
    }
  }
}
