package io.mesosjava.client;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.NetUtil;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@link TlsOptions} amount to, with the contents of their files. Reads files, so not for the
 * I/O thread, except {@link #handler}.
 */
final class TlsContext {

  private static final Logger LOG = LoggerFactory.getLogger(TlsOptions.class);

  /** What is left unsent when a connection is closed is not waited for longer than this. */
  private static final long CLOSE_MILLIS = 500;

  private final TlsOptions options;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by lock.
  private Map<Path, byte[]> contents;

  private volatile SslContext context;

  /**
   * Reads the files of {@code options}.
   *
   * @throws IllegalArgumentException if they cannot be used
   */
  TlsContext(TlsOptions options) {
    this.options = options;
    try {
      this.contents = read();
      this.context = build(contents);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(unusable(e), e);
    }
  }

  private String unusable(Exception e) {
    return "tls: " + options.files() + " cannot be used: " + e;
  }

  /** Reads the files again; if they have changed, what comes later uses what they hold now. */
  void refresh() {
    lock.lock();
    try {
      Map<Path, byte[]> now = read();
      if (!isSame(now, contents)) {
        context = build(now);
        contents = now;
        LOG.info("{}: read again", options);
      }
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      LOG.warn("{}; what was read before is used", unusable(e));
    } finally {
      lock.unlock();
    }
  }

  private Map<Path, byte[]> read() throws IOException {
    Map<Path, byte[]> read = new LinkedHashMap<>();
    for (Path file : options.files()) {
      read.put(file, Files.readAllBytes(file));
    }
    return read;
  }

  private static boolean isSame(Map<Path, byte[]> a, Map<Path, byte[]> b) {
    return a.keySet().stream().allMatch(file -> Arrays.equals(a.get(file), b.get(file)));
  }

  private SslContext build(Map<Path, byte[]> contents)
      throws IOException, GeneralSecurityException {
    SslContextBuilder builder =
        SslContextBuilder.forClient().sslProvider(SslProvider.JDK).protocols("TLSv1.3", "TLSv1.2");
    trust(builder, options.trust(), contents);
    identify(builder, options.identity(), contents);
    return builder.build();
  }

  private static void trust(
      SslContextBuilder builder, @Nullable KeyFiles files, Map<Path, byte[]> contents)
      throws IOException, GeneralSecurityException {
    if (files instanceof KeyFiles.Pem pem) {
      builder.trustManager(stream(contents, pem.certificates()));
    } else if (files instanceof KeyFiles.Store store) {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(load(store, contents));
      builder.trustManager(factory);
    }
  }

  private static void identify(
      SslContextBuilder builder, @Nullable KeyFiles files, Map<Path, byte[]> contents)
      throws IOException, GeneralSecurityException {
    if (files instanceof KeyFiles.Pem pem) {
      Path key = Objects.requireNonNull(pem.key());
      builder.keyManager(
          stream(contents, pem.certificates()), stream(contents, key), pem.password());
    } else if (files instanceof KeyFiles.Store store) {
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(load(store, contents), store.password().toCharArray());
      builder.keyManager(factory);
    }
  }

  private static InputStream stream(Map<Path, byte[]> contents, Path file) {
    return new ByteArrayInputStream(Objects.requireNonNull(contents.get(file)));
  }

  private static KeyStore load(KeyFiles.Store store, Map<Path, byte[]> contents)
      throws IOException, GeneralSecurityException {
    // Reads JKS, too.
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(stream(contents, store.file()), store.password().toCharArray());
    return keys;
  }

  /** Encrypts {@code connection}. */
  void secure(HttpsURLConnection connection) {
    connection.setSSLSocketFactory(((JdkSslContext) context).context().getSocketFactory());
    if (!options.verifyHostname()) {
      connection.setHostnameVerifier((host, session) -> true);
    }
  }

  /** What encrypts a connection to {@code endpoint}. */
  SslHandler handler(ByteBufAllocator allocator, Endpoint endpoint) {
    String name = options.serverName(endpoint);
    SslHandler handler = context.newHandler(allocator, name, endpoint.port());
    SSLParameters parameters = handler.engine().getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm(options.verifyHostname() ? "HTTPS" : "");
    if (!NetUtil.isValidIpV4Address(name) && !NetUtil.isValidIpV6Address(name)) {
      // The JDK sends no name without a dot unless it is told to.
      parameters.setServerNames(List.of(new SNIHostName(name)));
    }
    handler.engine().setSSLParameters(parameters);
    handler.setHandshakeTimeoutMillis(0);
    handler.setCloseNotifyFlushTimeoutMillis(CLOSE_MILLIS);
    return handler;
  }
}
