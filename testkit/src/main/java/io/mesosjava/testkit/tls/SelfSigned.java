package io.mesosjava.testkit.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key and a certificate for the loopback interface ({@code 127.0.0.1} and {@code localhost}) that
 * is signed with the key itself. Servers and clients use the same one: who has it is trusted.
 */
public final class SelfSigned {

  private static final char[] NO_PASSWORD = {};
  private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
  private static final String COMMON_NAME = "2.5.4.3";
  private static final String ALTERNATIVE_NAMES = "2.5.29.17";
  private static final String BASIC_CONSTRAINTS = "2.5.29.19";
  private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);
  private static final Duration VALID = Duration.ofDays(365);

  private final KeyPair keys;
  private final X509Certificate certificate;
  private final SSLContext context;

  private SelfSigned(KeyPair keys, X509Certificate certificate)
      throws GeneralSecurityException, IOException {
    this.keys = keys;
    this.certificate = certificate;
    this.context = context(keys, certificate);
  }

  /** Makes a new one. */
  public static SelfSigned make() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      byte[] encoded = certificate(keys);
      Certificate certificate =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
      return new SelfSigned(keys, (X509Certificate) certificate);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every Java can do that: " + e.getMessage(), e);
    }
  }

  private static byte[] certificate(KeyPair keys) throws GeneralSecurityException {
    byte[] algorithm = Der.sequence(Der.oid(ECDSA_WITH_SHA256));
    byte[] name =
        Der.sequence(
            Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.utf8("mesos-java embedded cluster"))));
    Instant now = Instant.now();
    byte[] content =
        Der.sequence(
            Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
            Der.integer(new BigInteger(63, new SecureRandom())),
            algorithm,
            name,
            Der.sequence(Der.time(now.minus(CLOCKS_DIFFER)), Der.time(now.plus(VALID))),
            name,
            keys.getPublic().getEncoded(),
            Der.tagged(0xa3, extensions()));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update(content);
    return Der.sequence(content, algorithm, Der.bits(signature.sign()));
  }

  private static byte[] extensions() {
    byte[] names =
        Der.sequence(
            Der.tagged(0x82, "localhost".getBytes(StandardCharsets.US_ASCII)),
            Der.tagged(0x87, new byte[] {127, 0, 0, 1}));
    return Der.sequence(
        Der.sequence(Der.oid(ALTERNATIVE_NAMES), Der.octets(names)),
        Der.sequence(Der.oid(BASIC_CONSTRAINTS), Der.yes(), Der.octets(Der.sequence(Der.yes()))));
  }

  /** A context that shows the certificate, and trusts who shows it. */
  public SSLContext context() {
    return context;
  }

  private static SSLContext context(KeyPair keys, X509Certificate certificate)
      throws GeneralSecurityException, IOException {
    // Not PKCS12: it would derive a key from the password, ten thousand rounds each time.
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, NO_PASSWORD);
    store.setKeyEntry("key", keys.getPrivate(), NO_PASSWORD, new Certificate[] {certificate});
    store.setCertificateEntry("trusted", certificate);
    KeyManagerFactory keyManagers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(store, NO_PASSWORD);
    TrustManagerFactory trustManagers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trustManagers.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
    return context;
  }

  /** The certificate in the form in which {@code curl --cacert} reads it. */
  public String pem() {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("it was encoded before: " + e.getMessage(), e);
    }
  }

  /** The private key in the form in which {@code curl --key} reads it. */
  public String keyPem() {
    return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
  }

  private static String pem(String kind, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
  }
}
