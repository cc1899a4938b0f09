package io.mesosjava.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates made by the JDK's keytool for one run of tests: an authority, {@code ca}, what it
 * has signed, and a {@code stranger} who has signed himself.
 */
final class Certificates {

  static final String PASSWORD = "changeit";

  private final Path folder;

  private Certificates(Path folder) {
    this.folder = folder;
  }

  /** Makes them, all in the key store {@code folder/all.p12}. */
  static Certificates in(Path folder) throws IOException, InterruptedException {
    Certificates made = new Certificates(folder);
    made.make("ca", "-ext", "bc:c", "-validity", "2");
    made.make("server", "-signer", "ca", "-ext", "san=dns:localhost,ip:127.0.0.1");
    made.make("elsewhere", "-signer", "ca", "-ext", "san=dns:elsewhere.test");
    made.make(
        "expired",
        "-signer",
        "ca",
        "-ext",
        "san=ip:127.0.0.1",
        "-startdate",
        "-3d",
        "-validity",
        "1");
    made.make("stranger", "-ext", "san=ip:127.0.0.1");
    made.make("client", "-signer", "ca");
    return made;
  }

  private void make(String alias, String... options) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-storepass",
                PASSWORD,
                "-keystore",
                folder.resolve("all.p12").toString()));
    command.addAll(Arrays.asList(options));
    Path log = folder.resolve("keytool.log");
    Process keytool =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (keytool.waitFor() != 0) {
      throw new AssertionError(Files.readString(log));
    }
  }

  private KeyStore all() throws IOException, GeneralSecurityException {
    KeyStore all = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("all.p12"))) {
      all.load(in, PASSWORD.toCharArray());
    }
    return all;
  }

  /** The certificate of {@code alias} in a PEM file of its own. */
  Path pem(String alias) throws IOException, GeneralSecurityException {
    Certificate certificate = all().getCertificate(alias);
    return write(alias + ".pem", "CERTIFICATE", certificate.getEncoded());
  }

  /** The private key of {@code alias} in a PEM file of its own. */
  Path key(String alias) throws IOException, GeneralSecurityException {
    Key key = all().getKey(alias, PASSWORD.toCharArray());
    return write(alias + "-key.pem", "PRIVATE KEY", key.getEncoded());
  }

  private Path write(String name, String label, byte[] content) throws IOException {
    String base64 =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    String dashes = "-----";
    return Files.writeString(
        folder.resolve(name),
        dashes + "BEGIN " + label + dashes + "\n" + base64 + "\n" + dashes + "END " + label + dashes
            + "\n");
  }

  /** A key store with the key of {@code alias}, if {@code withKey}, else with its certificate. */
  Path store(String alias, boolean withKey) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    if (withKey) {
      Key key = all().getKey(alias, PASSWORD.toCharArray());
      store.setKeyEntry(alias, key, PASSWORD.toCharArray(), all().getCertificateChain(alias));
    } else {
      store.setCertificateEntry(alias, all().getCertificate(alias));
    }
    Path file = folder.resolve(alias + ".p12");
    try (var out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  /** What a server needs to be {@code alias} and to ask for clients that {@code ca} has signed. */
  SSLContext server(String alias) throws IOException, GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    try (InputStream in = Files.newInputStream(store(alias, true))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      keys.init(store, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", all().getCertificate("ca"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
